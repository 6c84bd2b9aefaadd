// Defines the output of the splitter: records, messages and problems.

import type { TextPosition } from "./byte-span.ts";

/** An unreadable part of the text. */
export interface TextProblem extends TextPosition {
  readonly code: "not-json" | "cut-off" | "too-large";
  readonly message: string;
  /** The bytes of the part, unless it is too long. */
  readonly text?: Uint8Array | undefined;
}

/** Receives the parts in the order of the text. The bytes are valid only during the call. */
export interface SplitterOutput {
  record(bytes: Uint8Array, start: TextPosition): void;
  /** Called at the end of a message, with its text without the records. */
  message(bytes: Uint8Array, start: TextPosition): void;
  problem(problem: TextProblem): void;
}
