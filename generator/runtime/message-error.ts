// What is thrown for input that is no stream at all.

/** Thrown for a body that is no message at all: not UTF-8, not JSON, or without `records`. */
export class MessageError extends Error {
  /** Where in the text, in characters from 0; undefined where no place can be named. */
  readonly position: number | undefined;

  constructor(message: string, position?: number) {
    super(message);
    this.name = "MessageError";
    this.position = position;
  }
}
