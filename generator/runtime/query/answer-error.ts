// Defines the error of a text that is not a complete response of a query.

import { showName } from "../table/issue.ts";

/** Thrown for text that is not a whole response: an error of the service, a cut-off text, or another text. */
export class AnswerError extends Error {
  /** The service's code, if the response is an error of the service, such as `BadRequest`. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.name = "AnswerError";
    this.code = code;
  }
}

const longestShown = 500;

/** Returns untrusted text for a message: escaped, and cut if it is long. */
export function showText(text: string): string {
  const cut = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return /^[\w .,:;'()/-]*$/.test(cut) ? cut : showName(cut);
}
