// Generates code of random names: `npm run fuzz -- names --count 100000 --seed 1`. Names are
// checked in batches, since a compiler takes as long for one name as for thousands.

import { parseArgs } from "node:util";
import { random } from "../../support/random-rows.ts";
import { integer, sharedFlags, stopwatch } from "../flags.ts";
import { type DrawnRow, drawTables } from "./draw-names.ts";
import { judgeNames } from "./judge-names.ts";

const namesOfBatch = 5000;

interface NameFinding {
  readonly batch: number;
  readonly what: string;
  /** The fewest rows that still have the same problem. */
  readonly rows: readonly DrawnRow[];
}

export interface NamesResult {
  readonly accepted: number;
  readonly refused: number;
  readonly finding?: NameFinding;
}

/** Checks at least this many names. */
export async function judgeRandomNames(
  plan: { readonly seed: number; readonly first: number; readonly count: number },
  onProgress?: (judged: number) => void,
): Promise<NamesResult> {
  let [accepted, refused] = [0, 0];
  for (let batch = plan.first; accepted + refused < plan.count; batch++) {
    const rows = drawTables(random(plan.seed * 1_000_003 + batch), namesOfBatch);
    const verdict = await judgeNames(rows);
    accepted += verdict.accepted;
    refused += verdict.refused;
    if (verdict.finding !== undefined) {
      return {
        accepted,
        refused,
        finding: { batch, ...(await shrinkRows(rows, verdict.finding)) },
      };
    }
    onProgress?.(accepted + refused);
  }
  return { accepted, refused };
}

/** Drops parts of the rows as long as the same problem remains. */
async function shrinkRows(
  rows: readonly DrawnRow[],
  what: string,
): Promise<{ what: string; rows: readonly DrawnRow[] }> {
  let [best, finding] = [rows, what];
  for (let size = Math.ceil(rows.length / 2); ; size = Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && best.length > 1;) {
      const fewer = [...best.slice(0, at), ...best.slice(at + size)];
      const found = (await judgeNames(fewer)).finding;
      if (found === undefined || kindOf(found) !== kindOf(what)) at += size;
      else [best, finding] = [fewer, found];
    }
    if (size === 1) return { what: finding, rows: best };
  }
}

function kindOf(finding: string): string {
  return finding.slice(0, 20);
}

/** Runs the fuzzer; returns whether it found nothing. */
export async function fuzzNames(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: sharedFlags });
  const seed = integer("seed", values.seed);
  const rate = stopwatch("names");
  const plan = {
    seed,
    first: integer("first", values.first),
    count: integer("count", values.count),
  };
  const { accepted, refused, finding } = await judgeRandomNames(plan, (judged) =>
    process.stderr.write(`${rate(judged)}\n`),
  );
  if (finding === undefined) {
    const summary = `${accepted} names compile, ${refused} are refused with a code and a line`;
    process.stdout.write(`${summary}: ${rate(accepted + refused)} (seed ${seed}).\n`);
    return true;
  }
  const rerun = `names --seed ${seed} --first ${finding.batch} --count 1`;
  process.stdout.write(`${finding.what}\n${JSON.stringify(finding.rows)}\nRun again: ${rerun}\n`);
  return false;
}
