// Holds the words that the project writes with: plain technical English, see CONTRIBUTING.md.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  countWords,
  findComments,
  findMarkdown,
  findMessages,
  findTitles,
  type ProseText,
} from "./prose-texts.ts";

/** "where" is for locations; for conditions, write if, when or which. The keywords of KQL and SQL are not prose. */
const where = /(?<!\| )\b[Ww]here\b/g;

/** Words that read like a translation; CONTRIBUTING.md lists what to write instead. */
const listed =
  /\b(?:answers?|gives?|given|gave|tells?|told|says?|said|mends?|mended|anew|beside|whoever|who|whom|somebody|nobody|strangers?|stranger's|alone|stands?|stood|none|makes?|made|making|forms?|places?|come again|comes again|a record a line)\b/gi;

/** Of 1,000 words. */
const most = 1.0;

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
  .trim()
  .split("\n");

const isSource = (file: string): boolean =>
  /\.(?:ts|js)$/.test(file) && !/\/(?:golden|dist)\//.test(file);
const sources = files.filter(
  (file) => isSource(file) && /^(?:generator|scanner|action)\//.test(file),
);
const tests = files.filter((file) => isSource(file) && file.startsWith("test/"));
const documents = files.filter(
  (file) =>
    file.endsWith(".md") && !/^(?:CHANGELOG\.md|test\/|input-schemas\/|generated\/)/.test(file),
);

const collect = (
  chosen: readonly string[],
  find: (file: string, source: string) => ProseText[],
): ProseText[] => chosen.flatMap((file) => find(file, readFileSync(file, "utf8")));

test.each<[name: string, texts: () => ProseText[]]>([
  ["comments of sources", () => collect(sources, findComments)],
  ["messages", () => collect(sources, findMessages)],
  ["comments of tests", () => collect(tests, findComments)],
  ["titles of tests", () => collect(tests, findTitles)],
  ["documents", () => documents.flatMap(findMarkdown)],
])("%s are written in plain English", (_name, read) => {
  const texts = read();
  const words = texts.reduce((sum, { text }) => sum + countWords(text), 0);
  expect(words).toBeGreaterThan(500);
  for (const pattern of [where, listed]) {
    const found = texts.flatMap(({ file, line, text }) =>
      [...text.matchAll(pattern)].map(({ 0: word, index }) => {
        const before = text.slice(0, index).split("\n").length - 1;
        return `${file}:${line + before}: "${word}" in: ${text.split("\n")[before]?.trim()}`;
      }),
    );
    const share = (1000 * found.length) / words;
    const list = share > most ? found.join("\n") : "";
    expect(list, `${share.toFixed(1)} of 1,000 words; at most ${most.toFixed(1)}`).toBe("");
  }
});
