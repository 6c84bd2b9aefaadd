// Recognizes delimited rows of a table, which are saved by mistake instead of its schema.

import type { FormatReader } from "../../export-source.ts";
import { cellsOf, delimiters } from "./delimited.ts";
import { findTables, reportRows, withoutTimeZone } from "../../cells/data-rows.ts";

/** Recognizes rows by a header with the columns of a known table, or with a time and other columns. */
export const readRows: FormatReader = (source, report) => {
  const start = source.text.search(/\S/);
  const line = source.text.slice(0, start).split("\n").length;
  const firstLine = /\S.*/.exec(source.text)?.[0] ?? "";
  const names = delimiters
    .map((delimiter) => cellsOf(firstLine, delimiter))
    .toSorted((a, b) => b.length - a.length)[0];
  if (names === undefined || names.length < 2) return undefined;
  const plain = names.map(withoutTimeZone);
  const hasTime = plain.includes("Timestamp") || plain.includes("TimeGenerated");
  const isHeader = plain.length >= 3 && plain.every((name) => /^[A-Za-z_]\w*$/.test(name));
  if (!(hasTime && isHeader) && findTables(plain).length === 0) return undefined;
  reportRows(names, source, line, report);
  return [];
};
