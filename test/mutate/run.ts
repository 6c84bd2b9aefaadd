// Plants faults in the sources, one at a time, and reports those that no test finds:
// `npm run mutate -- diff model --sample 50 --seed 1`.

import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Area, areas } from "./areas.ts";
import { equivalentMutants, isSame } from "./equivalent-mutants.ts";
import { findMutants, type Mutant } from "./find-mutants.ts";
import { createRunner, type Verdict } from "./run-mutant.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** How many mutants to try, drawn from all of them; 0 for all. */
    sample: { type: "string", default: "50" },
    seed: { type: "string", default: "1" },
    /** Stops after this many minutes. */
    minutes: { type: "string", default: "0" },
    /** How long the tests of one mutant may take. A longer run counts as found. */
    seconds: { type: "string", default: "180" },
    /** The share of mutants that must be found, in percent. */
    minimum: { type: "string", default: "0" },
    /** Skips the tests that run the built program. */
    fast: { type: "boolean", default: false },
  },
});

function integer(name: "sample" | "seed" | "minutes" | "seconds" | "minimum"): number {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`--${name}: expected an integer of at least 0, got "${values[name]}"`);
}

const chosen = positionals.length === 0 ? areas.map(({ folder }) => folder) : positionals;
const drawn = draw(chosen.flatMap(mutantsOf), integer("sample"), integer("seed"));
const end = integer("minutes") === 0 ? Infinity : performance.now() + integer("minutes") * 60_000;
const counts: Record<Verdict, number> = { found: 0, "timed out": 0, survived: 0, equivalent: 0 };
const runner = createRunner({ seconds: integer("seconds"), fast: values.fast });
let tried = 0;
try {
  for (const area of new Set(drawn.map((each) => each.area))) {
    const file = drawn.find((each) => each.area === area)?.mutant.file ?? "";
    if (await runner.passes(area, file)) continue;
    throw new Error(`the tests of ${area.name} fail, or take too long, without a mutant`);
  }
  for (const { mutant, area } of drawn) {
    if (performance.now() > end) break;
    const verdict = isEquivalent(mutant) ? "equivalent" : await runner.run(mutant, area);
    tried += 1;
    counts[verdict] += 1;
    if (verdict === "survived") process.stdout.write(`${describe(mutant)}\n`);
    process.stderr.write(`${tried} of ${drawn.length}: ${verdict}: ${describe(mutant)}\n`);
  }
} finally {
  runner.close();
}
const judged = tried - counts.equivalent;
const found = counts.found + counts["timed out"];
const share = judged === 0 ? 100 : (100 * found) / judged;
process.stdout.write(
  `${found} of ${judged} mutants were found (${share.toFixed(1)} %), ${counts["timed out"]} by the time limit; ${counts.survived} survived. ` +
    `${counts.equivalent} are known to change nothing. ${tried} of a sample of ${drawn.length} were tried (seed ${values.seed}).\n`,
);
process.exitCode = share < integer("minimum") ? 1 : 0;

function areaOf(name: string): Area {
  const area = areas.find((each) => each.name === name || `${name}/`.startsWith(`${each.folder}/`));
  if (area !== undefined) return area;
  throw new Error(`unknown folder "${name}"; one of: ${areas.map((each) => each.name).join(", ")}`);
}

interface MutantOfArea {
  readonly mutant: Mutant;
  readonly area: Area;
}

/** Lists the mutants of a folder, by its short name or its path, or of one file. */
function mutantsOf(name: string): MutantOfArea[] {
  const area = areaOf(name);
  return readdirSync(area.folder, { recursive: true, encoding: "utf8" })
    .toSorted()
    .map((file) => `${area.folder}/${file}`)
    .filter((file) => file.endsWith(".ts") && !file.endsWith("scanner-code.ts"))
    .filter((file) => name === area.name || `${file}/`.startsWith(`${name.replace(/\/$/, "")}/`))
    .flatMap((file) => findMutants(file, readFileSync(file, "utf8")))
    .map((mutant) => ({ mutant, area }));
}

/** Draws the same sample for the same seed and the same sources. */
function draw<Each>(all: readonly Each[], count: number, seed: number): Each[] {
  let state = seed >>> 0;
  const keyed = all.map((each) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { each, key: Math.imul(state ^ (state >>> 15), 2_246_822_519) >>> 0 };
  });
  const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ each }) => each);
  return count === 0 ? shuffled : shuffled.slice(0, count);
}

function isEquivalent(mutant: Mutant): boolean {
  return equivalentMutants.some((each) => isSame(each, mutant));
}

function describe({ file, line, from, to }: Mutant): string {
  return `${file}:${line}: ${shown(from)} -> ${shown(to)}`;
}

function shown(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
