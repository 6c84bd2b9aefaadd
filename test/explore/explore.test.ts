// Runs `huntgen explore` and checks the page that it writes: its data, its policy, and what it refuses.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { exampleValues } from "../../generator/explore/example-values.ts";
import { tableStatus } from "../../generator/explore/table-status.ts";
import { readShippedTables, shippedExports } from "../../generator/ingest/shipped-exports.ts";
import { findKustoType } from "../../generator/mapping/kusto-types.ts";
import { scalarOf } from "../../generator/mapping/runtime-scalar.ts";
import { parseExact } from "../../generator/runtime/json/parse-exact.ts";
import { type Outcome, runResident } from "../support/run-resident.ts";
import {
  createProject,
  createSharedProject,
  csv,
  type Project,
} from "../support/scratch-project.ts";
import { columnsOf, dataIn, shippedData } from "./page-data.ts";

const hostile = "</script><script>alert(1)</script><!--{{script}}$&\u202E\"'";

function git(project: Project, ...args: string[]): string {
  const identity = [
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@example.com",
    "-c",
    "commit.gpgsign=false",
  ];
  const day = "2026-03-01T12:00:00Z";
  const env = { ...process.env, GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day };
  return execFileSync("git", [...identity, "-C", project.dir, ...args], { encoding: "utf8", env });
}

