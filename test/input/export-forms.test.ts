// Every form of export: the corpus as it is read, schemas written in any form, files that are cut or
// hold anything at all.

import { expect, test } from "vitest";
import { readExport } from "../../generator/ingest/read-export.ts";
import { buildSchema } from "../../generator/model/build-schema.ts";
import { formatProblem } from "../../generator/problems.ts";
import { exportCorpus } from "./export-corpus.ts";

const options = {
  configFile: "huntgen.config.json",
  exclude: [],
  long: { default: "exact", columns: {} },
} as const;

/** An export as `Table: ["Column:type", ...]`, and the lines of its problems. */
function read(
  file: string,
  content: string | Uint8Array,
): { holds: Record<string, string[]>; problems: string[] } {
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
    problems: [...problems, ...built.problems].map(formatProblem),
  };
}

test("the corpus is of a size", () => {
  expect(exportCorpus.length).toBeGreaterThanOrEqual(80);
  expect(new Set(exportCorpus.map(({ name }) => name)).size).toBe(exportCorpus.length);
});

test.each(exportCorpus)("$name", ({ file, content, holds }) => {
  expect(read(file, content)).toEqual({ holds, problems: [] });
});
