// Splits a text into queries at blank lines, as the editor of the portal does.

import type { Range } from "../query.ts";

/** Returns the range of each query, without the blank lines around it. */
export function splitQueries(text: string): Range[] {
  const blocks: Range[] = [];
  for (const { index, 0: block } of text.matchAll(/\S[^\r\n]*(?:\r?\n[^\S\r\n]*\S[^\r\n]*)*/g)) {
    const range = { start: index, end: index + block.trimEnd().length };
    const previous = blocks.at(-1);
    const before = previous === undefined ? "" : codeOf(text.slice(previous.start, previous.end));
    if (previous !== undefined && (isOpenEnded(before) || isContinuation(codeOf(block)))) {
      blocks[blocks.length - 1] = { start: previous.start, end: range.end };
    } else {
      blocks.push(range);
    }
  }
  return blocks;
}

/** The text without comments. Strings with `//` only matter at the end of a block. */
function codeOf(block: string): string {
  return block.replace(/(?<=^|\s|;)\/\/.*$/gm, "").trim();
}

/** Whether a block needs what follows: it has only comments, or ends with `;` or inside of an operator. */
function isOpenEnded(code: string): boolean {
  return code === "" || /[;|,([{=]$|\b(?:and|or|by|on)$/.test(code);
}

function isContinuation(code: string): boolean {
  return /^[|)\]},;]/.test(code);
}
