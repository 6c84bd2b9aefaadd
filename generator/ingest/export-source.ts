// Defines the interface of the format readers: the text of one export, and a function to report problems.

import type { ProblemCode } from "../problems.ts";
import type { JsonText } from "./json-tree.ts";
import type { RawColumn } from "./export.ts";

export interface ExportSource {
  /** With LF line endings. The lines of a query at the top are blank. */
  readonly text: string;
  /** The text parsed as JSON, if it begins like JSON. */
  readonly json: JsonText | undefined;
  /** The table according to the query at the top or the file name. */
  readonly table: string | undefined;
  /** Whether the file name ends with `.csv` or `.tsv`. */
  readonly isNamedForCells: boolean;
}

/** Reports a problem of the export that is being read. `line` 0 means the file as a whole. */
export type Report = (code: ProblemCode, line: number, message: string) => void;

/**
 * Returns the columns, or reports problems and returns an empty list. Returns undefined if the text has
 * another format.
 */
export type FormatReader = (
  source: ExportSource,
  report: Report,
) => readonly RawColumn[] | undefined;
