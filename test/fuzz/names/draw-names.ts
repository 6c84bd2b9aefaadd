// Draws tables with any names, and with any names of columns.

import type { Random } from "../../support/random-rows.ts";
import { fileNames, odd, ours, pieces, plain, words } from "./name-parts.ts";

/** A row of an export: a column of a table. */
export interface DrawnRow {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

const types = ["string", "long", "datetime", "dynamic", "int", "bool", "real", "guid", "decimal"];

/** Draws tables that have this many names in all, including those of their columns. */
export function drawTables(random: Random, count: number): DrawnRow[] {
  const rows: DrawnRow[] = [];
  const tables = new Set<string>();
  let names = 0;
  while (names < count) {
    const table = drawTableName(random, tables.size);
    if (tables.has(table)) continue;
    tables.add(table);
    names += 1;
    const columns = new Set<string>();
    const width = 1 + random.below(60);
    while (columns.size < width && names < count + width) {
      const column = drawName(random);
      if (columns.has(column)) continue;
      columns.add(column);
      names += 1;
      rows.push({ table, column, type: random.pick(types) });
    }
  }
  return rows;
}

/**
 * Most names have a number in them: without it, names without an ASCII letter would have the same
 * file.
 */
function drawTableName(random: Random, index: number): string {
  if (random.chance(0.3)) return random.pick([...words, ...ours, ...fileNames]);
  const name = drawName(random);
  return random.chance(0.8) ? `${name}${index}` : name;
}

function drawName(random: Random): string {
  if (random.chance(0.15)) return random.pick([...words, ...ours, ...fileNames]);
  if (random.chance(0.0005)) return drawParts(random, 20).repeat(500).slice(0, 10_000);
  const name = drawParts(random, 1 + random.below(5));
  return random.chance(0.05) ? changeCase(random, name) : name;
}

function drawParts(random: Random, count: number): string {
  const kinds = [plain, words, pieces, odd, pieces, odd, fileNames];
  let name = "";
  while (name === "" || count-- > 0) {
    name += random.chance(0.05)
      ? String.fromCodePoint(random.below(0x110000))
      : random.pick(random.pick(kinds));
  }
  return name;
}

function changeCase(random: Random, name: string): string {
  const change = random.pick([
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
    (text: string) => text.normalize("NFC"),
    (text: string) => text.normalize("NFD"),
  ]);
  return change(name) || name;
}
