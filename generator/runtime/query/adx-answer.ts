// Reads responses of Azure Data Explorer: the tables of version 1, and the frames of version 2, which may carry
// a table in fragments.

import { isObject } from "../table/walk.ts";
import { AnswerError } from "./answer-error.ts";
import { cellsOf, columnsOf, type ReadAnswer, refuseError, serviceError } from "./answer-parts.ts";

type Frame = { readonly [key: string]: unknown };

/** Reads the tables of version 1. If there are several, the last one lists what each of them is. */
export function readTables(tables: readonly unknown[], answer: Frame): ReadAnswer {
  refuseError(answer);
  const found = tables.filter(isObject);
  const [last] = found.slice(-1);
  if (last === undefined) throw new AnswerError("invalid response: it has no result");
  if (found.length === 1) return readTable(last, rowsOf(last));
  const contents = objectsOf(last);
  const ofKind = (kind: string): Frame[] =>
    contents.flatMap(({ Kind, Ordinal }) => {
      const table = found[Number(Ordinal)];
      return Kind === kind && table !== undefined ? [table] : [];
    });
  for (const status of ofKind("QueryStatus").flatMap(objectsOf)) {
    // From 0 to 2, a severity is an error; above, it is a warning or information.
    if (typeof status["Severity"] === "number" && status["Severity"] <= 2) {
      throw serviceError(status["StatusDescription"]);
    }
  }
  const result = onlyOne(ofKind("QueryResult"));
  return readTable(result, rowsOf(result));
}

/** Reads the frames of version 2. */
export function readFrames(answer: readonly unknown[]): ReadAnswer {
  const frames = answer.filter(isObject);
  const ofType = (type: string): Frame[] => frames.filter(({ FrameType }) => FrameType === type);
  if (!frames.some(({ FrameType }) => typeof FrameType === "string")) {
    throw new AnswerError(
      "invalid response: expected an object or the frames of Azure Data Explorer",
    );
  }
  for (const frame of frames) refuseError(frame);
  const [end] = ofType("DataSetCompletion");
  if (end === undefined) throw cutOff("the last frame is missing");
  if (end["HasErrors"] === true) throw serviceError(undefined);
  if (end["Cancelled"] === true)
    throw new AnswerError("incomplete response: the query was cancelled");
  const headers = ofType("TableHeader").filter(isPrimary);
  const table = onlyOne([...ofType("DataTable").filter(isPrimary), ...headers]);
  if (!headers.includes(table)) return readTable(table, rowsOf(table));
  const isOfTable = ({ TableId }: Frame): boolean => TableId === table["TableId"];
  let rows: unknown[] = [];
  for (const fragment of ofType("TableFragment").filter(isOfTable)) {
    if (fragment["TableFragmentType"] === "DataReplace") rows = [];
    for (const row of rowsOf(fragment)) rows.push(row);
  }
  const completion = ofType("TableCompletion").find(isOfTable);
  if (completion === undefined) throw cutOff("the end of the result is missing");
  if (completion["RowCount"] !== rows.length) throw cutOff("rows of the result are missing");
  return readTable(table, rows);
}

function isPrimary({ TableKind }: Frame): boolean {
  return TableKind === "PrimaryResult";
}

function readTable(table: Frame, rows: readonly unknown[]): ReadAnswer {
  const declared = table["Columns"];
  if (!Array.isArray(declared)) throw new AnswerError("invalid response: a table has no columns");
  const columns = columnsOf(declared, ["ColumnName"], ["ColumnType", "DataType"]);
  return { channel: "adx", columns, rows: cellsOf(rows) };
}

function rowsOf(table: Frame): readonly unknown[] {
  const rows = table["Rows"];
  if (Array.isArray(rows)) return rows;
  throw new AnswerError("invalid response: a table has no rows");
}

/** Returns the rows of a table as objects, with the names of its columns as keys. */
function objectsOf(table: Frame): Frame[] {
  const { columns, rows } = readTable(table, rowsOf(table));
  return rows.map((row) =>
    Object.fromEntries(columns.map(({ name }, at) => [name, Array.isArray(row) ? row[at] : null])),
  );
}

function onlyOne(tables: readonly Frame[]): Frame {
  const [table, another] = tables;
  if (table === undefined) throw new AnswerError("invalid response: it has no result");
  if (another === undefined) return table;
  throw new AnswerError(
    "invalid response: expected one result, got several; run one query at a time",
  );
}

function cutOff(reason: string): AnswerError {
  return new AnswerError(`incomplete response: ${reason}, the response is cut off`);
}
