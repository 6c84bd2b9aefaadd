// Runs huntgen add as a process and checks that exports of any format are imported, that changes
// are reported, and that nothing is overwritten without --yes.

import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import {
  createSharedProject,
  csv,
  type Outcome,
  type Project,
} from "../support/scratch-project.ts";
import type { EmitModel } from "../../generator/targets/emit-model.ts";
import { cli } from "../support/built-files.ts";

const both = csv("Id:long", "Name:string");
const there = { "input-schemas/DeviceInfo.csv": both };

/** Runs huntgen with a text on its standard input. */
async function pipe(project: Project, input: string, ...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: project.dir });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.on("data", (chunk) => stdout.push(String(chunk)));
  child.stderr.on("data", (chunk) => stderr.push(String(chunk)));
  child.stdin.end(input);
  const status = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  return { status, stdout: stdout.join(""), stderr: stderr.join("") };
}

describe.concurrent("huntgen add", () => {
  test("imports a paste from standard input, and takes the table name from its query", async () => {
    const project = createSharedProject();
    const paste = "DeviceInfo\n| getschema\n\nColumnName\tColumnType\nId\tInt64\nName\tstring\n";
    expect(await pipe(project, paste, "add", "-")).toEqual({
      status: 0,
      stdout: "input-schemas/DeviceInfo.csv: new, 2 columns\n",
      stderr: "1 export written, 0 unchanged\nNext: huntgen generate\n",
    });
    expect(project.contents()).toEqual(there);
  });

  test("refuses two spellings of a table in one export", async () => {
    const project = createSharedProject();
    project.write(
      "union.csv",
      "TableName,ColumnName,ColumnType\nDeviceInfo,Id,long\ndeviceinfo,Name,string\n",
    );
    expect(await project.run("add", "union.csv")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'union.csv:3: "deviceinfo" and "DeviceInfo" both mean table "DeviceInfo"; remove one of them [duplicate-table]\n',
    });
  });

  test("imports many tables at once, and lists the exports that it skips", async () => {
    const project = createSharedProject({ ...there, "input-schemas/Old.csv": csv("Id:long") });
    const rows =
      'ColumnName,ColumnType\nDeviceInfo,Id,long\nDeviceInfo,Name,string\n"a\u001B/b",X,int\n';
    project.write("New query.csv", `TableName,${rows}`);
    expect(await project.run("add", "New query.csv", "--new-table")).toEqual({
      status: 0,
      stdout:
        "input-schemas/DeviceInfo.csv: unchanged\ninput-schemas/a__b.csv: new table, 1 column\n",
      stderr:
        "1 export written, 1 unchanged\nNot in the added exports, kept unchanged: Old\nNext: huntgen generate\n",
    });
    expect(project.read("input-schemas/a__b.csv")).toBe(
      "TableName,ColumnName,ColumnType\na\u001B/b,X,int\n",
    );
    expect(await project.run("tables")).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^a\\u\{1b\}\/b +1 column {2}a__b\.csv$/m),
    });
  });

  test("overwrites nothing without --yes, and prints which columns would change or be removed", async () => {
    const project = createSharedProject(there);
    project.write("in.txt", "Extra\tbool\nId\tint\n");
    const changes =
      "input-schemas/DeviceInfo.csv: 1 added, 1 removed, 1 retyped\n  + Extra bool\n  ~ Id long -> int\n  - Name string\n";
    const gone = "1 column will be removed: DeviceInfo.Name\n";
    const args = ["add", "in.txt", "--table", "DeviceInfo"] as const;
    expect(await project.run(...args)).toEqual({
      status: 1,
      stdout: changes,
      stderr: `${gone}Nothing was written. To overwrite, pass --yes\n`,
    });
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(both);
    expect(await project.run(...args, "--yes")).toEqual({
      status: 0,
      stdout: changes,
      stderr: `${gone}1 export written, 0 unchanged\nNext: huntgen generate\n`,
    });
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(csv("Extra:bool", "Id:int"));
    expect(project.list()).toEqual(["in.txt", "input-schemas/DeviceInfo.csv"]);
  });

  test("reports a changed order, a changed format, and a file that could not be read", async () => {
    const project = createSharedProject({
      "mine/A.csv": csv("Id:long", "Name:string"),
      "mine/B.csv": "ColumnType,ColumnName\r\nlong,Id\r\n",
      "mine/C.csv": "precious",
      "A.csv": csv("Name:string", "Id:long"),
      "B.csv": csv("Id:long"),
      "C.csv": csv("Id:long"),
    });
    const { status, stdout } = await project.run(
      "add",
      "A.csv",
      "B.csv",
      "C.csv",
      "--input",
      "mine",
      "--yes",
    );
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: [
        "mine/A.csv: reordered",
        "  ~ columns reordered",
        "mine/B.csv: same columns, rewritten",
        "mine/C.csv: 1 column, replaces a file that could not be read",
        "",
      ].join("\n"),
    });
  });

  test("names the file that conflicts with the new one", async () => {
    const project = createSharedProject({ "input-schemas/New query.csv": both });
    expect(await project.run("generate")).toMatchObject({ status: 2 });
    const { status, stderr } = await project.run(
      "add",
      "input-schemas/New query.csv",
      "--table",
      "DeviceInfo",
    );
    expect(status).toBe(0);
    expect(stderr).toContain("input-schemas/New query.csv contains the same table; remove it\n");
    project.remove("input-schemas/New query.csv");
    expect(await project.run("tables")).toMatchObject({ status: 0 });
  });

  test("merges the exports of several tenants, in order", async () => {
    const project = createSharedProject({
      "one/DeviceInfo.csv": csv("Id:long", "Name:string"),
      "two/DeviceInfo.json": JSON.stringify([
        { ColumnName: "Other", ColumnType: "guid" },
        { ColumnName: "Id", ColumnType: "long" },
      ]),
      "three/DeviceInfo.csv": csv("Third:int"),
    });
    const refused = await project.run("add", "one/DeviceInfo.csv", "two/DeviceInfo.json");
    expect(refused).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'two/DeviceInfo.json:1: table "DeviceInfo" is also in one/DeviceInfo.csv; remove one of them, or merge them with `huntgen add --merge` [duplicate-table]\n',
    });
    const merged = await project.run("add", "one/DeviceInfo.csv", "two/DeviceInfo.json", "--merge");
    expect(merged).toMatchObject({ status: 0 });
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(
      csv("Id:long", "Name:string", "Other:guid"),
    );
    // The existing export takes part in the merge, and problems of exports of other tables are not
    // reported.
    project.write("input-schemas/Other.csv", csv("Id:lnog"));
    expect(await project.run("add", "three/DeviceInfo.csv", "--merge", "--yes")).toMatchObject({
      status: 0,
      stdout: "input-schemas/DeviceInfo.csv: 1 added\n  + Third int\n",
    });
  });

  test("writes all exports or no export", async () => {
    const project = createSharedProject({
      "input-schemas/A.csv": csv("Id:int"),
      // A directory cannot be replaced by a file.
      "input-schemas/C.csv/mine.txt": "mine",
      "all.csv": "TableName,ColumnName,ColumnType\nA,Id,long\nB,Id,long\nC,Id,long\n",
    });
    const before = project.contents();
    const { status, stderr } = await project.run("add", "all.csv", "--new-table", "--yes");
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^input-schemas\/C\.csv: cannot be written, nothing was changed: .* \[unwritable-output\]\n$/,
    );
    expect(project.contents()).toEqual(before);
  });

  test("keeps names that CSV must quote", async () => {
    const project = createSharedProject();
    const names = ["a,b", 'say "x"', " wide ", "two\nlines", "#TYPE", "__proto__", "名前", "=1+1"];
    const rows = names.map((name) => ({ ColumnName: name, ColumnType: "string" }));
    project.write("T.json", JSON.stringify(rows));
    expect(await project.run("add", "T.json", "--new-table")).toMatchObject({ status: 0 });
    const { stdout } = await project.run("tables", "--json");
    const { tables }: EmitModel = JSON.parse(stdout);
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(names);
  });

  test("reads names in another letter case and with additions as the tables of the directory", async () => {
    const own = csv("Id:long", "Size:real");
    const project = createSharedProject({
      ...there,
      "input-schemas/Orders_CL.csv": own,
      "orders_cl - Copy (2).csv": own,
      "deviceinfo_schema.csv": both,
      "New query.csv": both,
    });
    const files = ["orders_cl - Copy (2).csv", "deviceinfo_schema.csv"];
    const unchanged =
      "input-schemas/DeviceInfo.csv: unchanged\ninput-schemas/Orders_CL.csv: unchanged\n";
    const stderr = "0 exports written, 2 unchanged\n";
    expect(await project.run("add", ...files)).toEqual({ status: 0, stdout: unchanged, stderr });
    const flags = ["--table", "DEVICEINFO"];
    expect(await project.run("add", "New query.csv", ...flags)).toMatchObject({
      status: 0,
      stdout: "input-schemas/DeviceInfo.csv: unchanged\n",
    });
  });

  test("keeps a new table whose name means a known one, with the name in the file", async () => {
    const project = createSharedProject({ "in.csv": csv("Id:long") });
    const flags = ["--table", "DeviceInfo - Copy"];
    const { stdout } = await project.run("add", "in.csv", ...flags);
    expect(stdout).toBe("input-schemas/DeviceInfo.csv: new, 1 column\n");
    expect(await project.run("add", "in.csv", ...flags, "--new-table")).toMatchObject({
      status: 0,
      stdout: "input-schemas/DeviceInfo___Copy.csv: new table, 1 column\n",
    });
    expect((await project.run("tables")).stdout).toMatch(/^DeviceInfo .*\nDeviceInfo - Copy /);
    // A name in another letter case is the same table all the same.
    expect(
      await project.run("add", "in.csv", "--table", "deviceinfo", "--new-table"),
    ).toMatchObject({ status: 0, stdout: "input-schemas/DeviceInfo.csv: unchanged\n" });
  });

  test("diff and tables warn about a copy of a table", async () => {
    const wide = csv("Id:long", "Name:string", "Size:real");
    const project = createSharedProject({
      "old/Orders.csv": wide,
      "new/Orders.csv": wide,
      "new/Orders - Copy.csv": wide,
    });
    const warning =
      'new/Orders - Copy.csv: warning: table "Orders - Copy" has nearly the name and the columns of "Orders"; if it is a copy, remove it, and if it is misspelled, rename it [similar-table]\n';
    expect(await project.run("diff", "old", "new")).toMatchObject({ status: 0, stderr: warning });
    expect(await project.run("tables", "--input", "new")).toMatchObject({ stderr: warning });
  });

  test("does not ask a terminal in CI", async () => {
    const project = createSharedProject({ ...there, "DeviceInfo.csv": csv("Id:long") });
    const { status } = await project.runWith({ env: { CI: "true" } }, "add", "DeviceInfo.csv");
    expect(status).toBe(1);
  });
});
