// Measures how many hunting queries of directories bind without an error and are fully typed, and what that costs:
// npm run measure:queries -- DIRECTORY... [--failing] [--open]

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { bindQueries, querySchemaOf } from "../../generator/queries/bind-queries.ts";
import { openParser } from "../../generator/queries/parser/open-parser.ts";
import { lintQueries } from "../../generator/queries/lint/lint-queries.ts";
import { readQueries, readQueryFile } from "../../generator/queries/read/read-queries.ts";
import type { SavedQuery } from "../../generator/queries/read/saved-query.ts";
import { formatProblem } from "../../generator/problems.ts";
import { readSchema } from "../../generator/read-schema.ts";

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

const words = process.argv.slice(2);
const paths = words.filter((word) => !word.startsWith("--"));
const saved = [...readQueries(paths), ...paths.flatMap(readForeign)];
const { schema } = readSchema({
  configFile: "huntgen.config.json",
  input: "input-schemas",
  exclude: [],
  long: { default: "exact", columns: {} },
});
const before = process.cpuUsage();
const parser = await openParser();
const options = { functions: "functions", workspace: true };
const queries = await bindQueries(parser, querySchemaOf(schema, options), saved);
await parser.close();
const cpu = process.cpuUsage(before);
// A block that only defines functions or runs a command has no result to type.
const withResult = queries.filter(
  ({ analysis }) => analysis.hasResult || analysis.problems.length > 0,
);
// Sentinel's and other products' tables have no export here.
const outside = new Set(["unknown-table", "unknown-function"]);
const all = withResult.filter(
  ({ analysis }) => !analysis.problems.some(({ code }) => outside.has(code)),
);
const passing = all.filter(({ analysis }) => analysis.problems.length === 0 && analysis.isAnalyzed);
const typed = passing.filter(
  ({ analysis }) => !analysis.open && analysis.columns.every(({ type }) => type !== "unknown"),
);
const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(`${saved.length} texts, ${withResult.length} queries`);
console.log(`of tables and functions that are known: ${all.length}`);
console.log(`without error: ${passing.length} (${share(passing.length, all.length)})`);
console.log(`fully typed: ${typed.length} (${share(typed.length, passing.length)} of these)`);
// What a fuzzy union, or a query of all tables, reads is not in the exports either.
const readsMore = /\bunion\b[^|;]*[\s,]\*(?!\w)|\bisfuzzy\b|^\s*(?:search|find)\b(?!\s+in\b)/m;
const exported = passing.filter(
  ({ source, analysis: { range } }) => !readsMore.test(source.text.slice(range.start, range.end)),
);
const typedExported = exported.filter((each) => typed.includes(each));
console.log(
  `fully typed of those that only read exports: ${typedExported.length} of ${exported.length} (${share(typedExported.length, exported.length)})`,
);
console.log(`CPU: ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s`);
console.log(`memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
if (words.includes("--failing")) {
  for (const finding of lintQueries(all)) console.log(formatProblem(finding));
}
if (words.includes("--open")) {
  for (const { source, position } of passing.filter((each) => !typed.includes(each))) {
    console.log(`${source.file}:${position.line}: not fully typed`);
  }
}
