// Checks that the description of a column in an export becomes its documentation, and that it stays only text.

import { describe, expect, test } from "vitest";
import { readExport } from "../../generator/ingest/read-export.ts";
import type { EmitModel } from "../../generator/targets/emit-model.ts";
import { createSharedProject, type Project } from "../support/scratch-project.ts";

const described = [
  ["a header in CSV", "T.csv", "ColumnName,ColumnType,Description\nA,string,Its name\nB,long,\n"],
  [
    "a header before the name",
    "T.csv",
    "docstring,ColumnType,ColumnName\nIts name,string,A\n  ,long,B\n",
  ],
  [
    "objects",
    "T.json",
    '[{"ColumnName":"A","ColumnType":"string","Description":"Its\\n name"},{"ColumnName":"B","ColumnType":"long","Description":null}]',
  ],
  [
    "names and types",
    "T.json",
    '[{"Description":"Its name","Type":"string","Name":"A"},{"Name":"B","Type":"long"}]',
  ],
  [
    "the schema of a Kusto table",
    "T.json",
    '{"Name":"T","OrderedColumns":[{"Name":"A","CslType":"string","DocString":"Its name"},{"Name":"B","CslType":"long"}]}',
  ],
  [
    "metadata of Log Analytics",
    "T.json",
    '{"tables":[{"name":"T","columns":[{"name":"A","type":"string","description":"Its name"},{"name":"B","type":"long"}]}]}',
  ],
  [
    "the portal's schema",
    "T.json",
    '{"Tables":[{"Name":"T","Schema":[{"Name":"A","Type":"String","Description":"Its name"},{"Name":"B","Type":"Int64","Description":""}]}]}',
  ],
  [
    "commands",
    "T.kql",
    ".create table T (A: string, B: long) with (docstring=\"A table\")\n.alter-merge table T column-docstrings (A: 'Its name')\n",
  ],
  [
    "the schema of a database, whose tables have descriptions of their own",
    "T.csv",
    "DatabaseName,TableName,ColumnName,ColumnType,DocString\nd,T,,,A table\nd,T,A,System.String,Its name\nd,T,B,System.Int64,\n",
  ],
  [
    "the schema of a table, whose description is not that of its columns",
    "T.csv",
    'TableName,Schema,DocString\nT,"{""Name"":""T"",""OrderedColumns"":[{""Name"":""A"",""CslType"":""string"",""DocString"":""Its name""},{""Name"":""B"",""CslType"":""long""}]}",A table\n',
  ],
  [
    "Markdown",
    "T.md",
    "|Column name|Data type|Description|\n|-|-|-|\n|A|string|Its name|\n|B|long||\n",
  ],
] as const;

test.each(described)("descriptions are read from %s", (_name, file, text) => {
  const { export: read, problems } = readExport({
    path: file,
    file,
    bytes: new TextEncoder().encode(text),
  });
  expect(problems).toEqual([]);
  expect(read.columns.map(({ name, description }) => [name, description])).toEqual([
    ["A", "Its name"],
    ["B", undefined],
  ]);
});

test("a column of the name Description is a column like any other", () => {
  const bytes = new TextEncoder().encode("ColumnName,ColumnType\nDescription,string\nB,long\n");
  const { export: read } = readExport({ path: "T.csv", file: "T.csv", bytes });
  expect(read.columns.map(({ name }) => name)).toEqual(["Description", "B"]);
});

describe("generated code", () => {
  const hostile = "*/ export const bad = 1; /* {@link x} `${1}` \\\\ \u202e";
  const rows = [
    ["A", "string", "Its name"],
    ["B", "long", "@deprecated not really"],
    ["C", "dynamic", hostile],
    ["D", "int", ""],
  ];
  const csv = `ColumnName,ColumnType,Description\n${rows.map((row) => row.join(",")).join("\n")}\n`;
  const project: Project = createSharedProject({ "in.csv": csv });

  test("keeps descriptions from add to the types and the JSON Schema", async () => {
    expect(await project.run("add", "in.csv", "--table", "T", "--new-table")).toMatchObject({
      status: 0,
    });
    expect(project.read("input-schemas/T.csv")).toBe(csv);
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    const module = project.read("generated/tables/T.ts");
    expect(module).toContain("  /** Kusto `string`. Its name */\n  A?: string | null;");
    // Not a tag, since it is not at the start of a line.
    expect(module).toMatch(/^ {2}\/\*\* Kusto `long`: .* @deprecated not really \*\/$/m);
    expect(module).toContain(String.raw`*\/ export const bad = 1;`);
    expect(module).not.toContain("\u202e");
    expect(module).toContain("  /** Kusto `int`: an integer of 32 bits. */\n  D?: number | null;");
    const { properties } = JSON.parse(project.read("generated/schemas/T.schema.json"));
    expect(
      Object.values<{ description?: string }>(properties).map((each) => each.description),
    ).toEqual(["Its name", "@deprecated not really", hostile, undefined]);
    const model: EmitModel = JSON.parse((await project.run("tables", "--json")).stdout);
    expect(model.tables[0]?.columns[0]).toEqual({
      name: "A",
      type: "string",
      ordinal: 0,
      long: "exact",
      description: "Its name",
    });
  });

  test("is rendered again if only a description changes, and compared without it", async () => {
    project.write("input-schemas/T.csv", csv.replace("Its name", "Another"));
    expect((await project.run("generate", "--check")).status).toBe(1);
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    expect(project.read("generated/tables/T.ts")).toContain("Kusto `string`. Another */");
    project.write("old/T.csv", csv);
    expect(
      await project.run("diff", "./old", "./input-schemas", "--require", "patch"),
    ).toMatchObject({
      status: 0,
    });
    const manifest = await project.run("diff", "generated/manifest.json", "./input-schemas");
    expect(manifest.status).toBe(0);
  });
});
