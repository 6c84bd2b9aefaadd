// What a text is cut into.

import type { TextPosition } from "./byte-span.ts";

/** A part of the text that cannot be read. */
export interface TextProblem extends TextPosition {
  readonly code: "not-json" | "cut-off" | "too-large";
  readonly message: string;
  /** The part, if it is not too long. */
  readonly text?: Uint8Array | undefined;
}

/** Takes what is found, in the order of the text. Bytes are valid during the call. */
export interface SplitterOutput {
  record(bytes: Uint8Array, start: TextPosition): void;
  /** The end of a message, and its text without the records. */
  message(bytes: Uint8Array, start: TextPosition): void;
  problem(problem: TextProblem): void;
}
