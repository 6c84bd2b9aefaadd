// Reads responses of version 2 of Azure Data Explorer's API: an array of frames. The result is one of
// them, or several: its header, fragments of its rows, and its completion.

import { arrayRows, resultColumns } from "../../cells/json-result.ts";
import { readResult, severalResults } from "../../cells/query-result.ts";
import type { FormatReader, Report } from "../../export-source.ts";
import { elements, type JsonNode, type JsonValue, property } from "../../json-tree.ts";

/** A frame, with the words in it that decide what it is. */
interface Frame {
  readonly node: JsonNode;
  readonly type: string;
  readonly kind: string;
  readonly table: string;
}

export const readDataExplorerV2: FormatReader = (source, report) => {
  const { json } = source;
  if (json?.kind !== "value") return undefined;
  const frames = (elements(json.root) ?? []).map((node): Frame => {
    const textOf = (key: string): string => json.textOf(property(node, key));
    return {
      node,
      type: textOf("frametype"),
      kind: textOf("tablekind"),
      table: textOf("tableid"),
    };
  });
  if (frames.every(({ type }) => type === "")) return undefined;
  const line = json.lineOf(json.root);
  const completion = frames.find(({ type }) => type === "DataSetCompletion");
  if (completion === undefined) {
    const message = "the last frame is missing: the response is cut off; export again";
    report("cut-off", line, message);
    return [];
  }
  const isTrue = (key: string): boolean => json.textOf(property(completion.node, key)) === "true";
  if (isTrue("cancelled") || isTrue("haserrors")) {
    const message = "the query did not run to its end, so its result is not complete; export again";
    report("cut-off", json.lineOf(completion.node), message);
    return [];
  }
  const [result, second] = frames.filter(({ kind }) => kind === "PrimaryResult");
  if (second !== undefined) {
    report("several-tables", json.lineOf(second.node), severalResults);
    return [];
  }
  const columns = elements(property(result?.node, "columns"));
  const isInFragments = result?.type === "TableHeader";
  const table = elements(property(result?.node, "rows"));
  if (result === undefined || columns === undefined || !(isInFragments || table !== undefined)) {
    report("no-columns", line, "the response contains no result; export again");
    return [];
  }
  const rows = isInFragments ? joinFragments(result, frames, json, report) : table;
  if (rows === undefined) return [];
  return readResult(
    {
      columns: resultColumns(columns, json),
      rows: arrayRows(rows, json),
      line: json.lineOf(result.node),
    },
    source,
    report,
  );
};

/** Returns the rows of a table's fragments; reports a problem and returns undefined if some are missing. */
function joinFragments(
  header: Frame,
  frames: readonly Frame[],
  json: JsonValue,
  report: Report,
): readonly JsonNode[] | undefined {
  let rows: JsonNode[] = [];
  let completion: Frame | undefined;
  for (const frame of frames) {
    if (frame.table !== header.table) continue;
    if (frame.type === "TableCompletion") completion = frame;
    if (frame.type !== "TableFragment") continue;
    // A progressive query sends a better result instead of the rows so far.
    const kind = json.textOf(property(frame.node, "tablefragmenttype"));
    if (kind === "DataReplace") rows = [];
    for (const row of elements(property(frame.node, "rows")) ?? []) rows.push(row);
  }
  if (completion === undefined) {
    const message = "the result has no TableCompletion: the response is cut off; export again";
    report("cut-off", json.lineOf(header.node), message);
    return undefined;
  }
  const count = json.textOf(property(completion.node, "rowcount"));
  if (count !== "" && Number(count) !== rows.length) {
    const message = `the result has ${rows.length} of ${count} rows: the response is cut off; export again`;
    report("cut-off", json.lineOf(completion.node), message);
    return undefined;
  }
  return rows;
}
