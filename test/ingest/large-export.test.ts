// Checks that a file of 100 MB is refused without being read, and so is as much on standard input.

import { spawn } from "node:child_process";
import { truncateSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { cli } from "../support/built-files.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

const size = 100 * 2 ** 20;

/** Prints the peak memory of a process at its end, in KiB. */
const measure =
  "data:text/javascript,process.on('exit',()=>process.stderr.write(`KiB ${process.resourceUsage().maxRSS}`))";

interface Measured {
  readonly status: number | null;
  readonly stderr: string;
  readonly memory: number;
}

async function run(
  project: Project,
  input: () => string | undefined,
  ...args: string[]
): Promise<Measured> {
  const child = spawn(process.execPath, ["--import", measure, cli, ...args], { cwd: project.dir });
  let printed = "";
  child.stderr.on("data", (chunk) => (printed += String(chunk)));
  child.stdout.resume();
  // A process that has read enough closes the pipe.
  child.stdin.on("error", () => undefined);
  const feed = (): void => {
    for (let chunk = input(); chunk !== undefined; chunk = input()) {
      if (!child.stdin.write(chunk)) return;
    }
    child.stdin.end();
  };
  child.stdin.on("drain", feed);
  feed();
  const status = await new Promise<number | null>((resolve) => {
    child.on("close", resolve);
  });
  const [stderr = "", kibibytes] = printed.split("KiB ");
  return { status, stderr, memory: Number(kibibytes) * 1024 };
}

test("an export of 100 MB takes no more memory than a small one", async () => {
  const project = createProject({ "small.csv": csv("Id:long"), "large.csv": "" });
  truncateSync(path.join(project.dir, "large.csv"), size);
  const small = await run(project, () => undefined, "add", "small.csv", "--new-table");
  expect(small).toMatchObject({
    status: 0,
    stderr: "1 export written, 0 unchanged\nNext: huntgen generate\n",
  });
  expect(small.memory).toBeGreaterThan(10 * 2 ** 20);

  const large = await run(project, () => undefined, "add", "large.csv");
  expect(large).toMatchObject({
    status: 2,
    stderr:
      "large.csv: 100 MiB, but a schema takes some kilobytes; if these are rows, run `Table | getschema` [too-large]\n",
  });
  expect(large.memory - small.memory).toBeLessThan(30 * 2 ** 20);

  let left = size;
  const row = "Timestamp,DeviceId\n".repeat(5000);
  const piped = await run(
    project,
    () => {
      left -= row.length;
      return left > 0 ? row : undefined;
    },
    "add",
    "-",
  );
  expect(piped.status).toBe(2);
  expect(piped.stderr).toMatch(/^-: 8 MiB, but a schema takes .* \[too-large\]\n$/);
  expect(piped.memory - small.memory).toBeLessThan(60 * 2 ** 20);
});
