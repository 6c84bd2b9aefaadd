// Reads the Schema cell of `.show table`, copied without its table: `A:string, B:long`, or an object with
// OrderedColumns.

import type { FormatReader } from "../export-source.ts";
import { readCslSchema, readOrderedColumns } from "../cells/schema-cell.ts";

/** Reads `A:string, B:long`, on one line or more, with or without brackets around it. */
export const readCslText: FormatReader = ({ text }) => {
  if (!text.includes(":")) return undefined;
  const start = text.search(/\S/);
  const list = text.trim().replace(/;$/, "").trimEnd();
  const isBracketed = list.startsWith("(") && list.endsWith(")");
  const firstLine = text.slice(0, start).split("\n").length;
  return readCslSchema(isBracketed ? list.slice(1, -1) : list, undefined, firstLine);
};

/** Reads `{"Name": "T", "OrderedColumns": [...]}`. */
export const readSchemaObject: FormatReader = ({ json }) =>
  json?.kind === "value" ? readOrderedColumns(json, undefined) : undefined;
