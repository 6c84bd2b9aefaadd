// Checks that `huntgen validate` reads records in files of every format, which it detects from the
// content, and sorts and reports them.

import { closeSync, openSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import {
  createProject,
  createSharedProject,
  csv,
  type Project,
} from "../support/scratch-project.ts";
import { cli } from "../support/built-files.ts";

const envelope = { time: "2026-03-05T04:14:21.4185296Z", tenantId: "t" };
const record = (table: string, properties: unknown): unknown => ({
  ...envelope,
  category: `AdvancedHunting-${table}`,
  properties,
});
const message = (values: readonly unknown[]): unknown => ({ records: values });
const good = record("T", { Id: 1, Text: 'a "quote", {a brace} and \\' });
const wrong = record("T", { Id: "secret", New: true });
const unknown = record("U", { X: 1 });
const broken = { ...envelope, properties: {} };
const all = [good, wrong, unknown, broken, good];
const lines = (values: readonly unknown[], end = "\n"): string =>
  values.map((value) => JSON.stringify(value) + end).join("");

function project(files: Record<string, string | Uint8Array> = {}): Project {
  return createSharedProject({
    "input-schemas/T.csv": csv("Id,long", "Text,string", "Late,int"),
    ...files,
  });
}

const summary = "5 records: 2 events, 2 rejected, 1 of unknown tables\n";

describe.concurrent("validate reads every format of file, and prints the same report", () => {
  const forms: Record<string, string | Uint8Array> = {
    "records a line": lines(all),
    "CRLF, blank lines and no last line feed": `\r\n${lines(all, "\r\n\r\n").trimEnd()}`,
    "with a byte order mark": `\uFEFF${lines(all)}`,
    "one message": JSON.stringify(message(all)),
    "one message with line feeds": JSON.stringify(message(all), null, 2),
    "messages a line": lines([message(all.slice(0, 2)), message(all.slice(2))]),
    "messages with line feeds, one after another": [all.slice(0, 2), all.slice(2)]
      .map((part) => JSON.stringify({ records: part, other: [1, { records: 2 }] }, null, 1))
      .join("\n"),
    "an array": JSON.stringify(all),
    "an array with line feeds": JSON.stringify(all, null, "\t"),
    "records with line feeds, one after another": all
      .map((value) => JSON.stringify(value, null, 2))
      .join("\n"),
    "gzip of records a line": gzipSync(lines(all)),
    "gzip of a message": gzipSync(JSON.stringify(message(all))),
    "two gzip members": Buffer.concat([
      gzipSync(lines(all.slice(0, 2))),
      gzipSync(lines(all.slice(2))),
    ]),
  };
  test.each(Object.entries(forms))("validate reads %s", async (_name, content) => {
    const { status, stdout, stderr } = await project({ "records.any": content }).run(
      "validate",
      "records.any",
    );
    expect(stderr).toBe("");
    expect(stdout.endsWith(summary)).toBe(true);
    expect(status).toBe(1);
  });
});

test("validate prints a table per line, what is wrong and what is new, and never a value", async () => {
  const { stdout } = await project({ "r.ndjson": lines(all) }).run("validate", "r.ndjson");
  expect(stdout.split("\n")).toEqual([
    "T  2 events, 1 rejected",
    "  Id: expected long, got string (1)",
    '  unknown column "New" (1): boolean',
    "  never seen: Late",
    '"AdvancedHunting-U": 1 record of a table that has no export',
    "1 rejected record without a known table",
    "Suggested updates of the exports:",
    "  T: + New bool",
    "  U: new table; export its schema",
    ...summary.split("\n"),
  ]);
  expect(stdout).not.toContain("secret");
});

test("validate --json prints the same report, only on stdout", async () => {
  const { stdout, stderr } = await project({ "r.ndjson": lines(all) }).run(
    "validate",
    "--json",
    "r.ndjson",
  );
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toMatchObject({
    files: ["r.ndjson"],
    events: 2,
    rejected: 2,
    unknown: 1,
    rejectedWithoutTable: 1,
    tables: { T: { events: 2, rejected: 1 } },
    drift: { proposals: ["T: + New bool", "U: new table; export its schema"] },
  });
});

test("validate --rejected writes each rejected record with its reasons and all digits", async () => {
  const digits = '{"Id":"x","Other":639199803770463703}';
  const text = `${lines([good])}{"time":"t","tenantId":"t","category":"AdvancedHunting-T","properties":${digits}}\n{"cut`;
  const given = project({ "r.ndjson": text });
  const { status } = await given.run("validate", "r.ndjson", "--rejected", "bad.ndjson");
  expect(status).toBe(1);
  const rejected = given.read("bad.ndjson").trimEnd().split("\n");
  expect(rejected).toHaveLength(2);
  expect(rejected[0]).toContain(digits);
  expect(JSON.parse(rejected[0] ?? "")).toMatchObject({
    file: "r.ndjson",
    index: 1,
    category: "AdvancedHunting-T",
    issues: [{ path: ["Id"], expected: "long", actual: "string" }],
  });
  expect(JSON.parse(rejected[1] ?? "")).toMatchObject({ index: 2, record: '{"cut' });
  expect(given.list().filter((file) => file.includes("huntgen-"))).toEqual([]);
});

test("validate rejects a line that is not UTF-8, and reads its neighbors", async () => {
  const bytes = Buffer.concat([
    Buffer.from(lines([good])),
    Buffer.from([0x7b, 0xff, 0xfe, 0x0a]),
    Buffer.from(lines([good])),
  ]);
  const { stdout } = await project({ "r.ndjson": bytes }).run("validate", "r.ndjson");
  expect(stdout).toMatch(/\n3 records: 2 events, 1 rejected, 0 of unknown tables\n$/);
});

test("validate names the parts of a file that cannot be read on stderr, and in the report", async () => {
  const text = `{"records":[${JSON.stringify(good)}`;
  const given = project({ "r.json": text });
  const line = `r.json:1: byte ${text.length}: the text ends inside the records of a message [cut-off]\n`;
  const { status, stdout, stderr } = await given.run("validate", "r.json");
  expect(stderr).toBe(line);
  expect(stdout).toMatch(/\n2 records: 1 event, 1 rejected, 0 of unknown tables\n$/);
  expect(status).toBe(1);
  const json = await given.run("validate", "--json", "r.json");
  expect(json.stderr).toBe(line);
  expect(JSON.parse(json.stdout)).toMatchObject({
    problems: [{ code: "cut-off", file: "r.json", line: 1 }],
    omittedProblems: 0,
  });
});

test("validate reads several files, and stdin", async () => {
  const given = project({ "a.ndjson": lines([good]) });
  const child = spawn(process.execPath, [cli, "validate", "a.ndjson", "-"], { cwd: given.dir });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stdin.end(JSON.stringify([good, good]));
  const status = await new Promise((resolve) => child.on("close", resolve));
  expect(stdout).toMatch(/\n3 records: 3 events, 0 rejected, 0 of unknown tables\n$/);
  expect(status).toBe(0);
});

test("validate reports a directory as stdin as an error, not as an empty file", async () => {
  const given = project();
  const directory = openSync(given.dir, "r");
  const child = spawn(process.execPath, [cli, "validate", "-"], {
    cwd: given.dir,
    stdio: [directory, "ignore", "ignore"],
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  closeSync(directory);
  expect(status).toBe(2);
});

test("validate reports every file that cannot be read, and writes nothing", async () => {
  const given = project({
    "a.ndjson": lines([wrong]),
    "cut.gz": gzipSync(lines(all)).subarray(0, 40),
  });
  const missing = await given.run(
    "validate",
    "a.ndjson",
    "nope",
    "input-schemas",
    "--rejected",
    "x",
  );
  expect(missing).toEqual({
    status: 2,
    stdout: "",
    stderr:
      "nope: no such file [unreadable-file]\ninput-schemas: a directory, not a file [unreadable-file]\n",
  });
  const cut = await given.run("validate", "a.ndjson", "cut.gz", "--rejected", "x");
  expect(cut.status).toBe(2);
  expect(cut.stderr).toBe("cut.gz: cannot be read (Z_BUF_ERROR) [unreadable-file]\n");
  expect(given.list()).toEqual(["a.ndjson", "cut.gz", "input-schemas/T.csv"]);
});

test("validate reads all captured records as events", async () => {
  const records = readFileSync(
    new URL("../support/fixtures/stream-records.ndjson", import.meta.url),
  );
  const given = createProject({ "records.ndjson": records });
  await given.run("init");
  const { status, stdout } = await given.run("validate", "records.ndjson");
  expect(stdout).toMatch(/\n70 records: 70 events, 0 rejected, 0 of unknown tables\n$/);
  expect(status).toBe(0);
});
