// What a reader of a form is given: the text of one export, and where its problems go.

import type { ProblemCode } from "../problems.ts";
import type { JsonText } from "./json-tree.ts";
import type { RawColumn } from "./export.ts";

export interface ExportSource {
  /** With line feeds alone; lines of a query on top are blank. */
  readonly text: string;
  /** The same as JSON, where it begins as JSON does. */
  readonly json: JsonText | undefined;
  /** The table that the query on top or the file's name tells. */
  readonly table: string | undefined;
  /** Whether the file's name promises a table of cells: `.csv`, `.tsv`. */
  readonly isNamedForCells: boolean;
}

/** Takes a problem of the export that is being read. `line` 0 stands for the file as a whole. */
export type Report = (code: ProblemCode, line: number, message: string) => void;

/** Gives the columns, or reports why there are none; undefined where the text has another form. */
export type FormatReader = (
  source: ExportSource,
  report: Report,
) => readonly RawColumn[] | undefined;
