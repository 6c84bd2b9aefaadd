// Generates code of tables and checks it: the TypeScript compiler accepts it, JSON files parse and
// contain every name, no file contains a hidden character, and each refusal has a code and a line.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { resolutions, runTsc, strictest } from "../../support/tsc.ts";
import type { Schema } from "../../../generator/model/schema.ts";
import { loadGenerate, loadProblems, loadReadSchema } from "../built-program.ts";
import type { DrawnRow } from "./draw-names.ts";

export interface Verdict {
  /** How many names the generated code has. */
  readonly accepted: number;
  readonly refused: number;
  /** What is wrong with the program, or undefined if nothing is. */
  readonly finding?: string;
}

/** Codes that refuse a table, not only the column on their line. */
const tableCodes = /^(?:invalid-table-name|colliding-tables)$/;
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/u;

/** Checks one export of some tables. */
export async function judgeNames(rows: readonly DrawnRow[]): Promise<Verdict> {
  const folder = mkdtempSync(path.join(tmpdir(), "huntgen-names-"));
  try {
    return await judgeIn(folder, rows);
  } catch (error) {
    const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { accepted: 0, refused: 0, finding: `internal error: ${shown}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judgeIn(folder: string, rows: readonly DrawnRow[]): Promise<Verdict> {
  const out = path.join(folder, "out");
  let kept = rows;
  let refused = 0;
  for (;;) {
    if (kept.length === 0) return { accepted: 0, refused };
    const result = await generateRows(folder, out, kept);
    if ("schema" in result) {
      const { schema } = result;
      const finding = wrongWith(schema, kept) ?? wrongFiles(out, schema) ?? (await compile(folder));
      const accepted = schema.tables.length + kept.length;
      return { accepted, refused, ...(finding === undefined ? {} : { finding }) };
    }
    const next = result.refuse(kept);
    if (typeof next === "string") return { accepted: 0, refused, finding: next };
    refused += kept.length - next.length;
    kept = next;
  }
}

interface Refusal {
  /**
   * Returns the rows that the problems do not name, or what is wrong with a problem if it names no
   * row.
   */
  refuse(rows: readonly DrawnRow[]): readonly DrawnRow[] | string;
}

async function generateRows(
  folder: string,
  out: string,
  rows: readonly DrawnRow[],
): Promise<{ schema: Schema } | Refusal> {
  const [{ generate }, { readSchema }] = await Promise.all([loadGenerate(), loadReadSchema()]);
  const { HuntgenError, isError, formatProblem } = await loadProblems();
  const input = path.join(folder, "exports");
  const lines = rows.map(({ table, column, type }) =>
    JSON.stringify({ TableName: table, ColumnName: column, ColumnType: type }),
  );
  mkdirSync(input, { recursive: true });
  // A row is a line, since JSON escapes the line breaks of names.
  writeFileSync(path.join(input, "all.json"), `[${lines.join(",\n")}]`);
  const options = {
    configFile: "huntgen.config.json",
    exclude: [],
    long: { default: "exact", columns: {} },
    importExtension: ".js",
    jsonSchema: { draft07: true },
    package: undefined,
    renames: {},
    legacyNames: undefined,
    input,
    out,
  } as const;
  try {
    await generate(options);
    return { schema: readSchema(options).schema };
  } catch (error) {
    if (!(error instanceof HuntgenError)) throw error;
    const problems = error.problems.filter(isError);
    return {
      refuse(kept) {
        const columns = new Set<DrawnRow | undefined>();
        const tables = new Set<string | undefined>();
        for (const problem of problems) {
          const row = kept[problem.line - 1];
          if (row === undefined) return `a problem without a line: ${formatProblem(problem)}`;
          if (tableCodes.test(problem.code)) tables.add(row.table);
          else columns.add(row);
        }
        return kept.filter((row) => !columns.has(row) && !tables.has(row.table));
      },
    };
  }
}

/** Whether the schema has the names as they were written. */
function wrongWith({ tables }: Schema, rows: readonly DrawnRow[]): string | undefined {
  const found = tables.flatMap((table) =>
    table.columns.map(({ name, type }) => JSON.stringify([table.name, name, type])),
  );
  const expected = rows.map(({ table, column, type }) => JSON.stringify([table, column, type]));
  const lost = new Set(expected);
  for (const each of found) lost.delete(each);
  if (found.length === expected.length && lost.size === 0) return undefined;
  return `${found.length} columns of ${expected.length}; lost: ${[...lost].slice(0, 3).join(" ")}`;
}

function wrongFiles(out: string, { tables }: Schema): string | undefined {
  const names = readdirSync(out, { recursive: true, encoding: "utf8" });
  const inAnyCase = new Set(names.map((name) => name.toLowerCase()));
  if (inAnyCase.size !== names.length) return "two files differ by letter case only";
  for (const name of names.filter((each) => /\.(?:ts|json)$/.test(each))) {
    const text = readFileSync(path.join(out, name), "utf8");
    const found = hidden.exec(text.replaceAll("\n", ""));
    if (found !== null) return `${name} holds U+${found[0].codePointAt(0)?.toString(16)}`;
    if (name.endsWith(".json")) JSON.parse(text);
  }
  for (const { identifier, name, columns } of tables) {
    const text = readFileSync(path.join(out, `schemas/${identifier}.schema.json`), "utf8");
    const { title, properties }: { title: string; properties: object } = JSON.parse(text);
    const keys = new Set(Object.keys(properties));
    const isWhole = title === name && columns.every((column) => keys.has(column.name));
    if (!isWhole) return `the JSON Schema of ${JSON.stringify(name)} lacks names`;
  }
  return undefined;
}

async function compile(folder: string): Promise<string | undefined> {
  const compilerOptions = { ...strictest("newest"), ...resolutions.NodeNext };
  const tsconfig = path.join(folder, "tsconfig.json");
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ["out/index.ts"] }));
  const { status, output } = await runTsc("newest", tsconfig);
  return status === 0 ? undefined : `the compiler refuses the code: ${output.slice(0, 1000)}`;
}
