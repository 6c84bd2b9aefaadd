// Escapes untrusted text for Markdown, so that it is shown literally.

import { visible } from "../problems.ts";

/**
 * Escapes all characters with a meaning in Markdown or HTML. GitHub looks for mentions and references
 * after it has resolved entities, so a zero-width space splits them.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(
      /[.:](?! )|[^\p{L}\p{N} .:,;/'"?=]|(?<=^|\s)\d+(?=\.)/gu,
      (character) => `&#${character.codePointAt(0)};`,
    )
    .replace(/&#(?:64|35);|(?<=\bgh)&#45;/gi, "$&&#8203;");
}
