// Measures how many hunting queries of directories bind without an error and are fully typed, and what that costs:
// npm run measure:queries -- DIRECTORY... [--failing] [--open]

import { bindQueries, querySchemaOf } from "../../generator/queries/bind-queries.ts";
import { openParser } from "../../generator/queries/parser/open-parser.ts";
import { lintQueries } from "../../generator/queries/lint/lint-queries.ts";
import { formatProblem } from "../../generator/problems.ts";
import { readSchema } from "../../generator/read-schema.ts";
import { readCollections } from "./read-collections.ts";

const words = process.argv.slice(2);
const paths = words.filter((word) => !word.startsWith("--"));
const saved = readCollections(paths);
const { schema } = readSchema({
  configFile: "huntgen.config.json",
  input: "input-schemas",
  exclude: [],
  long: { default: "exact", columns: {} },
});
const before = process.cpuUsage();
const parser = await openParser();
const options = { input: "input-schemas", functions: "functions", workspace: true };
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
// What a fuzzy union, or a query of all tables or of another service, reads is not in the exports either.
const readsMore =
  /\bunion\b[^|;]*[\s,]\*(?!\w)|\bisfuzzy\b|\b(?:arg|adx|workspace)\(|^\s*(?:search|find)\b(?!\s+in\b)/m;
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
  // The first finding of each query.
  for (const query of all) {
    const [finding] = lintQueries([{ ...query, source: { ...query.source, rule: undefined } }]);
    if (finding !== undefined) console.log(formatProblem(finding));
  }
}
if (words.includes("--open")) {
  for (const { source, position } of passing.filter((each) => !typed.includes(each))) {
    console.log(`${source.file}:${position.line}: not fully typed`);
  }
}
