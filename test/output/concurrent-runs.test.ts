// Checks several runs at once into the same directory: the tree is exactly the one of a run, and
// every run succeeds.

import { execFile, execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { generate } from "../../generator/generate.ts";
import {
  createProject,
  createSharedProject,
  csv,
  type Project,
} from "../support/scratch-project.ts";
import { cli } from "../support/built-files.ts";

type Tree = readonly string[];

const variants = 5;

/** `npm run stress` has more runs than fit into `npm test`. */
const isLong = process.env["STRESS"] !== undefined;

/**
 * Variant 3 has tables Common, Only3 and Shared. Shared is the same only in 0 and 2: a run that
 * turns 2 into 0 has nothing to change in it, unless 1 runs in between.
 */
function exportsOf(variant: number): Record<string, string> {
  const type = ["int", "long", "int", "guid", "string"][variant] ?? "bool";
  return {
    [`inputs/${variant}/Common.csv`]: csv("Id:long", "Name:string"),
    [`inputs/${variant}/Shared.csv`]: csv(`Value:${type}`),
    [`inputs/${variant}/Only${variant}.csv`]: csv("Id:guid"),
  };
}

const everyExport = Object.assign(
  {},
  ...Array.from({ length: variants }, (_, variant) => exportsOf(variant)),
);

/** The tree that each variant generates on its own. */
let trees: Tree[];

beforeAll(async () => {
  trees = [];
  for (let variant = 0; variant < variants; variant += 1) {
    const project = createSharedProject(everyExport);
    await generate({ ...loadConfig(project.dir), input: `${project.dir}/inputs/${variant}` });
    trees.push(treeOf(project));
  }
}, 60_000);

async function run(project: Project, variant: number): Promise<void> {
  const { status, stderr } = await project.runWith({}, "generate", "--input", `inputs/${variant}`);
  expect(stderr).toContain("3 tables");
  expect(status).toBe(0);
}

test("the variants generate different trees", () => {
  expect(new Set(trees.map((tree) => JSON.stringify(tree))).size).toBe(variants);
});

test.each([
  [2, "nothing"],
  [isLong ? variants : 2, "a tree"],
])("%i runs at once succeed over %s", async (count, before) => {
  const project = createProject(everyExport);
  if (before === "a tree") await run(project, 4);
  await Promise.all(Array.from({ length: count }, (_, variant) => run(project, variant)));
  expect(trees).toContainEqual(treeOf(project));
  expect(leftovers(project)).toEqual([]);
});

// Another run starts and ends during a run: the worst moment, every time.
const before = [
  ["over the tree of a third", 2],
  ["into nothing", undefined],
  ["over the tree of the first", 0],
  ["over the tree of the second", 1],
] as const;
test.each(isLong ? before : before.slice(0, 1))("nested runs succeed %s", async (_, first) => {
  const project = createProject({ ...everyExport, "generated/mine.txt": "mine" });
  if (first !== undefined) await run(project, first);
  for (const [outer, inner, isFirst] of [
    // The inner run adds files that the manifest before the outer run did not list.
    [0, 1, true],
    [3, 4, true],
    [0, 1, false],
    [1, 0, false],
    [0, 1, true],
  ] as const) {
    await generate({
      ...loadConfig(project.dir),
      input: `${project.dir}/inputs/${outer}`,
      onProgress(done, all) {
        if (done !== (isFirst ? 1 : all)) return;
        const args = [cli, "generate", "--input", `inputs/${inner}`];
        execFileSync(process.execPath, args, { cwd: project.dir, stdio: "pipe" });
      },
    });
    expect(project.read("generated/mine.txt")).toBe("mine");
    expect([trees[outer], trees[inner]]).toContainEqual(treeOf(project));
    expect(leftovers(project)).toEqual([]);
  }
});

// This is like two containers that share a volume: both runs may even have the same process id.
const inNamespace = ["--pid", "--fork", "--kill-child"];
const hasNamespaces = spawnSync("unshare", [...inNamespace, "true"]).status === 0;

test.skipIf(!hasNamespaces)(
  "two runs at once in separate process namespaces succeed (skipped if unshare is not permitted)",
  async () => {
    const project = createProject(everyExport);
    const runInNamespace = async (variant: number): Promise<void> => {
      const args = [process.execPath, cli, "generate", "--input", `inputs/${variant}`];
      await promisify(execFile)("unshare", [...inNamespace, ...args], { cwd: project.dir });
    };
    const count = isLong ? 100 : 2;
    for (let index = 0; index < count; index += 1) {
      const pair = [index % variants, (index + 1 + (index % 3)) % variants];
      await Promise.all(pair.map(runInNamespace));
      expect(pair.map((variant) => trees[variant])).toContainEqual(treeOf(project));
      expect(leftovers(project)).toEqual([]);
    }
  },
);

/** Lists the files of the output with a short hash each, except for one that is not huntgen's. */
function treeOf(project: Project): Tree {
  return Object.entries(project.contents("generated"))
    .filter(([file]) => file !== "mine.txt")
    .map(([file, text]) => `${file} ${createHash("sha1").update(text).digest("hex").slice(0, 8)}`);
}

function leftovers(project: Project): string[] {
  return project.list().filter((file) => file.includes(".huntgen"));
}
