// Draws the options of a call: tables and columns chosen or not, unknown columns, drift, batch size.

import type { Random } from "../../support/random-rows.ts";
import type { TableSet } from "./fuzz-tables.ts";

export type Call = "parseMessage" | "parseLines" | "forwardMessage" | "forwardLines";

/** The longest line that is read, as the longest line of the body plus this many bytes. */
type LineLimit = -1 | 0 | 1 | 20;

export interface DrawnOptions {
  readonly tables?: readonly string[];
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly unknownColumns?: "accept" | "reject";
  readonly batchSize?: number;
  readonly lineLimit?: LineLimit;
  /** Whether there is a drift collector. */
  readonly drift: boolean;
}

export function drawOptions(random: Random, set: TableSet, call: Call): DrawnOptions {
  const { below, chance, pick } = random;
  const chosen = below(10);
  const tables = chosen >= 3 && chosen < 8 ? someTables(random, set) : undefined;
  const columns = chosen >= 6 ? someColumns(random, set) : undefined;
  return {
    ...(tables === undefined ? {} : { tables }),
    ...(columns === undefined ? {} : { columns }),
    ...(chance(0.2) ? { unknownColumns: pick(["accept", "reject", "reject"]) } : {}),
    ...(isOfLines(call) && chance(0.7) ? { batchSize: 1 + below(5) } : {}),
    ...(isOfLines(call) && chance(0.4) ? { lineLimit: pick<LineLimit>([-1, 0, 0, 1, 20]) } : {}),
    drift: chance(0.25),
  };
}

export function isOfLines(call: Call): boolean {
  return call === "parseLines" || call === "forwardLines";
}

function someTables(random: Random, { schema }: TableSet): string[] {
  const { below, pick } = random;
  return Array.from({ length: below(schema.length + 1) }, () => pick(schema).name);
}

function someColumns(random: Random, { schema }: TableSet): Record<string, readonly string[]> {
  const { below, chance, pick } = random;
  const tables = Array.from({ length: 1 + below(schema.length) }, () => pick(schema));
  return Object.fromEntries(
    tables.map(({ name, columns }) => {
      const names = columns.map((column) => column.name);
      if (chance(0.1)) return [name, names];
      if (chance(0.5)) return [name, names.filter(() => chance(0.5))];
      return [name, Array.from({ length: below(6) }, () => pick(names))];
    }),
  );
}
