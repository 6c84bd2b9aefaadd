// Runs huntgen add on a terminal, which `script` of util-linux imitates, and checks what it asks.

import { spawn, spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { createProject, csv, type Project } from "../support/scratch-project.ts";
import { cli } from "../support/built-files.ts";

const input = "input-schemas";
const hasTerminal = spawnSync("script", ["--version"]).stdout?.includes("util-linux") === true;

/** Runs huntgen on a terminal, and types each answer after the text that asks for it. */
async function type(
  project: Project,
  args: string,
  ...answers: readonly (readonly [question: string, answer: string])[]
): Promise<{ readonly status: number | null; readonly output: string }> {
  const command = `"${process.execPath}" "${cli}" ${args}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: project.dir,
    env: { PATH: process.env["PATH"], TERM: "xterm" },
  });
  let [output, from, next] = ["", 0, 0];
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString("utf8");
    const [question, answer] = answers[next] ?? ["\0", ""];
    const at = output.indexOf(question, from);
    if (at < 0) return;
    from = at + question.length;
    next += 1;
    child.stdin.write(answer);
  });
  const timer = setTimeout(() => child.kill(), 20_000);
  const status = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  clearTimeout(timer);
  expect(next).toBe(answers.length);
  return { status, output };
}

const rows =
  "Timestamp:datetime AlertId:string Title:string Category:string Severity:string ServiceSource:string";
const alerts = csv(...rows.split(" "), "DetectionSource:string", "AttackTechniques:string");

test.skipIf(!hasTerminal)(
  "asks which table a file is, and suggests it from the columns",
  async () => {
    const project = createProject({ "graph.csv": alerts });
    const { status, output } = await type(project, "add graph.csv", ["[AlertInfo]", "\n"]);
    expect(output).toContain("graph.csv: which table is this? [AlertInfo]");
    expect(status).toBe(0);
    expect(project.list(input)).toEqual(["AlertInfo.csv"]);
  },
);

test.skipIf(!hasTerminal)(
  "takes a corrected name, and adds a new table only after a yes",
  async () => {
    const project = createProject({ "one.csv": csv("Id:long"), "query.csv": csv("Id:long") });
    const corrected = await type(project, "add one.csv --table DeviceInof", [
      'DeviceInfo"?',
      "y\n",
    ]);
    expect(corrected).toMatchObject({ status: 0 });
    expect(project.list(input)).toEqual(["DeviceInfo.csv"]);
    const declined = await type(project, "add one.csv --table Orders_CL", ['"Orders_CL"?', "n\n"]);
    expect(declined.status).toBe(2);
    expect(declined.output).toContain("[unknown-table]");
    expect(project.list(input)).toEqual(["DeviceInfo.csv"]);
    const typed = await type(
      project,
      "add query.csv",
      ["which table is this?", "Orders_CL\n"],
      ['add 1 new table: "Orders_CL"?', "y\n"],
    );
    expect(typed.status).toBe(0);
    expect(project.list(input)).toEqual(["DeviceInfo.csv", "Orders_CL.csv"]);
  },
);

test.skipIf(!hasTerminal)("prompts for an export that is pasted", async () => {
  const project = createProject();
  const { status, output } = await type(project, "add - --table DeviceInfo", [
    "Ctrl+D",
    "ColumnName\tColumnType\nId\tlong\n\u0004",
  ]);
  expect(output).toContain("Paste the export, then press Enter and Ctrl+D");
  expect(status).toBe(0);
  expect(project.read(`${input}/DeviceInfo.csv`)).toBe(csv("Id:long"));
});
