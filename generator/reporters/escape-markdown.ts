// Writes untrusted text into Markdown, so that it is shown as it is.

import { visible } from "../problems.ts";

/**
 * Escapes whatever Markdown or HTML would read as more than text. GitHub looks for mentions and
 * references after it has resolved entities, so they are split by a space that has no width.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(
      /[.:](?! )|[^\p{L}\p{N} .:,;/'"?=]|(?<=^|\s)\d+(?=\.)/gu,
      (character) => `&#${character.codePointAt(0)};`,
    )
    .replace(/&#(?:64|35);|(?<=\bgh)&#45;/gi, "$&&#8203;");
}
