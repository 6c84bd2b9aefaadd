// Measures one scenario of checks and prints a `ScenarioReport`. Each scenario has its own process,
// so that it is not affected by what V8 learned from another one.

import type { ScenarioReport } from "./checks.ts";
import { type Contender, contenders } from "./peers.ts";
import {
  type HuntingTable,
  isFresh,
  makeMessages,
  recordsPerMessage,
  type Scenario,
  scenarios,
  tablesOf,
} from "./rows.ts";

const secondsPerScenario = 7;
const warmUpMessages = 8;
const warmUpRows = 2500;

interface Message {
  readonly records: readonly { readonly category: string; readonly properties: unknown }[];
}

interface Entry {
  readonly name: string;
  readonly checks: ReadonlyMap<string, (row: unknown) => boolean>;
  /** The milliseconds of each round. */
  readonly times: number[];
}

const defender: string = "@huntgen/defender";
const exported: Readonly<Record<string, unknown>> = await import(defender);
const scenario = Object.keys(scenarios).find((name) => name === process.argv[2]);
if (scenario === undefined) throw new Error(`no scenario ${process.argv[2]}`);
process.stdout.write(JSON.stringify(measure(scenario as Scenario)));

function measure(name: Scenario): ScenarioReport {
  const tables = tablesOf(name, Object.values(exported).filter(isTable));
  const texts = makeMessages(name, tables);
  const entries = contenders.map((contender) => prepare(contender, tables));
  const shares = isFresh(name) ? entries.length : 1;
  const records = (texts.length / shares) * recordsPerMessage;
  const accepted = name === "allWrong" ? 0 : records;
  warmUp(entries, texts.slice(0, warmUpMessages), tables.length);

  const parsing: number[] = [];
  const end = performance.now() + secondsPerScenario * 1000;
  for (let round = 0; round < 5 || performance.now() < end; round++) {
    let parsed = 0;
    // A different contender begins each round, because the first one collects the garbage of the
    // last one.
    for (const [turn] of entries.entries()) {
      const entry = entries[(turn + round) % entries.length];
      if (entry === undefined) continue;
      const time = runOnce(
        entry,
        texts.filter((_, index) => index % shares === turn % shares),
      );
      if (time.accepted !== accepted) {
        throw new Error(
          `${entry.name} accepts ${time.accepted} of ${records} rows, not ${accepted}`,
        );
      }
      parsed += time.parsing;
      entry.times.push(time.checking);
    }
    parsing.push(parsed / entries.length);
  }
  return {
    microsecondsToParse: (median(parsing) / records) * 1000,
    shares: entries.map((entry) => ({
      name: entry.name,
      share: median(entry.times.map((time, round) => time / (parsing[round] ?? time))),
    })),
  };
}

function prepare({ name, make }: Contender, tables: readonly HuntingTable[]): Entry {
  return { name, checks: new Map(tables.map((table) => [table.category, make(table)])), times: [] };
}

/** Checks enough rows that V8 compiles every check. */
function warmUp(entries: readonly Entry[], texts: readonly string[], tables: number): void {
  const rounds = Math.ceil((warmUpRows * tables) / (texts.length * recordsPerMessage));
  const messages = texts.map(parse);
  for (let round = 0; round < rounds; round++) {
    for (const { checks } of entries) {
      for (const { records } of messages) {
        for (const { category, properties } of records) checks.get(category)?.(properties);
      }
    }
  }
}

/** Parses every message and checks its rows once. Only the time of the checks is counted. */
function runOnce(
  { checks }: Entry,
  texts: readonly string[],
): { readonly parsing: number; readonly checking: number; readonly accepted: number } {
  let parsing = 0;
  let checking = 0;
  let accepted = 0;
  for (const text of texts) {
    const start = performance.now();
    const { records } = parse(text);
    const parsed = performance.now();
    parsing += parsed - start;
    const found = records.map(({ category }) => checks.get(category) ?? (() => false));
    const begin = performance.now();
    for (let index = 0; index < records.length; index++) {
      if (found[index]?.(records[index]?.properties) === true) accepted++;
    }
    checking += performance.now() - begin;
  }
  return { parsing, checking, accepted };
}

function parse(text: string): Message {
  return JSON.parse(text) as Message;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function isTable(value: unknown): value is HuntingTable {
  return typeof value === "object" && value !== null && "category" in value && "is" in value;
}
