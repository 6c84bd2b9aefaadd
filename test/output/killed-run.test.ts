// Checks kill -9 at any moment: after the next run the output holds the whole old tree or the whole
// new one, and everything else in it is unchanged. `npm run stress` kills 200 times and at every
// step.

import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { recoverFiles } from "../../generator/replace/replace-files.ts";
import { addForeign, addRepository, snapshot } from "../replace/trees.ts";
import {
  createSharedProject,
  csv,
  type Outcome,
  type Project,
} from "../support/scratch-project.ts";

const isLong = process.env["STRESS"] !== undefined;
const names = ["Alpha", "Beta", "Gamma", "Delta"];

/** Two inputs that differ in every table, and in which tables they have. */
const inputs = [
  Object.fromEntries(names.map((name) => [`a/${name}.csv`, csv("Id:long", `${name}:string`)])),
  Object.fromEntries(names.slice(1).map((name) => [`b/${name}.csv`, csv("Id:guid", "X:int")])),
] as const;

type Input = "a" | "b";

let project: Project;
let root: string;
let trees: Record<Input, string>;
let foreign: readonly string[];
let milliseconds: number;

beforeAll(async () => {
  project = createSharedProject({ ...inputs[0], ...inputs[1] });
  root = path.join(project.dir, "generated");
  await run("b");
  addForeign(root);
  addRepository(root);
  foreign = snapshot(root, isForeign);
  const started = performance.now();
  await run("a");
  milliseconds = performance.now() - started;
  trees = { a: own(), b: "" };
  await run("b");
  trees.b = own();
}, 120_000);

function run(input: Input, env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return project.runWith({ env }, "generate", "--input", input);
}

function isForeign(file: string): boolean {
  return /^\.(?:git|#)|mine|second|^up|empty|private|^tables$|^\.$/.test(file);
}

/** Returns the generated files. */
function own(): string {
  const files = project.list("generated").filter((file) => !isForeign(file));
  return JSON.stringify(files.map((file) => [file, project.read(`generated/${file}`)]));
}

function currentTree(): Input | undefined {
  return (["a", "b"] as const).find((each) => own() === trees[each]);
}

/** Returns what is wrong after a run was killed and its remains were recovered. */
async function wrongAfterKill(): Promise<string[]> {
  await recoverFiles({ root, shown: "generated" }, { patience: 0 });
  return [
    ...(currentTree() === undefined ? ["neither tree"] : []),
    ...(JSON.stringify(snapshot(root, isForeign)) === JSON.stringify(foreign)
      ? []
      : ["something foreign has changed"]),
    ...(existsSync(path.join(root, ".huntgen")) ? ["something is left"] : []),
  ];
}

function next(): Input {
  return currentTree() === "a" ? "b" : "a";
}

test("the trees differ, and contain no foreign files", () => {
  expect(trees.a).not.toBe(trees.b);
  expect(trees.a).not.toContain("mine");
  expect(foreign.filter((line) => line.startsWith(".git/refs")).length).toBeGreaterThan(1);
});

test("the output is one tree or the other after kill -9 at random moments", async () => {
  const count = isLong ? 200 : 3;
  const wrong: string[] = [];
  for (let index = 0; index < count; index += 1) {
    // Spread over the whole run, with a step that no two runs share.
    const share = 0.2 + ((index * 0.618) % 1) * 0.9;
    const { process: child, outcome } = project.start({}, "generate", "--input", next());
    await Promise.race([wait(share * milliseconds), outcome]);
    child.kill("SIGKILL");
    await outcome;
    wrong.push(...(await wrongAfterKill()).map((each) => `at ${share}: ${each}`));
  }
  expect(wrong).toEqual([]);
});

test("the output is one tree or the other after kill -9 at each step that changes the disk", async () => {
  const preload = fileURLToPath(new URL("../support/kill-at-step.js", import.meta.url));
  const wrong: string[] = [];
  let steps = 0;
  for (let at = 0; ; at += isLong ? 1 : 29) {
    const env = { NODE_OPTIONS: `--import=${preload}`, KILL_AT: String(at) };
    const { status, stderr } = await run(next(), env);
    wrong.push(...(await wrongAfterKill()).map((each) => `at step ${at}: ${each}`));
    if (status === 0) break;
    if (status !== null) wrong.push(`at step ${at}: ${stderr}`);
    steps += 1;
  }
  expect(wrong).toEqual([]);
  expect(steps).toBeGreaterThan(1);
});

test("a check does not call a half-replaced tree up to date, and the next run restores it", async () => {
  const preload = fileURLToPath(new URL("../support/kill-at-step.js", import.meta.url));
  const input = next();
  const env = { NODE_OPTIONS: `--import=${preload}`, KILL_AT: "45" };
  expect(await run(input, env)).toMatchObject({ status: null });
  expect(currentTree()).toBeUndefined();
  const before = snapshot(root);
  const check = await project.run("generate", "--check", "--input", input);
  expect(check.status).toBe(1);
  expect(check.stdout).toContain("interrupted generated/.huntgen\n");
  expect(check.stderr).toContain("generated may be partly replaced because a run was killed.");
  expect(snapshot(root)).toEqual(before);
  const { status, stderr } = await run(input);
  expect({ status, waited: /^Waiting/m.test(stderr) }).toEqual({ status: 0, waited: false });
  expect(own()).toBe(trees[input]);
  expect(await wrongAfterKill()).toEqual([]);
});
