// Checks what `generate --check` names as causes, as a table: how a project changed, and the causes.

import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

interface Case {
  readonly name: string;
  readonly config?: string;
  readonly change: (project: Project) => void;
  /** `kind file:line text` of each cause. */
  readonly causes: readonly string[];
}

const files = Object.fromEntries(
  Array.from({ length: 7 }, (_, at) => [`input-schemas/T${at}.csv`, csv("Id:long")]),
);
const described = "ColumnName,ColumnType,Description\nId,long,A key\nName,string,\n";

function write(file: string, text: string): Case["change"] {
  return (project) => writeFileSync(path.join(project.dir, file), text);
}

function remove(file: string): Case["change"] {
  return (project) => rmSync(path.join(project.dir, file));
}

function edit(file: string, from: string, to: string): Case["change"] {
  return (project) =>
    writeFileSync(path.join(project.dir, file), project.read(file).replace(from, to));
}

const cases: readonly Case[] = [
  {
    name: "a described new column",
    change: write("input-schemas/D.csv", `${described}New,bool,Is new\n`),
    causes: ["column-added input-schemas/D.csv:4 D: + New bool"],
  },
  {
    name: "another description",
    change: edit("input-schemas/D.csv", "A key", "The key"),
    causes: ["description-changed input-schemas/D.csv:2 D: ~ description of Id"],
  },
  {
    name: "columns in another order",
    change: write(
      "input-schemas/D.csv",
      "ColumnName,ColumnType,Description\nName,string,\nId,long,A key\n",
    ),
    causes: ["column-moved input-schemas/D.csv:2 D: ~ Name moved to position 1"],
  },
  {
    name: "more rewritten exports than the message lists",
    change: (project) => {
      for (const file of Object.keys(files)) edit(file, "ColumnName", "columnname")(project);
    },
    causes: [
      "exports-changed input-schemas/T0.csv:0 exports changed, but not their schema: T0.csv, T1.csv, T2.csv, T3.csv, T4.csv, …",
    ],
  },
  {
    name: "an export with another file name",
    change: (project) =>
      renameSync(
        path.join(project.dir, "input-schemas/T0.csv"),
        path.join(project.dir, "input-schemas/T0.txt"),
      ),
    causes: [
      "exports-changed input-schemas/T0.txt:0 exports changed, but not their schema: T0.txt, T0.csv",
    ],
  },
  {
    name: "a file that was deleted",
    change: remove("generated/tables/T0.ts"),
    causes: ["file-deleted null:0 generated/tables/T0.ts was deleted after it was generated"],
  },
  {
    name: "no manifest next to generated files",
    change: remove("generated/manifest.json"),
    causes: [
      "no-manifest null:0 generated has no manifest.json, so changes of the schema are not known",
    ],
  },
  {
    name: "no output",
    change: (project) => rmSync(path.join(project.dir, "generated"), { recursive: true }),
    causes: ["no-manifest null:0 generated has not been generated yet"],
  },
  {
    name: "an excluded export that was removed",
    config: '{ "exclude": ["T0"] }',
    change: remove("input-schemas/T0.csv"),
    causes: ["exports-changed null:0 exports changed, but not their schema: T0.csv"],
  },
];

test.each(cases)("names the causes of $name", async ({ config = "{}", change, causes }) => {
  const project = createProject({
    ...files,
    "input-schemas/D.csv": described,
    "huntgen.config.json": config,
  });
  expect(await project.run("generate")).toMatchObject({ status: 0 });
  change(project);
  const { stdout } = await project.run("generate", "--check", "--format", "json");
  const report: { causes: { kind: string; text: string; file: string | null; line: number }[] } =
    JSON.parse(stdout);
  expect(
    report.causes.map(({ kind, text, file, line }) => `${kind} ${file}:${line} ${text}`),
  ).toEqual(causes);
});
