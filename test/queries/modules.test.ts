// Generates modules for queries with hostile texts and names, compiles them, and runs them on responses.

import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import type { QueryRunner, SavedQuery } from "../../generator/runtime/saved-queries/saved-query.ts";
import { createSharedProject, csv, type Project } from "../support/scratch-project.ts";
import { runTsc, strictest } from "../support/tsc.ts";

type AnyQuery = SavedQuery<{ readonly [column: string]: unknown }, [parameters?: object]>;

/** File names, and the names of their modules. */
const names = {
  back: "back",
  class: "class_",
  constructor: "constructor_",
  Date: "Date",
  defineQuery: "defineQuery_",
  JsonValue: "JsonValue_",
  long: "long_",
  "2 fast-é": "_2_fast__",
  ["__proto__"]: "__proto___",
  index: "index",
} as const;

const texts: Readonly<Record<string, string>> = {
  back: [
    "// a `tick` ${x} */ @see {@link x} \\u002a/ <b>",
    "//",
    "// */ export default 1; /*",
    "",
    "// not the description",
    'Logons | where Account == "`${process.exit()}`" or Account == \'*/\' or Account has "\u2028"',
    "",
  ].join("\r\n"),
  Date: "\uFEFFlet since = datetime(2026-01-01); // @param\nLogons | where Timestamp > since | project N",
};
const plain = "Logons | project N, Extra\n";

let project: Project;

beforeAll(async () => {
  project = createSharedProject({
    "input-schemas/Logons.csv": csv(
      "Timestamp:datetime",
      "Account:string",
      "N:long",
      "Extra:dynamic",
    ),
    "huntgen.config.json": '{ "queries": "queries" }',
    "package.json": '{ "type": "module" }',
    "queries/keyword.kql":
      "declare query_parameters(['where']: long = 5); Logons | take ['where']\n",
    "queries/open.kql": "Logons | evaluate bag_unpack(Extra) | project-away Timestamp\n",
    ...Object.fromEntries(
      Object.keys(names).map((name) => [
        `queries/${name}.kql`,
        (Object.hasOwn(texts, name) ? texts[name] : plain) ?? plain,
      ]),
    ),
  });
  const { status, stderr } = await project.run("generate");
  if (status !== 0) throw new Error(stderr);
});

async function load(identifier: string): Promise<AnyQuery> {
  const { outputFiles } = await build({
    entryPoints: [path.join(project.dir, `generated/queries/${identifier}.ts`)],
    bundle: true,
    format: "esm",
    write: false,
  });
  const [bundle] = outputFiles;
  const code = Buffer.from(bundle?.contents ?? []).toString("base64");
  const module: unknown = await import(`data:text/javascript;base64,${code}`);
  // The bundle exports only the query.
  return Object.values(module as Record<string, AnyQuery>)[0] as AnyQuery;
}

const graph = (schema: object, ...results: readonly unknown[]): string =>
  JSON.stringify({
    schema: Object.entries(schema).map(([name, type]) => ({ name, type })),
    results,
  });

describe("a generated module", () => {
  test("compiles, whatever its query and its file are called", async () => {
    const tsconfig = {
      compilerOptions: { ...strictest("newest"), module: "NodeNext" },
      include: ["generated"],
    };
    project.write("tsconfig.json", JSON.stringify(tsconfig));
    const outcome = await runTsc("newest", path.join(project.dir, "tsconfig.json"));
    expect(outcome).toEqual({ status: 0, output: "" });
  });

  test.each(Object.entries(names))("of %s.kql has its text", async (name, identifier) => {
    const query = await load(identifier);
    expect(query.name).toBe(name);
    const source = readFileSync(path.join(project.dir, `queries/${name}.kql`), "utf8");
    expect(query.text()).toBe(source.replace(/^\uFEFF/, ""));
  });

  test("has the first comment of its query as its documentation, which nothing can end", () => {
    const module = project.read("generated/queries/back.ts");
    const doc = [
      "/**",
      " * a `tick` ${x} *\\/ @see {@link x} \\u002a/ <b>",
      " *",
      " * *\\/ export default 1; /*",
      " */",
      "export const back:",
    ];
    expect(module).toContain(`\n${doc.join("\n")}`);
    expect(module).not.toContain("not the description\n *");
  });

  test("brackets parameters that are keywords", async () => {
    const query = await load("keyword");
    expect(query.text({ where: 7n })).toBe("let [\"where\"] = long(7); Logons | take ['where']\n");
  });

  test("runs its text, and reports how the columns of the response differ", async () => {
    const query = await load("_2_fast__");
    let sent = "";
    const client: QueryRunner<[]> = {
      run(text) {
        sent = text;
        return Promise.resolve(graph({ N: "String", More: "Int64" }, { N: "x", More: 1 }));
      },
    };
    const { rows, rejected, drift } = await query.run(client);
    expect(sent).toBe(plain);
    expect(drift).toEqual({
      missing: [{ name: "Extra", type: "dynamic" }],
      added: [{ name: "More", type: "long" }],
      retyped: [{ name: "N", type: "string", tableType: "long" }],
      undeclared: [],
    });
    expect(rows).toEqual([]);
    expect(rejected).toMatchObject([{ index: 0 }]);
  });

  test("fills in nulls that a response omits", async () => {
    const query = await load("open");
    const { rows, drift } = query.decode(graph({ Account: "String", Bag: "Int64" }, { Bag: 1 }));
    expect(rows).toEqual([{ Account: "", N: null, Bag: 1 }]);
    expect(drift.missing).toEqual([{ name: "N", type: "long" }]);
  });
});
