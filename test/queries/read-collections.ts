// Reads public collections of queries, to measure with them.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readQueries, readQueryFile } from "../../generator/queries/read/read-queries.ts";
import type { SavedQuery } from "../../generator/queries/read/saved-query.ts";

export function readCollections(directories: readonly string[]): SavedQuery[] {
  return [...readQueries(directories), ...directories.flatMap(readForeign)];
}

/** Public collections also save queries as text, and in fences that name no language or another one. */
function readForeign(directory: string): SavedQuery[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .toSorted()
    .flatMap((name) => {
      const file = path.join(directory, name);
      if (/\.txt$/i.test(name)) {
        return readQueryFile(`${file}.kql`, readFileSync(file, "utf8")).filter(({ text }) =>
          looksLikeKql(text),
        );
      }
      if (!/\.md$/i.test(name)) return [];
      const text = readFileSync(file, "utf8");
      const known = new Set(readQueryFile(file, text).map(({ locate }) => locate(0).line));
      return readQueryFile(file, withLanguage(text)).filter(
        ({ text: query, locate }) => !known.has(locate(0).line) && looksLikeKql(query),
      );
    });
}

/** Writes the language into the opening line of each fence for C# or without a language. */
function withLanguage(text: string): string {
  let isInside = false;
  return text
    .split("\n")
    .map((line) => {
      if (!/^[ \t]*```/.test(line)) return line;
      isInside = !isInside;
      return isInside ? line.replace(/```[ \t]*(?:c#)?[ \t]*(\r?)$/i, "```kql$1") : line;
    })
    .join("\n");
}

/** Whether a text has a line that begins with a pipe and an operator of KQL. */
function looksLikeKql(text: string): boolean {
  return /^[ \t]*\|[ \t]*(?:where|project|extend|summarize|join|take|limit|count|distinct|invoke)\b/m.test(
    text,
  );
}
