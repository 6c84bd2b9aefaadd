// Defines a query that was read from a file, with the position of each character in the file.

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. A BOM does not count. */
  readonly column: number;
}

/** A column that a rule names outside of its query. */
interface MappedColumn {
  readonly column: string;
  /** What names it, such as `entity mapping`. */
  readonly use: string;
  readonly position: Position;
  /** The range of the name in the file. */
  readonly range: FileRange;
}

/** Offsets in the text of a file, with its BOM. */
export interface FileRange {
  readonly start: number;
  readonly end: number;
}

export type RuleKind = "detection" | "sentinel";

export interface SavedQuery {
  readonly file: string;
  /** The title of the rule, or the name of the file. */
  readonly name: string;
  /** KQL. */
  readonly text: string;
  /** Whether blank lines may separate several queries. */
  readonly split: boolean;
  readonly rule: RuleKind | undefined;
  readonly mapped: readonly MappedColumn[];
  /** Returns the position in the file of an offset in the text. */
  locate(offset: number): Position;
  /** Returns the range in the file of a range in the text, to replace it. */
  rangeOf(start: number, end: number): FileRange;
}

/** Returns a function that finds the line and column of an offset in a file. */
export function lineFinder(text: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
