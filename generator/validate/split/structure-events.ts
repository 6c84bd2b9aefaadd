// Defines the events of tracking the structure of a text, and how reading continues after an error.

/** How reading continues after an unexpected byte. */
export type Recovery =
  /** At the next line. */
  | "line"
  /** At the byte, which begins a new value. */
  | "value"
  /** At the byte, as if there were a comma before it. */
  | "item"
  /** Not at all. */
  | "stop";

/**
 * Receives the keys and values inside of at most `watched` brackets. Each `at` is an index in the chunk, and
 * `depth` is the number of open brackets.
 */
export interface StructureEvents {
  keyBegins(at: number): void;
  /** `at` is the index after the key. */
  keyEnds(at: number): void;
  valueBegins(at: number, byte: number): void;
  /** `at` is the index after the value. */
  valueEnds(at: number, depth: number): void;
  /** A comma has no value on one of its sides. */
  looseComma(at: number): void;
  /**
   * A line ends inside of a value; returns whether the value is cut off. Called only if `endsAtLine` is
   * set.
   */
  cutsOff(at: number): boolean;
  /** A line ends between two values. */
  lineEnds(): void;
  /** The rest of a line was skipped. */
  lineSkipped(at: number): void;
  unexpected(at: number, depth: number, byte: number): Recovery;
}
