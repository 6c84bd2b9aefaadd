// Checks that the Markdown report fits into the limits of GitHub, and that untrusted text in it
// stays text.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildReport, type DiffReport } from "../../generator/diff/build-report.ts";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import {
  mostOfComment,
  mostOfSummary,
  printMarkdown,
} from "../../generator/diff/print-markdown.ts";
import { readExports } from "../../generator/ingest/read-exports.ts";
import { buildSchema } from "../../generator/model/build-schema.ts";
import type { SchemaColumn, Schema } from "../../generator/model/schema.ts";
import { visible } from "../../generator/problems.ts";
import { buildSarif } from "../../generator/reporters/sarif.ts";
import { escapeMarkdown } from "../../generator/reporters/escape-markdown.ts";
import { printAnnotations } from "../../generator/reporters/github.ts";

const config = {
  configFile: "huntgen.config.json",
  exclude: [],
  long: { default: "exact", columns: {} },
} as const;
const shipped: Schema = buildSchema(readExports("input-schemas").exports, config).schema;

function reportOf(
  before: Schema,
  after: Schema,
  approvals: Iterable<[string, string]> = [],
): DiffReport {
  const [old, current] = [before, after].map((schema) => ({ schema, locate: () => undefined }));
  if (old === undefined || current === undefined) throw new Error("a report has two sides");
  const sides = { before: old, after: current };
  return buildReport(compareSchemas(before, after, {}), sides, new Map(approvals));
}

function tableOf(names: readonly string[], name = "T"): Schema {
  const columns = names.map((each): SchemaColumn => ({
    name: each,
    type: "string",
    long: "exact",
  }));
  return { tables: [{ name, identifier: "T", source: "T.csv", columns }] };
}

const rowsOf = (markdown: string): string[] =>
  markdown.split("\n").filter((line) => line.startsWith("| <code>"));
const hiddenOf = (markdown: string): number =>
  Number(/\*\*(\d+) more changes? not shown/.exec(markdown)?.[1] ?? 0);

describe("a report in which every column of every table was removed", () => {
  const renamed = shipped.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column, index) => ({ ...column, name: `${index}` })),
  }));
  const report = reportOf(shipped, { tables: renamed });

  test("fits into a comment and counts what it omits", () => {
    const comment = printMarkdown(report, mostOfComment);
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(mostOfComment);
    expect(Buffer.byteLength(comment)).toBeGreaterThan(mostOfComment - 2000);
    expect(rowsOf(comment).length + hiddenOf(comment)).toBe(report.changes.length);
    expect(comment).toContain(`${report.grades.breaking} breaking, `);
  });

  test("appears in full in the summary", () => {
    const summary = printMarkdown(report, mostOfSummary);
    expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20);
    expect([rowsOf(summary).length, hiddenOf(summary)]).toEqual([report.changes.length, 0]);
  });
});

test("any report fits into a comment, whatever its names and approvals are", () => {
  const long = fc.oneof(
    fc.string({ unit: "binary", minLength: 1 }),
    fc
      .constantFrom("@", "#", "\u202E", "名", "\u{1F600}", "|", "\uD800")
      .map((c) => c.repeat(5000)),
    fc.nat().map((n) => `${n}`.repeat(200)),
  );
  const names = fc.uniqueArray(long, { minLength: 1, maxLength: 30 });
  const most = 20_000;
  fc.assert(
    fc.property(
      names,
      names,
      long,
      fc.array(long, { maxLength: 30 }),
      (old, current, name, keys) => {
        const approvals = keys.map((key): [string, string] => [key, key]);
        const report = reportOf(tableOf(old, name), tableOf(current, name), approvals);
        const markdown = printMarkdown(report, mostOfComment);
        expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(mostOfComment);
        expect(rowsOf(markdown).length + hiddenOf(markdown)).toBe(report.changes.length);
        expect(
          Buffer.byteLength(printMarkdown(reportOf(tableOf(old), tableOf(current)), most)),
        ).toBeLessThanOrEqual(most);
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test("breaking changes without an approval come first", () => {
  const kept = Array.from({ length: 30 }, (_, index) => `Column${index}`);
  const before = tableOf([...kept, "Zulu"]);
  const approvals = kept.map((name): [string, string] => [`column-removed T.${name}`, "agreed"]);
  const report = reportOf(before, tableOf(["Alpha"]), approvals);
  const rows = rowsOf(printMarkdown(report, mostOfComment));
  expect(rows[0]).toContain("column Zulu string is no longer in the rows");
  expect(rows[1]).toContain("approved: agreed");
  expect(rows.at(-1)).toContain("new column Alpha");
  expect(printMarkdown(report, mostOfComment)).toContain("<summary>12 more changes</summary>");
});

describe("untrusted text", () => {
  test.each([
    ["::error::x", "\\u{3a}:error::x"],
    [" \t::error::x", " \\u{9}\\u{3a}:error::x"],
    ["a::b", "a::b"],
    ["##[error]x", "#\\u{23}[error]x"],
    ["a###[b]", "a##\\u{23}[b]"],
    ["\u001B[2J\u0085\u2028", "\\u{1b}[2J\\u{85}\\u{2028}"],
  ])("%j is not a command in a log", (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test("may be long", () => {
    const spaces = " ".repeat(2_000_000);
    expect(visible(`${spaces}::x`)).toBe(`${spaces}\\u{3a}:x`);
    expect(visible(`${"#".repeat(2_000_000)}[`).slice(-9)).toBe("##\\u{23}[".slice(-9));
    expect(escapeMarkdown("1".repeat(2_000_000))).toHaveLength(2_000_000);
  });

  test("is one line in an annotation, in which a file name cannot end early", () => {
    const text = "x,y:z%0A::error::\r\n\u202E";
    const finding = {
      rule: "column-removed",
      level: "error",
      message: text,
      file: text,
      line: 0,
    } as const;
    expect(printAnnotations([finding])).toEqual([
      "::error file=x%2Cy%3Az%250A%3A%3Aerror%3A%3A\\u{d}\\u{a}\\u{202e},line=1,title=huntgen%3A column-removed::x,y:z%250A::error::\\u{d}\\u{a}\\u{202e}",
    ]);
  });

  test("is not a link in SARIF", () => {
    const message = "[click](https://x) \\[y](1)";
    const finding = { rule: "r", level: "notice", message, file: null, line: 0 } as const;
    expect(JSON.stringify(buildSarif([finding], "1"))).toContain(
      JSON.stringify("\\[click\\](https://x) \\\\\\[y\\](1)"),
    );
  });
});
