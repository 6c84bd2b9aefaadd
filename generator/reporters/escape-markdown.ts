// Escapes untrusted text for Markdown, so that it is shown literally.

import { visible } from "../problems.ts";

/** GitHub looks for mentions and references after Markdown has been rendered, so this splits them. */
const zeroWidthSpace = "\u200B";

/**
 * What Markdown would interpret, except at the start of a line: escapes, code, emphasis, links, HTML,
 * entities, cells, math, and addresses that become links. An underscore inside of a word is plain text.
 */
const special = /[\\`*[\]<|~&$]|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])|:(?=\/\/)|(?<=www)\./giu;

/** What would begin a heading, a quote, a list, a line below a heading, or a block of code. */
const blockStart = /^(?:[#>+=-]|\d+(?=[.)])| )/;

/**
 * What GitHub turns into a link after rendering: mentions, numbers of issues, hashes of commits. And what it
 * turns into an emoji.
 */
const reference = /@|#(?=\d)|(?<=\bgh)-(?=\d)|\b[\da-f](?=[\da-f]{6,63}\b)|:(?=[\w+-]+:)/gi;

/** Escapes a text that is the whole or the end of a line, a cell or an element, or that follows a word. */
export function escapeMarkdown(text: string): string {
  const escaped = visible(text)
    .replace(reference, `$&${zeroWidthSpace}`)
    .replace(special, (characters) => characters.replace(/./g, "\\$&"))
    .replaceAll(zeroWidthSpace, "&#8203;");
  return escaped.replace(blockStart, (start) => {
    if (start === " ") return "&#32;";
    return /^\d/.test(start) ? `${start}\\` : `\\${start}`;
  });
}

/** Returns a text as code. */
export function markdownCode(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}