describe("the page of the shipped tables", () => {
  let page = "";
  let outcome: Outcome | undefined;

  beforeAll(async () => {
    const project = createSharedProject();
    outcome = await project.run("explore", "--input", shippedExports);
    page = project.read("explorer/index.html");
  });

  test("is written to a directory of its own, whose file is printed", () => {
    expect(outcome).toEqual({
      status: 0,
      stdout: "explorer/index.html\n",
      stderr: "66 tables in explorer/index.html\n",
    });
  });

  test("has at most 300 kB, in one file that loads nothing", () => {
    expect(Buffer.byteLength(page)).toBeLessThan(300_000);
    expect(page.match(/<(?:img|iframe|object|embed|base|form)\b/g)).toBeNull();
    expect(page.match(/<link\b[^>]*>/g)).toEqual(['<link rel="icon" href="data:,">']);
    expect(page.match(/<script\b[^>]*>/g)).toEqual([
      '<script type="application/json" id="data">',
      "<script>",
    ]);
    expect(page.match(/https?:[^"'\s`]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
  });

  test("has a policy with the hashes of its only style and script", () => {
    const [, policy = ""] =
      /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page) ?? [];
    const directives = new Map(
      policy.split("; ").map((each): [string, string] => {
        const [name = "", ...values] = each.split(" ");
        return [name, values.join(" ")];
      }),
    );
    const hashOf = (pattern: RegExp): string => {
      const [, content = ""] = pattern.exec(page) ?? [];
      expect(content.length).toBeGreaterThan(5000);
      return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    };
    expect(directives.get("default-src")).toBe("'none'");
    expect(directives.get("script-src")).toBe(hashOf(/<script>(.*?)<\/script>/s));
    expect(directives.get("style-src")).toBe(hashOf(/<style>(.*?)<\/style>/s));
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test("contains every column of the exports, and the labels of every table", () => {
    const data = dataIn(page);
    const written = data.tenants[0]?.tables.map(({ name, columns }) => [
      name,
      columns.map(([column, type]) => [column, type]),
    ]);
    const shipped = [...readShippedTables()].map(([name, columns]) => [name, [...columns]]);
    expect(written).toEqual(shipped);
    expect(data.labels.tables.map(([name]) => name)).toEqual(shipped.map(([name]) => name));
    expect([...tableStatus.keys()].toSorted()).toEqual([...readShippedTables().keys()]);
    expect(data.labels.date).toBe("September 2026");
    expect(data).toEqual({
      ...shippedData(),
      module: "./generated/index.js",
      tenants: data.tenants,
    });
  });

  test("has examples that the checks of their types accept", () => {
    for (const [name, text] of Object.entries(exampleValues)) {
      const type = findKustoType(name);
      if (type === undefined) throw new Error(`no type ${name}`);
      const { accepts, fromJson = (value: unknown) => value } = scalarOf({ type, long: "exact" });
      expect(accepts(fromJson(parseExact(text))), `of ${name}`).toBe(true);
    }
  });
});

describe("huntgen explore", () => {
  const exports = { "input-schemas/T.csv": csv("Id:long", "Gone:string") };

  test("writes the same bytes for the same exports", async () => {
    const projects = [createProject(exports), createProject(exports)];
    for (const project of projects) await project.run("explore");
    const [first, second] = projects.map((project) => project.read("explorer/index.html"));
    expect(first).toBe(second);
  });

  test("keeps names and descriptions inside of the data", async () => {
    const name = `x${hostile}`;
    const rows = [
      ["TableName", "ColumnName", "ColumnType", "ColumnOrdinal", "Description"],
      [name, name, "string", "0", name],
    ];
    const text = rows
      .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","))
      .join("\n");
    const project = createProject({ "input-schemas/all.csv": `${text}\n` });
    expect((await project.run("explore", "--out", "page.html")).status).toBe(0);
    const page = project.read("page.html");
    const data = dataIn(page);
    expect(columnsOf(data, name)).toEqual([[name, "string", name]]);
    expect(page.match(/<script\b/g)?.length).toBe(2);
    expect(page).not.toMatch(/[\u202E]|<!--/);
  });

  test("compares several exports, and names them as the user did", async () => {
    const project = createProject({
      "a/T.csv": csv("Id:long"),
      "b/T.csv": csv("Id:string", "More:int"),
      "b/Only.csv": csv("Id:string"),
    });
    expect((await project.run("explore", "./a", "./b")).status).toBe(0);
    const { tenants } = dataIn(project.read("explorer/index.html"));
    expect(tenants.map(({ name, tables }) => [name, tables.map((table) => table.name)])).toEqual([
      ["./a", ["T"]],
      ["./b", ["Only", "T"]],
    ]);
  });

  test("overwrites its own page, and no other file", async () => {
    const project = createProject({ ...exports, "explorer/index.html": "<h1>mine</h1>" });
    expect(await project.run("explore")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "explorer/index.html: is not a page of huntgen explore; move it, or choose another --out [foreign-file]\n",
    });
    expect(project.read("explorer/index.html")).toBe("<h1>mine</h1>");
    for (let run = 0; run < 2; run += 1) {
      expect((await project.run("explore", "--out", "site")).status).toBe(0);
    }
    project.write("file", "");
    const { status, stderr } = await project.run("explore", "--out", "file");
    expect([status, stderr]).toEqual([2, expect.stringContaining("[unwritable-output]")]);
  });

  test("writes nothing if an export has a problem", async () => {
    const project = createProject({ "input-schemas/T.csv": csv("Id:lnog") });
    const { status, stderr } = await project.run("explore");
    expect([status, stderr]).toEqual([2, expect.stringContaining("[unknown-type]")]);
    expect(project.list()).toEqual(["input-schemas/T.csv"]);
  });

  test("opens the page, or reports that it cannot", async () => {
    const project = createProject({
      ...exports,
      "bin/xdg-open": '#!/bin/sh\nprintf "%s" "$1" > opened\n',
    });
    execFileSync("chmod", ["+x", `${project.dir}/bin/xdg-open`]);
    const open = (PATH: string): Promise<Outcome> =>
      runResident({ args: ["explore", "--open"], cwd: project.dir, env: { PATH } });
    const opened = await open(`${project.dir}/bin:${process.env["PATH"] ?? ""}`);
    expect(opened.status).toBe(0);
    expect(project.read("opened")).toBe(`${project.dir}/explorer/index.html`);
    const { status, stderr } = await open("/nowhere");
    expect(status).toBe(2);
    expect(stderr).toContain(
      "explorer/index.html was not opened: xdg-open is not installed; open it in a browser\n",
    );
  });

  test("adds what each commit changed since a revision, and what is not committed", async () => {
    const project = createProject(exports);
    git(project, "init", "--quiet");
    const commit = (subject: string): void => {
      git(project, "add", ".");
      git(project, "commit", "--quiet", "-m", subject);
    };
    commit("the first commit");
    project.write("input-schemas/T.csv", csv("Id:long"));
    commit(`remove Gone ${hostile}`);
    project.write("input-schemas/T.csv", csv("Id:lnog"));
    commit("break the exports");
    project.write("README.md", "unrelated");
    commit("change another file");
    project.write("input-schemas/T.csv", csv("Id:string"));
    commit("retype Id");
    project.write("input-schemas/T.csv", csv("Id:string", "New:int"));
    expect((await project.run("explore", "--since", "HEAD~4")).status).toBe(0);
    const { history } = dataIn(project.read("explorer/index.html"));
    expect(history?.from).toBe("HEAD~4");
    expect(
      history?.entries.map(({ subject, date, changes, problem }) => [
        subject,
        date,
        changes.map(({ message, grade }) => `${grade}: ${message}`),
        problem === null,
      ]),
    ).toEqual([
      ["Not committed", null, ["additive: new column New int"], true],
      ["retype Id", "2026-03-01", ["breaking: column Id is string, no longer long"], true],
      ["break the exports", "2026-03-01", [], false],
      [
        `remove Gone ${hostile}`,
        "2026-03-01",
        ["breaking: column Gone string is no longer in the rows"],
        true,
      ],
    ]);
    const failed = await project.run("explore", "--since", "nothing");
    expect([failed.status, failed.stderr]).toEqual([
      2,
      "nothing: not a git revision here [no-schema]\n",
    ]);
    const option = await project.run("explore", "--since=--output=x");
    expect([option.status, project.list().includes("x")]).toEqual([2, false]);
  });

  test("shows one comparison as a page with diff --format html", async () => {
    const project = createProject({
      "a/T.csv": csv("Id:long"),
      "b/T.csv": csv("Id:long", "New:int"),
    });
    const { status, stdout } = await project.run("diff", "./a", "./b", "--format", "html");
    expect(status).toBe(0);
    const data = dataIn(stdout);
    expect(data.firstView).toBe("history");
    expect(data.history).toMatchObject({
      from: "./a",
      entries: [
        { subject: "./a → ./b", changes: [{ table: "T", column: "New", grade: "additive" }] },
      ],
    });
    const breaking = await project.run("diff", "./b", "./a", "--format", "html");
    expect(breaking.status).toBe(1);
  });
});
