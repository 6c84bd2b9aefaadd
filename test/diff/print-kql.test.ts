// Checks the migration that `diff --format kql` prints.

import { expect, test } from "vitest";
import { createProject, csv } from "../support/scratch-project.ts";
import { commandsIn } from "./adx-database.ts";

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

/** The commands, without those of functions and policies that fill tables. */
function commandsOf(script: string, accept = false): string[] {
  return commandsIn(script, accept).filter(
    (command) => !/^\.(?:create-or-alter function|alter table \S+ policy)/.test(command),
  );
}

test("added columns are merged and put in order, and renamed ones keep their data", async () => {
  const script = await migrate({
    "old/T.csv": csv("Id:long", "From:string", "Last:int"),
    "new/T.csv": csv("Id:long", "More:real", "To:string", "Last:int"),
    "old/Old.csv": csv("a:long", "b:long"),
    "new/New.csv": csv("a:long", "b:long"),
    "new/Added.csv": csv("x:guid"),
  });
  const expected = [
    expect.stringMatching(/^\.create-merge table \["Added"\] \(\n {4}\["x"\]: guid,/),
    '.rename table ["Old"] to ["New"]',
    '.drop function ["DefenderExpand_Old"] ifexists',
    '.rename column ["T"].["From"] to ["To"]',
    '.alter-merge table ["T"] (["More"]: real)',
    '.alter table ["T"] (["Id"]: long, ["More"]: real, ["To"]: string, ["Last"]: int, ["MachineGroup"]: string, ["StreamTime"]: datetime, ["StreamTenantId"]: string)',
  ];
  expect(commandsOf(script)).toEqual(expected);
  expect(commandsOf(script, true)).toEqual(expected);
  const functions = script.match(/^\.create-or-alter function .*\["DefenderExpand\w*"\]/gm) ?? [];
  expect(functions.map((each) => each.split("DefenderExpand")[1])).toEqual([
    '_Added"]',
    '_New"]',
    '_T"]',
    'Unknown"]',
  ]);
  expect(script.match(/^\.alter table \["(?:Added|New|T)"\] policy update /gm)).toHaveLength(3);
  expect(script).toContain(
    '!in ("AdvancedHunting-Added", "AdvancedHunting-New", "AdvancedHunting-T")',
  );
});

test("what would delete data is a comment with its consequences, and the table is filled until it runs", async () => {
  const script = await migrate({
    "old/T.csv": csv("Id:long", "Gone:string", "Kind:int", "From:string"),
    "new/T.csv": csv("Kind:string", "Id:long", "To:string"),
    "old/Dropped.csv": csv("x:long"),
  });
  const safe = [
    '.rename column ["T"].["From"] to ["To"]',
    '.alter table ["T"] (["Kind"]: int, ["Id"]: long, ["To"]: string, ["MachineGroup"]: string, ["StreamTime"]: datetime, ["StreamTenantId"]: string, ["Gone"]: string)',
    '.delete table ["Dropped"] policy update',
    '.drop function ["DefenderExpand_Dropped"] ifexists',
  ];
  expect(commandsOf(script)).toEqual(safe);
  expect(commandsOf(script, true)).toEqual([
    ...safe.slice(0, 2),
    '.drop column ["T"].["Gone"]',
    '.alter column ["T"].["Kind"] type=string',
    ...safe.slice(2),
    '.drop table ["Dropped"] ifexists',
  ]);
  expect(script).toContain(`
// The column Gone of T was removed from the schema: .drop column deletes its values.
// The column Kind of T changes from int to string: .alter column replaces its values by null. Until then, new values that are not int become null.
// To keep the values, copy the table first. Then run these commands, without the slashes:

// .drop column ["T"].["Gone"]
//
// .alter column ["T"].["Kind"] type=string
//
// .create-or-alter function `);
  const [first, second, ...others] = script.match(/\["Kind"\] = to\w+/g) ?? [];
  expect([first, second, others]).toEqual(['["Kind"] = toint', '["Kind"] = tostring', []]);
  expect(script).toContain(
    "\n// The table Dropped was removed from the schema. It keeps its rows,",
  );
});

test("a likely rename is a question, and deletes nothing", async () => {
  const wide = ["Id:long", "Name:string", "Other:int"];
  const script = await migrate({
    "old/Before.csv": csv(...wide),
    "new/After.csv": csv(...wide),
    "old/T.csv": csv("Keep:long", "CommonColumnName:long"),
    "new/T.csv": csv("Keep:long", "CommonColumnNames:long"),
  });
  for (const [from, to] of [
    ["Before", "After"],
    ["T.CommonColumnName", "T.CommonColumnNames"],
  ])
    expect(script).toContain(
      ` If ${to} is the new name of ${from}, add {"${from}":"${to}"} to "renames" in huntgen.config.json and print the migration again before you run it`,
    );
  expect(commandsOf(script)).toEqual([
    expect.stringMatching(/^\.create-merge table \["After"\]/),
    '.alter-merge table ["T"] (["CommonColumnNames"]: long)',
    expect.stringMatching(/^\.alter table \["T"\] \(.*, \["CommonColumnName"\]: long\)$/),
    '.delete table ["Before"] policy update',
    '.drop function ["DefenderExpand_Before"] ifexists',
  ]);
});

const order = (columns: string): string =>
  `.alter table ["T"] (${columns}, ["StreamTime"]: datetime, ["StreamTenantId"]: string)`;

test("a column that the stream has already is not added, and is not dropped with its export", async () => {
  const without = csv("Id:long");
  const withGroup = csv("MachineGroup:string", "Id:long");
  expect(
    commandsOf(await migrate({ "old/T.csv": without, "new/T.csv": withGroup }, 0), true),
  ).toEqual([order('["MachineGroup"]: string, ["Id"]: long')]);
  expect(commandsOf(await migrate({ "old/T.csv": withGroup, "new/T.csv": without }), true)).toEqual(
    [order('["Id"]: long, ["MachineGroup"]: string')],
  );
  const renames = JSON.stringify({ renames: { "T.Group": "T.MachineGroup" } });
  const files = { "old/T.csv": csv("Id:long", "Group:string"), "new/T.csv": withGroup };
  expect(commandsOf(await migrate({ ...files, "huntgen.config.json": renames }), true)).toEqual([
    order('["MachineGroup"]: string, ["Id"]: long').replace(/\)$/, ', ["Group"]: string)'),
    '.drop column ["T"].["Group"]',
  ]);
});

test("refuses a schema whose tables have the names of the emitter", async () => {
  const project = createProject({ "old/A.csv": csv("a:int"), "new/DefenderRaw.csv": csv("a:int") });
  const { status, stdout, stderr } = await project.run("diff", "./old", "./new", "--format", "kql");
  expect([status, stdout, stderr]).toEqual([
    2,
    "",
    expect.stringMatching(
      /the emitter "adx": the table "DefenderRaw" has the name of another table/,
    ),
  ]);
});

test("equal schemas need no command", async () => {
  const files = { "old/T.csv": csv("Id:long"), "new/T.csv": csv("Id:long") };
  expect(commandsIn(await migrate(files, 0), true)).toEqual([]);
});
