// Defines the error for input that is not a message.

/** Thrown if a body is not a message: it is not UTF-8, not JSON, or has no `records` array. */
export class MessageError extends Error {
  /** The position of a JSON error in the text, in characters from 0; `undefined` for other errors. */
  readonly position: number | undefined;

  constructor(message: string, position?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "MessageError";
    this.position = position;
  }
}
