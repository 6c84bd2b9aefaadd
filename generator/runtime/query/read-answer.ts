// Reads the text of a response: finds out which API wrote it, its columns and its rows.

import { JsonError, parseExact } from "../json/parse-exact.ts";
import { decodeUtf8, isBytes, withoutBom } from "../json/utf8.ts";
import { kindOf } from "../table/issue.ts";
import type { AnswerChannel } from "../table/scalar.ts";
import { isObject } from "../table/walk.ts";
import { readFrames, readTables } from "./adx-answer.ts";
import { AnswerError } from "./answer-error.ts";
import { cellsOf, columnsOf, type ReadAnswer, refuseError } from "./answer-parts.ts";

/** Reads a response. Throws an `AnswerError` if the text is not one, or not all of one. */
export function readAnswer(text: string | Uint8Array): ReadAnswer {
  const answer = parse(text);
  if (Array.isArray(answer)) return readFrames(answer);
  if (!isObject(answer)) throw notAnAnswer(kindOf(answer));
  refuseError(answer);
  const graph = readObjects(answer, "graph", "schema", "results");
  const read = graph ?? readObjects(answer, "defender", "Schema", "Results");
  if (read !== undefined) return read;
  if (Array.isArray(answer["Tables"])) return readTables(answer["Tables"], answer);
  if (Array.isArray(answer["tables"])) return readWorkspace(answer["tables"]);
  throw notAnAnswer("another object");
}

function parse(text: string | Uint8Array): unknown {
  const decoded = isBytes(text) ? decodeUtf8(text) : text;
  if (decoded === undefined) throw new AnswerError("invalid response: expected UTF-8 text");
  if (typeof decoded !== "string") {
    throw new TypeError(
      "expected the text or bytes of a response; parsing it has rounded its integers",
    );
  }
  const json = withoutBom(decoded);
  if (/^\s*</.test(json)) {
    throw new AnswerError(
      "invalid response: expected JSON, got HTML or XML; check the address and the token",
    );
  }
  try {
    return parseExact(json);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const isCut = error.position >= json.length;
    throw new AnswerError(
      `invalid response: ${error.message}${isCut ? "; the response is cut off" : ""}`,
    );
  }
}

function notAnAnswer(found: string): AnswerError {
  const expected =
    "a response of Microsoft Graph, the Defender API, Log Analytics or Azure Data Explorer";
  return new AnswerError(`invalid response: expected ${expected}, got ${found}`);
}

/** Reads a response of Graph or the Defender API, whose rows are objects. */
function readObjects(
  answer: { readonly [key: string]: unknown },
  channel: AnswerChannel,
  schemaKey: string,
  resultsKey: string,
): ReadAnswer | undefined {
  const schema = answer[schemaKey];
  const rows = answer[resultsKey];
  if (!Array.isArray(schema) || !Array.isArray(rows)) return undefined;
  if (answer["@odata.nextLink"] !== undefined) {
    throw new AnswerError(
      "incomplete response: it has further pages, which its @odata.nextLink names",
    );
  }
  return { channel, columns: columnsOf(schema, ["name", "Name"], ["type", "Type"]), rows };
}

/** Reads a response of Log Analytics. */
function readWorkspace(tables: readonly unknown[]): ReadAnswer {
  const found = tables.filter(isObject);
  const primary = found.filter(({ name }) => name === "PrimaryResult");
  const [table, another] = primary.length > 0 ? primary : found;
  if (another !== undefined) {
    throw new AnswerError(
      "invalid response: expected one result, got several; run one query at a time",
    );
  }
  if (!Array.isArray(table?.["columns"]) || !Array.isArray(table["rows"])) {
    throw notAnAnswer("tables without columns and rows");
  }
  const columns = columnsOf(table["columns"], ["name"], ["type"]);
  return { channel: "logAnalytics", columns, rows: cellsOf(table["rows"]) };
}
