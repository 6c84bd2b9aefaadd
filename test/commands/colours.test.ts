// Checks which output is coloured: on a terminal, which `script` of util-linux imitates, and as the
// environment variables of users request.

import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { cli } from "../support/built-files.ts";
import { runResident } from "../support/run-resident.ts";
import { createSharedProject, csv } from "../support/scratch-project.ts";

const hasTerminal = spawnSync("script", ["--version"]).stdout?.includes("util-linux") === true;

const project = createSharedProject({
  "old/DeviceInfo.csv": csv("Id:long", "Name:string"),
  "input-schemas/DeviceInfo.csv": csv("Id:long", "Other:guid"),
  "bad/DeviceInfo.csv": csv("Id:lnog"),
  "records.ndjson": '{"category":"AdvancedHunting-DeviceInfo","properties":{"Id":"x"}}\n',
});

beforeAll(async () => {
  await project.run("generate", "--input", "old");
});

/** What each command colours. */
const coloured = {
  "generate --check": "\u001B[32mDeviceInfo: + Other guid",
  "diff ./old .": "\u001B[31mbreaking",
  "tables --input bad": "\u001B[31m[unknown-type]",
} as const;

function onTerminal(command: string, env: Readonly<Record<string, string>>): string {
  const line = `"${process.execPath}" "${cli}" ${command}`;
  const { stdout } = spawnSync("script", ["-qec", line, "/dev/null"], {
    cwd: project.dir,
    env: { PATH: process.env["PATH"], TERM: "xterm", ...env },
    encoding: "utf8",
  });
  return stdout;
}

/** Colours, without the sequence that clears the progress. */
const escape = "\u001B";
const colour = new RegExp(`${escape}\\[\\d+m`);

test.skipIf(!hasTerminal).each(Object.entries(coloured))(
  "`%s` is coloured on a terminal",
  (command, text) => {
    expect(onTerminal(command, {})).toContain(text);
  },
);

test.skipIf(!hasTerminal).each([
  ["NO_COLOR", { NO_COLOR: "1" }],
  ["NO_COLOR before FORCE_COLOR", { NO_COLOR: "1", FORCE_COLOR: "1" }],
  ["TERM=dumb", { TERM: "dumb" }],
  ["FORCE_COLOR=0", { FORCE_COLOR: "0" }],
])("nothing is coloured on a terminal with %s", (_name, env) => {
  expect(onTerminal("generate --check", env)).not.toMatch(colour);
  expect(onTerminal("tables --input bad", env)).not.toMatch(colour);
});

test.each(Object.keys(coloured))("`%s` is not coloured in a pipe", async (command) => {
  const { stdout, stderr } = await project.run(...command.split(" "));
  expect(stdout + stderr).not.toMatch(colour);
});

// Data in a pipe may be read by a program, and CI often sets the variable for all of its steps.
test.each(Object.entries(coloured))(
  "FORCE_COLOR colours only stderr of `%s`",
  async (command, text) => {
    const env = { PATH: process.env["PATH"] ?? "", FORCE_COLOR: "1" };
    const { stdout, stderr } = await runResident({
      args: command.split(" "),
      cwd: project.dir,
      env,
    });
    expect(stdout).not.toMatch(colour);
    expect(stderr.includes(text)).toBe(stdout === "");
  },
);

test("JSON, Markdown, annotations and SARIF are never coloured", async () => {
  const env = { PATH: process.env["PATH"] ?? "", FORCE_COLOR: "1" };
  for (const format of ["json", "markdown", "github", "sarif"]) {
    const args = ["diff", "./old", ".", "--format", format];
    const { stdout } = await runResident({ args, cwd: project.dir, env });
    expect(stdout).not.toMatch(colour);
  }
});
