// kill -9 at any moment: the old tree or the new one, whole, and the next run mends what is left.

import { readdirSync, watch } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { createSharedProject, csv, type Project } from "../scratch-project.ts";

const names = ["Alpha", "Beta", "Gamma", "Delta"];

/** Two inputs that differ in every table, and in which tables there are. */
const inputs = [
  Object.fromEntries(names.map((name) => [`a/${name}.csv`, csv("Id:long", `${name}:string`)])),
  Object.fromEntries(names.slice(1).map((name) => [`b/${name}.csv`, csv("Id:guid", "X:int")])),
] as const;

let project: Project;
let trees: Record<"a" | "b", Record<string, string>>;
let alone: Record<string, string>;
let milliseconds: number;

beforeAll(async () => {
  project = createSharedProject({ ...inputs[0], ...inputs[1] });
  const b = await run("b");
  await run("a");
  // The output holds a and what is not huntgen's, which has to live on all the while.
  project.write("generated/mine.txt", "mine");
  const started = performance.now();
  const withMine = await run("b");
  milliseconds = performance.now() - started;
  trees = { b: withMine, a: await run("a") };
  alone = b;
}, 60_000);

async function run(input: "a" | "b"): Promise<Record<string, string>> {
  const { status } = await project.run("generate", "--input", input);
  expect(status).toBe(0);
  return project.contents("generated");
}

function asides(kind: "new" | "old"): string[] {
  return readdirSync(project.dir).filter((name) => name.startsWith(`.generated.huntgen-${kind}-`));
}

/** Which tree stands; between two renames the old one may stand beside its place, whole. */
function standing(): string {
  const hasOutput = readdirSync(project.dir).includes("generated");
  const [place] = hasOutput ? ["generated"] : asides("old");
  const found = place === undefined ? {} : project.contents(place);
  const name = (["a", "b"] as const).find(
    (each) => JSON.stringify(found) === JSON.stringify(trees[each]),
  );
  return name ?? `neither: ${Object.keys(found).join(" ")}`;
}

/** Starts a run that would change everything and kills it at a moment. */
async function killAt(
  moment: (signal: AbortSignal, ownSuffix: string) => Promise<void>,
): Promise<void> {
  const input = standing() === "a" ? "b" : "a";
  const { process: child, outcome } = project.start({}, "generate", "--input", input);
  const over = new AbortController();
  const ended = moment(over.signal, `${child.pid}-`).catch(() => undefined);
  await Promise.race([ended, outcome]);
  over.abort();
  child.kill("SIGKILL");
  await outcome;
}

function seen(prefix: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    watch(project.dir, { signal }, (_, name) => {
      if (name?.startsWith(prefix) === true) resolve();
    });
  });
}

test("without being killed, a run gives one tree or the other, and keeps what is not its own", () => {
  expect(trees.b).toEqual({ ...alone, "mine.txt": "mine" });
  expect(trees.a).not.toEqual(trees.b);
  expect(trees.a["mine.txt"]).toBe("mine");
});

// Spread over the whole run, with a step that no two runs share.
const shares = Array.from({ length: 9 }, (_, index) => ((index * 0.618) % 1) * 1.1);

test.each(shares)("after %f of the time that a run takes", async (share) => {
  await killAt(async (signal) => wait(share * milliseconds, undefined, { signal }));
  expect(["a", "b"]).toContain(standing());
});

test.each(Array.from({ length: 3 }, (_, index) => index))(
  "while the new tree is being built, %i",
  async (index) => {
    await killAt(async (signal, ownSuffix) => {
      await seen(`.generated.huntgen-new-${ownSuffix}`, signal);
      await wait(index * 10, undefined, { signal });
    });
    expect(["a", "b"]).toContain(standing());
  },
);

test.each(Array.from({ length: 3 }, (_, index) => index))(
  "while the new tree takes the old one's place, %i",
  async () => {
    await killAt((signal, ownSuffix) => seen(`.generated.huntgen-old-${ownSuffix}`, signal));
    expect(["a", "b"]).toContain(standing());
  },
);

test("the next run mends what is left over", async () => {
  const input = standing() === "a" ? "b" : "a";
  expect(await run(input)).toEqual(trees[input]);
  expect(asides("new")).toEqual([]);
  expect(asides("old")).toEqual([]);
});
