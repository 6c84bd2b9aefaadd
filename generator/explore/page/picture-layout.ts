// Calculates the positions of the picture: tables at both sides, in groups, and the keys between them.

import { compare } from "../../problems.ts";
import type { CatalogTable } from "./catalog.ts";
import { groupTables } from "./table-groups.ts";
import type { PivotKey } from "./pivot-keys.ts";

/** More tables or keys than this are left out, since the lines could not be told apart. */
const mostTables = 160;
const mostKeys = 60;

const rowHeight = 19;
const groupGap = 13;
const top = 20;

export const pictureWidth = 1120;
const sides = { left: 336, right: 784 } as const;
const middle = 560;

export interface Picture {
  readonly height: number;
  readonly tables: readonly PlacedTable[];
  readonly keys: readonly PlacedKey[];
  readonly lines: readonly Line[];
  /** Tables with a key that do not fit, and keys that do not fit. */
  readonly hiddenTables: number;
  readonly hiddenKeys: number;
}

interface PlacedTable {
  readonly table: CatalogTable;
  readonly side: "left" | "right";
  readonly x: number;
  readonly y: number;
}

interface PlacedKey {
  readonly key: PivotKey;
  readonly x: number;
  readonly y: number;
}

interface Line {
  readonly table: string;
  readonly key: string;
  /** The data of an SVG path. */
  readonly path: string;
}

export function layOut(allKeys: readonly PivotKey[]): Picture {
  const keys = allKeys.slice(0, mostKeys);
  const connected = [...new Set(keys.flatMap((key) => [...key.tables.keys()]))].toSorted((a, b) =>
    compare(a.name, b.name),
  );
  const shown = connected.slice(0, mostTables);
  const tables = placeTables(shown, keys.length * rowHeight + 2 * top);
  const yOf = new Map(tables.map(({ table, y }) => [table, y]));
  const bottom = Math.max(0, ...tables.map(({ y }) => y));
  const placedKeys = placeKeys(keys, yOf, bottom);
  const lines = placedKeys.flatMap(({ key, y }) =>
    tables
      .filter(({ table }) => key.tables.has(table))
      .map((placed): Line => {
        return { table: placed.table.name, key: key.name, path: curve(placed, y, key.name.length) };
      }),
  );
  return {
    height: Math.max(bottom, ...placedKeys.map(({ y }) => y)) + top,
    tables,
    keys: placedKeys,
    lines,
    hiddenTables: connected.length - shown.length,
    hiddenKeys: allKeys.length - keys.length,
  };
}

/**
 * Fills the left side with whole groups up to half of the tables, then the right side. Both are
 * stretched to `height`.
 */
function placeTables(shown: readonly CatalogTable[], height: number): readonly PlacedTable[] {
  const placed: PlacedTable[] = [];
  const bottoms = { left: top, right: top };
  let count = 0;
  // The largest groups go left, so that the two sides are about as long as each other.
  const bySize = groupTables(shown).toSorted((a, b) => b.tables.length - a.tables.length);
  for (const { tables } of bySize) {
    const side = count + tables.length / 2 <= shown.length / 2 ? "left" : "right";
    if (side === "left") count += tables.length;
    for (const table of tables) {
      placed.push({ table, side, x: sides[side], y: bottoms[side] });
      bottoms[side] += rowHeight;
    }
    bottoms[side] += groupGap;
  }
  return placed.map((each) => {
    const length = bottoms[each.side] - groupGap - rowHeight - top;
    const stretch = length <= 0 ? 1 : Math.max(1, (height - 2 * top) / length);
    return { ...each, y: top + (each.y - top) * stretch };
  });
}

/** Puts each key at the average height of its tables, and as far apart as the height allows. */
function placeKeys(
  keys: readonly PivotKey[],
  yOf: ReadonlyMap<CatalogTable, number>,
  bottom: number,
): readonly PlacedKey[] {
  const wanted = keys
    .map((key) => {
      const heights = [...key.tables.keys()].flatMap((table) => yOf.get(table) ?? []);
      const sum = heights.reduce((total, y) => total + y, 0);
      return { key, y: heights.length === 0 ? top : sum / heights.length };
    })
    .toSorted((a, b) => a.y - b.y || compare(a.key.name, b.key.name));
  const gap = Math.max(rowHeight, (bottom - top) / Math.max(1, wanted.length - 1));
  return wanted.map(({ key }, index) => ({ key, x: middle, y: top + index * gap }));
}

/** A line from the inner end of a table's name to the edge of a key's label. */
function curve({ side, x, y }: PlacedTable, keyY: number, keyLength: number): string {
  const direction = side === "left" ? 1 : -1;
  const start = x + direction * 10;
  const end = middle - direction * (keyLength * 3.6 + 14);
  const bend = (start + end) / 2;
  return `M${round(start)} ${round(y)}C${round(bend)} ${round(y)} ${round(bend)} ${round(keyY)} ${round(end)} ${round(keyY)}`;
}

function round(position: number): number {
  return Math.round(position * 10) / 10;
}
