// Checks every format of export: reads the corpus, schemas written in each format, truncated files,
// and files with any content.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readExport } from "../../generator/ingest/read-export.ts";
import { buildSchema } from "../../generator/model/build-schema.ts";
import { formatProblem } from "../../generator/problems.ts";
import { exportCorpus } from "./export-corpus.ts";
import { formWriters } from "./export-writers.ts";

const options = {
  configFile: "huntgen.config.json",
  exclude: [],
  long: { default: "exact", columns: {} },
} as const;

interface ReadFile {
  readonly holds: Record<string, string[]>;
  /** The descriptions of all columns. */
  readonly described: readonly (string | undefined)[];
  readonly problems: string[];
}

/** Reads an export as `Table: ["Column:type", ...]`, and returns the lines of its problems too. */
function read(file: string, content: string | Uint8Array): ReadFile {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const { export: one, problems } = readExport({ path: file, file, bytes });
  const built = buildSchema([one], options);
  return {
    holds: Object.fromEntries(
      built.schema.tables.map(({ name, columns }) => [
        name,
        columns.map((column) => `${column.name}:${column.type}`),
      ]),
    ),
    described: built.schema.tables.flatMap(({ columns }) =>
      columns.map(({ description }) => description),
    ),
    problems: [...problems, ...built.problems].map(formatProblem),
  };
}

test("the corpus has enough cases", () => {
  expect(exportCorpus.length).toBeGreaterThanOrEqual(80);
  expect(new Set(exportCorpus.map(({ name }) => name)).size).toBe(exportCorpus.length);
});

test.each(exportCorpus)("reads $name", ({ file, content, holds }) => {
  const { holds: found, problems } = read(file, content);
  expect({ holds: found, problems }).toEqual({ holds, problems: [] });
});

/** Draws names of these parts, which may be the format's own fragments. */
function columnNames(part: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return (
    fc
      .array(part, { minLength: 1, maxLength: 8 })
      .map((parts) => `C${parts.join("")}`.trim())
      // A narrow terminal window cuts names off with these endings.
      .filter((text) => !text.endsWith("...") && !text.endsWith("…"))
  );
}

function spelt(columns: readonly { name: string; type: string }[]): string[] {
  return columns.map((column) => `${column.name}:${column.type}`);
}

describe("any schema", () => {
  const seed = 20261123;
  const kusto = ["bool", "datetime", "decimal", "dynamic", "guid", "int", "long"];
  const type = fc.constantFrom(...kusto, "real", "string", "timespan");
  const table = (part: fc.Arbitrary<string>): fc.Arbitrary<{ name: string; type: string }[]> =>
    fc.uniqueArray(fc.record({ name: columnNames(part), type }), {
      minLength: 1,
      maxLength: 8,
      selector: ({ name }) => name.toLowerCase(),
    });
  const plain = fc.constantFrom(..."abcXYZ019_");
  const onLine = fc.oneof(
    plain,
    fc.constantFrom(..."é名- .,;/()𝒳'\"`\\#@"),
    fc.constantFrom(
      ..."['] \"] ') | || \\| |--- --- +-- +===+ :- : :string , ,B:long }, ]} // /* \\n │ ".split(
        " ",
      ),
      ..." : |\\n|;.create table T (A:string)|| with (|ColumnName : x|\u2500\u2500".split("|"),
    ),
  );
  const parts = { words: plain, line: onLine, text: fc.oneof(onLine, fc.constant("\n")) };
  const bytesOf = fc.constantFrom<(text: string) => Uint8Array>(
    (text) => Buffer.from(text),
    (text) => Buffer.from(`\uFEFF${text.replace(/\r?\n/g, "\r\n")}`),
    (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
    (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
  );

  describe.each(formWriters)("as $name", ({ names, describes, write }) => {
    test("is read back", () => {
      fc.assert(
        fc.property(table(parts[names]), bytesOf, (columns, encode) => {
          const bytes = encode(write({ name: "T", columns }));
          const { holds, problems } = read("T.txt", bytes);
          expect({ holds, problems }).toEqual({ holds: { T: spelt(columns) }, problems: [] });
        }),
        { seed, numRuns: 60 },
      );
    });

    test.runIf(describes)("is read back with its descriptions", () => {
      const description = fc.option(columnNames(parts[names]), { nil: undefined });
      const columns = fc.array(fc.record({ type, description }), { minLength: 1, maxLength: 5 });
      fc.assert(
        fc.property(columns, (drawn) => {
          const written = drawn.map((column, at) => ({ name: `C${at}`, ...column }));
          const { described, problems } = read(
            "T.txt",
            Buffer.from(write({ name: "T", columns: written })),
          );
          expect(problems).toEqual([]);
          // Descriptions are read as one line.
          expect(described).toEqual(
            drawn.map((column) => column.description?.replace(/\s+/g, " ").trim()),
          );
        }),
        { seed, numRuns: 40 },
      );
    });

    test("is refused when cut off anywhere, or returns its first columns", () => {
      fc.assert(
        fc.property(table(plain), fc.double({ min: 0, max: 1, noNaN: true }), (columns, share) => {
          const bytes = Buffer.from(write({ name: "T", columns }));
          const { holds, problems } = read("T.txt", bytes.subarray(0, bytes.length * share));
          if (problems.some((line) => !line.includes(": warning: "))) return;
          const kept = holds["T"] ?? [];
          expect(kept).toEqual(spelt(columns).slice(0, kept.length));
          expect(kept).not.toEqual([]);
        }),
        { seed, numRuns: 150 },
      );
    });
  });
});

describe("any content", () => {
  const seed = 20261123;
  const good = exportCorpus.map(({ content }) => Buffer.from(content));

  test("any bytes result in columns or problems, with lines that exist", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { holds, problems } = read("T.csv", bytes);
        expect(Object.keys(holds).length + problems.length).toBeGreaterThan(0);
      }),
      { seed, numRuns: 1000 },
    );
  });

  test("good files that are cut, joined or mixed with random bytes result in columns or problems", () => {
    const position = fc.double({ min: 0, max: 1, noNaN: true });
    const noise = fc.array(fc.tuple(position, fc.uint8Array({ maxLength: 3 })), { maxLength: 3 });
    const file = fc.constantFrom(...good);
    fc.assert(
      fc.property(file, file, position, position, noise, (first, second, end, begin, strewn) => {
        let bytes = Buffer.concat([
          first.subarray(0, first.length * end),
          second.subarray(second.length * begin),
        ]);
        for (const [at, more] of strewn) {
          const index = Math.floor(bytes.length * at);
          bytes = Buffer.concat([bytes.subarray(0, index), more, bytes.subarray(index)]);
        }
        const { holds, problems } = read("T.csv", bytes);
        expect(Object.keys(holds).length + problems.length).toBeGreaterThan(0);
      }),
      { seed, numRuns: 3000 },
    );
  });

  test("JSON that is cut off is never read", () => {
    const documents = exportCorpus.filter(
      ({ file, name }) => file.endsWith(".json") && !/16/.test(name),
    );
    expect(documents.length).toBeGreaterThan(20);
    for (const { content } of documents) {
      const bytes = Buffer.from(content);
      const end = bytes.toString("utf8").trimEnd().length;
      for (let length = 1; length < end; length += 7) {
        expect(read("T.json", bytes.subarray(0, length)).problems).not.toEqual([]);
      }
    }
  });
});
