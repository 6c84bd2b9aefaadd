// Text of strangers -> the same text in Markdown.

/** Whatever Markdown or HTML would read as more than text: links and mentions of somebody too. */
export function escapeMarkdown(text: string): string {
  return text.replace(
    /[.:](?! )|[^\p{L}\p{N} .:,;/'"?=]|(?<=^|\s)\d+(?=\.)/gu,
    (character) => `&#${character.codePointAt(0)};`,
  );
}
