// Checks the migration that `diff --format kql` prints, and binds its commands with Kusto's own parser.

import { expect, test } from "vitest";
import { createProject, csv } from "../support/scratch-project.ts";
import { runKustoScript, splitCommands } from "../targets/run-kusto-script.ts";

const config = JSON.stringify({
  renames: { Old: "New", "T.From": "T.To" },
  emitters: [{ use: "adx", options: { rawTable: "Raw" } }],
});

async function migrate(files: Record<string, string>, status = 1): Promise<string> {
  const project = createProject({ "huntgen.config.json": config, ...files });
  const outcome = await project.run("diff", "./old", "./new", "--format", "kql");
  expect([outcome.status, outcome.stderr]).toEqual([status, ""]);
  return outcome.stdout;
}

/** The commands that are not comments, without those of functions and policies. */
function commandsOf(script: string): string[] {
  return splitCommands(script)
    .map((command) => command.replace(/^\/\/.*\n/gm, "").trim())
    .filter((command) => !/^\.(?:create-or-alter function|alter table \S+ policy)/.test(command));
}

test("added columns are merged and put in order, and renamed ones keep their data", async () => {
  const script = await migrate({
    "old/T.csv": csv("Id:long", "From:string", "Last:int"),
    "new/T.csv": csv("Id:long", "More:real", "To:string", "Last:int"),
    "old/Old.csv": csv("a:long", "b:long"),
    "new/New.csv": csv("a:long", "b:long"),
    "new/Added.csv": csv("x:guid"),
  });
  expect(commandsOf(script)).toEqual([
    expect.stringMatching(/^\.create-merge table \["Added"\] \(\n {4}\["x"\]: guid,/),
    '.rename table ["Old"] to ["New"]',
    '.drop function ["DefenderExpand_Old"] ifexists',
    '.rename column ["T"].["From"] to ["To"]',
    '.alter-merge table ["T"] (["More"]: real)',
    '.alter table ["T"] (["Id"]: long, ["More"]: real, ["To"]: string, ["Last"]: int, ["MachineGroup"]: string, ["StreamTime"]: datetime, ["StreamTenantId"]: string)',
  ]);
  expect(
    script.match(/^\.create-or-alter function .*\["DefenderExpand_(?:Added|New|T)"\]/gm),
  ).toHaveLength(3);
  expect(script.match(/^\.alter table \["(?:Added|New|T)"\] policy update /gm)).toHaveLength(3);
  // The symbols that the migration starts from.
  const before = ["Old", "New", "T"].map(
    (name) =>
      `.create-merge table ["${name}"] (["a"]: long, ["From"]: string, ["Id"]: long) with (folder = "")`,
  );
  const raw = '.create-merge table ["Raw"] (["records"]: dynamic) with (folder = "")';
  const stale = '.create-or-alter function with (folder = "") ["DefenderExpand_Old"]() { Old }';
  expect(runKustoScript([raw, stale, ...before, script].join("\n\n")).diagnostics).toEqual([]);
});

test("what would delete data is a comment with its consequences", async () => {
  const script = await migrate({
    "old/T.csv": csv("Id:long", "Gone:string", "Kind:int"),
    "new/T.csv": csv("Kind:string", "Id:long"),
    "old/Dropped.csv": csv("x:long"),
  });
  expect(commandsOf(script)).toEqual([]);
  for (const command of [
    '// .drop table ["Dropped"] ifexists',
    '// .drop column ["T"].["Gone"]',
    '// .alter column ["T"].["Kind"] type=string',
    '// .alter table ["T"] (["Kind"]: string, ["Id"]: long,',
  ])
    expect(script).toContain(`\n${command}`);
  expect(script).toContain("which deletes its values");
  expect(script).toContain("its old values are null");
});

test("a likely rename is a question, and hostile names stay in their literals and comments", async () => {
  const name = '"x\n.drop table T\u202e"';
  const quoted = String.raw`["\"x\u000a.drop table T\u202e\""]`;
  const script = await migrate({
    "old/T.csv": `ColumnName,ColumnType\n"${name.replaceAll('"', '""')}",long\nKeep,long\nCommonColumnName,long\n`,
    "new/T.csv": "ColumnName,ColumnType\nKeep,long\nCommonColumnNames,long\n",
  });
  expect(script).toContain(
    '\n// .rename column ["T"].["CommonColumnName"] to ["CommonColumnNames"]\n',
  );
  expect(script).toContain(`// .drop column ["T"].${quoted}`);
  expect(script).toContain("\n// This rename is only likely.");
  expect(commandsOf(script)).toEqual([]);
});

test("equal schemas need no command", async () => {
  const files = { "old/T.csv": csv("Id:long"), "new/T.csv": csv("Id:long") };
  expect(splitCommands(await migrate(files, 0))).toEqual([]);
});
