// Measures ways to do a job in rounds: each round runs every way once, in random order.

import type { Way } from "./way.ts";

export interface MeasuredWay extends Way {
  /** The build that does the job. */
  readonly build: "baseline" | "current" | "base";
}

export interface Ratio {
  readonly name: string;
  readonly build: string;
  /** The median CPU time, divided by that of the way it is compared with. */
  readonly ratio: number;
}

const [roundsToWarmUp, fewestRounds] = [3, 7];

export async function measure(
  ways: readonly MeasuredWay[],
  records: number,
  seconds: { readonly toWarmUp: number; readonly toMeasure: number },
): Promise<{ readonly microseconds: number; readonly ratios: readonly Ratio[] }> {
  await runRounds(ways, records, roundsToWarmUp, seconds.toWarmUp);
  const times = await runRounds(ways, records, fewestRounds, seconds.toMeasure);
  const timesOf = (name: string | undefined, build: string) =>
    times[ways.findIndex((way) => way.name === name && way.build === build)];
  const ratio = (above: readonly number[], below: readonly number[]) =>
    median(above.map((time, round) => time / (below[round] ?? Number.NaN)));

  const ratios = ways.flatMap(({ name, comparedWith, build }, index): Ratio[] => {
    const above = times[index] ?? [];
    const below = timesOf(comparedWith, build) ?? timesOf(comparedWith, "baseline");
    if (below === undefined) return [];
    const base = build === "current" ? timesOf(name, "base") : undefined;
    return [
      { name, build, ratio: ratio(above, below) },
      ...(base === undefined
        ? []
        : [{ name, build: "current to base", ratio: ratio(above, base) }]),
    ];
  });
  return { microseconds: median(times[0] ?? []) / records, ratios };
}

/** Returns the times of each way, in microseconds, round by round. */
async function runRounds(
  ways: readonly MeasuredWay[],
  records: number,
  fewest: number,
  seconds: number,
): Promise<readonly (readonly number[])[]> {
  const times = ways.map((): number[] => []);
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < fewest || performance.now() < end; round++) {
    const order = ways.map((way, index) => ({ way, index, key: Math.random() }));
    // The random order keeps the garbage of one way from always being collected during the same
    // next one.
    for (const { way, index } of order.toSorted((a, b) => a.key - b.key)) {
      times[index]?.push(await run(way, records));
    }
  }
  return times;
}

/**
 * Runs a way once. CPU time, unlike elapsed time, does not grow when other programs use the
 * machine.
 */
async function run({ name, build, expected, prepare, read }: MeasuredWay, records: number) {
  prepare?.();
  const started = process.cpuUsage();
  const count = await read();
  const { user, system } = process.cpuUsage(started);
  if (count !== (expected ?? records)) {
    throw new Error(`${name} (${build}): expected ${expected ?? records} records, got ${count}`);
  }
  return user + system;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
