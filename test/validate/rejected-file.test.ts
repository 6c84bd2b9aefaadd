// Checks that `huntgen validate --rejected FILE` does not destroy a file, whatever FILE is, and
// that no rejected rows are left behind.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  openSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { cli } from "../support/built-files.ts";
import { createSharedProject, csv, type Project } from "../support/scratch-project.ts";

const wrong = `${JSON.stringify({
  time: "t",
  tenantId: "t",
  category: "AdvancedHunting-T",
  properties: { Id: "secret" },
})}\n`;

function project(): Project {
  return createSharedProject({ "input-schemas/T.csv": csv("Id,long"), "r.json": wrong });
}

const hasPipes = process.platform !== "win32";

describe("--rejected refuses a file to check", () => {
  const names: Readonly<Record<string, (given: Project) => string>> = {
    "under its name": () => "r.json",
    "under another spelling of its name": () => "./input-schemas/../r.json",
    "behind a symbolic link": ({ dir }) => {
      symlinkSync("r.json", path.join(dir, "link"));
      return "link";
    },
    "behind a hard link": ({ dir }) => {
      linkSync(path.join(dir, "r.json"), path.join(dir, "hard"));
      return "hard";
    },
  };
  test.each(Object.entries(names))("%s", async (_name, create) => {
    const given = project();
    const name = create(given);
    const outcome = await given.run("validate", "r.json", "--rejected", name);
    const problem = "one of the input files, which would be overwritten; choose another file";
    expect(outcome).toEqual({
      status: 2,
      stdout: "",
      stderr: `${name}: ${problem} [unwritable-output]\n`,
    });
    expect(given.read("r.json")).toBe(wrong);
  });

  test("as standard input", async () => {
    const given = project();
    const input = openSync(path.join(given.dir, "r.json"), "r");
    const child = spawn(process.execPath, [cli, "validate", "-", "--rejected", "r.json"], {
      cwd: given.dir,
      stdio: [input, "ignore", "ignore"],
    });
    expect(await statusOf(child)).toBe(2);
    closeSync(input);
    expect(given.read("r.json")).toBe(wrong);
  });
});

describe("--rejected reports a file that cannot be written", () => {
  const names: Readonly<Record<string, readonly [name: string, problem: string]>> = {
    "in a missing directory": ["no/bad.ndjson", "the directory does not exist; create it"],
    "that is a directory": ["input-schemas", "a directory, not a file"],
    "without a name": ["", "the file name is empty"],
    "behind a dangling symbolic link": [
      "dangling",
      "a symbolic link to a file that does not exist",
    ],
    "behind a symbolic link to itself": ["loop", "cannot be written (ELOOP)"],
  };
  test.each(Object.entries(names))("%s", async (_name, [name, problem]) => {
    const given = project();
    symlinkSync("nowhere", path.join(given.dir, "dangling"));
    symlinkSync("loop", path.join(given.dir, "loop"));
    const before = given.list();
    const outcome = await given.run("validate", "r.json", "--rejected", name);
    expect(outcome).toEqual({
      status: 2,
      stdout: "",
      stderr: `${name}: ${problem} [unwritable-output]\n`,
    });
    expect(given.list()).toEqual(before);
  });

  test.runIf(existsSync("/dev/full"))("on a full disk", async () => {
    const { status, stderr } = await project().run("validate", "r.json", "--rejected", "/dev/full");
    expect(stderr).toBe("/dev/full: cannot be written (ENOSPC) [unwritable-output]\n");
    expect(status).toBe(2);
  });
});

describe("--rejected writes", () => {
  test("to the target of a symbolic link, and keeps its mode", async () => {
    const given = project();
    given.write("kept/bad.ndjson", "old");
    chmodSync(path.join(given.dir, "kept/bad.ndjson"), 0o600);
    symlinkSync("kept/bad.ndjson", path.join(given.dir, "link"));
    expect(await given.run("validate", "r.json", "--rejected", "link")).toMatchObject({
      status: 1,
    });
    expect(lstatSync(path.join(given.dir, "link")).isSymbolicLink()).toBe(true);
    expect(given.read("kept/bad.ndjson")).toContain('"Id":"secret"');
    expect(statSync(path.join(given.dir, "kept/bad.ndjson")).mode & 0o777).toBe(0o600);
    expect(given.list("kept")).toEqual(["bad.ndjson"]);
  });

  test.runIf(hasPipes)("to a device, which stays a device", async () => {
    expect(await project().run("validate", "r.json", "--rejected", "/dev/null")).toMatchObject({
      status: 1,
      stderr: "",
    });
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test.runIf(hasPipes)("to a named pipe", async () => {
    const given = project();
    const pipe = path.join(given.dir, "pipe");
    execFileSync("env", ["mkfifo", pipe]);
    const reader = spawn("cat", [pipe]);
    const isRead = statusOf(reader);
    let text = "";
    reader.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
    expect(await given.run("validate", "r.json", "--rejected", "pipe")).toMatchObject({
      status: 1,
    });
    await isRead;
    expect(text).toContain('"Id":"secret"');
    expect(statSync(pipe).isFIFO()).toBe(true);
  });

  test.each(hasPipes ? ["-", "/dev/stdout"] : ["-"])("to standard output, as %s", async (name) => {
    const { status, stdout } = await project().run("validate", "r.json", "--rejected", name);
    const [first = "", ...report] = stdout.split("\n");
    expect(JSON.parse(first)).toMatchObject({ index: 0, category: "AdvancedHunting-T" });
    expect(report.at(-2)).toBe("1 record: 0 events, 1 rejected, 0 of unknown tables");
    expect(status).toBe(1);
  });

  test.runIf(hasPipes)("to the file that standard output is redirected to", async () => {
    const given = project();
    const output = openSync(path.join(given.dir, "out"), "w");
    const child = spawn(process.execPath, [cli, "validate", "r.json", "--rejected", "out"], {
      cwd: given.dir,
      stdio: ["ignore", output, "inherit"],
    });
    expect(await statusOf(child)).toBe(1);
    closeSync(output);
    expect(given.read("out")).toMatch(/"Id":"secret"[^]*1 record: 0 events, 1 rejected/);
  });
});

describe.runIf(hasPipes)("--rejected leaves no temporary file behind", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("after %s", async (signal) => {
    const given = project();
    given.write("bad.ndjson", "old");
    const child = spawn(
      process.execPath,
      [cli, "validate", "r.json", "-", "--rejected", "bad.ndjson"],
      {
        cwd: given.dir,
        stdio: ["pipe", "ignore", "ignore"],
      },
    );
    const ended = new Promise((resolve) => child.on("exit", (_status, by) => resolve(by)));
    const asideIn = (): string | undefined =>
      given.list().find((file) => file.includes("huntgen-"));
    for (;;) {
      const aside = asideIn();
      if (aside !== undefined && given.read(aside).includes("secret")) break;
      await sleep(20);
    }
    child.kill(signal);
    expect(await ended).toBe(signal);
    expect(asideIn()).toBe(undefined);
    expect(readFileSync(path.join(given.dir, "bad.ndjson"), "utf8")).toBe("old");
  });
});

function statusOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on("close", resolve));
}
