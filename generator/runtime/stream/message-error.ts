// The error for input that is not a stream.

/** Thrown for a body that is not a message: not UTF-8, not JSON, or without `records`. */
export class MessageError extends Error {
  /** Where in the text, in characters from 0; undefined if it has no position. */
  readonly position: number | undefined;

  constructor(message: string, position?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "MessageError";
    this.position = position;
  }
}
