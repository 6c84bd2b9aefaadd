// Runs cases one after another until a reader differs from the reference, and shrinks that case.

import { compareCase, type Difference } from "./compare.ts";
import { drawCase, type FuzzCase } from "./fuzz-case.ts";
import type { Reader } from "./reader.ts";
import { shrink } from "./shrink.ts";

export interface FuzzPlan {
  readonly seed: number;
  /** The number of the first case, from 0. */
  readonly first: number;
  readonly count: number;
  /** The latest time to stop. */
  readonly seconds?: number;
  /** Called every few seconds with the number of cases so far. */
  readonly onProgress?: (ran: number) => void;
}

export interface Finding {
  readonly original: FuzzCase;
  readonly shrunk: FuzzCase;
  readonly difference: Difference;
}

export interface FuzzResult {
  readonly ran: number;
  readonly finding?: Finding;
}

const progressInterval = 5000;

export async function fuzz(readers: readonly Reader[], plan: FuzzPlan): Promise<FuzzResult> {
  const start = Date.now();
  const deadline = start + (plan.seconds ?? Infinity) * 1000;
  let nextProgress = start + progressInterval;
  let ran = 0;
  while (ran < plan.count) {
    const fuzzCase = drawCase(plan.seed, plan.first + ran);
    ran += 1;
    const difference = await compareCase(readers, fuzzCase);
    if (difference !== undefined) {
      return { ran, finding: await shrinkCase(readers, fuzzCase, difference) };
    }
    const now = Date.now();
    if (now > deadline) break;
    if (now < nextProgress) continue;
    nextProgress = now + progressInterval;
    plan.onProgress?.(ran);
  }
  return { ran };
}

/** Shrinks options and body as long as the same reader differs in the same way. */
async function shrinkCase(
  readers: readonly Reader[],
  original: FuzzCase,
  first: Difference,
): Promise<Finding> {
  const suspects = readers.filter(({ name }) => name === first.reader);
  let [best, difference] = [original, first];

  async function attempt(candidate: FuzzCase): Promise<boolean> {
    const found = await compareCase(suspects, candidate);
    if (found === undefined || !isSameKind(found, first)) return false;
    [best, difference] = [candidate, found];
    return true;
  }

  for (const simpler of simplifications) await attempt({ ...best, ...simpler(best) });
  await shrink(best.body, (body) => attempt({ ...best, body }));
  for (const simpler of simplifications) await attempt({ ...best, ...simpler(best) });
  return { original, shrunk: best, difference };
}

function isSameKind(a: Difference, b: Difference): boolean {
  return a.expected.kind === b.expected.kind && a.actual.kind === b.actual.kind;
}

/** Changes that simplify a case for its reader. */
const simplifications: readonly ((fuzzCase: FuzzCase) => Partial<FuzzCase>)[] = [
  () => ({ disturbed: false }),
  () => ({ bytesStyle: "bytes" }),
  ({ source }) => ({ source: { ...source, reusesBuffer: false, isAsync: false } }),
  ({ source }) => ({ source: { ...source, chunks: "whole" } }),
  ({ options: { tables, columns, drift: _drift, ...rest } }) => ({
    options: { ...rest, ...(tables && { tables }), ...(columns && { columns }), drift: false },
  }),
  ({ options: { tables: _tables, ...options } }) => ({ options }),
  ({ options: { columns: _columns, ...options } }) => ({ options }),
  ({ options: { unknownColumns: _unknownColumns, ...options } }) => ({ options }),
  ({ options: { lineLimit: _lineLimit, ...options } }) => ({ options }),
  ({ options: { batchSize: _batchSize, ...options } }) => ({ options }),
  ({ options }) => ({ options: { ...options, tables: [] } }),
];
