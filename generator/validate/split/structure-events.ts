// What following the structure of a text reports, and how it goes on after an error.

/** How reading goes on after a byte that cannot follow. */
export type Recovery =
  /** At the next line. */
  | "line"
  /** At the byte, which begins a value of its own. */
  | "value"
  /** At the byte, as if there were a comma before it. */
  | "item"
  /** Not at all. */
  | "stop";

/**
 * Hears of the keys and values in up to `watched` brackets. Every `at` is an index of the chunk, and
 * `depth` counts the brackets that are open.
 */
export interface StructureEvents {
  keyBegins(at: number): void;
  /** `at` is behind the key. */
  keyEnds(at: number): void;
  valueBegins(at: number, byte: number): void;
  /** `at` is behind the value. */
  valueEnds(at: number, depth: number): void;
  /** There is no value on one side of a comma. */
  looseComma(at: number): void;
  /** A line ends inside of a value; returns whether the value is cut off. Asked if `endsAtLine` is set. */
  cutsOff(at: number): boolean;
  /** A line ends between two values. */
  lineEnds(): void;
  /** The rest of a line has been skipped. */
  lineSkipped(at: number): void;
  unexpected(at: number, depth: number, byte: number): Recovery;
}
