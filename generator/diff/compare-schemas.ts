// Finds the changes between two schemas. Compares models, never text.

import { matchColumns } from "../model/match-columns.ts";
import type { SchemaColumn, Schema, SchemaTable } from "../model/schema.ts";
import { compare } from "../problems.ts";
import { findColumnRenames, findTableRenames, type Renames } from "./find-renames.ts";
import { findReplacedInPlace } from "./find-replaced-in-place.ts";
import type { SchemaChange } from "./schema-change.ts";

/** Finds every change, sorted by table name. Removed tables are sorted among the others. */
export function compareSchemas(before: Schema, after: Schema, renames: Renames): SchemaChange[] {
  const [old, current] = [byName(before.tables), byName(after.tables)];
  const removed = before.tables.filter(({ name }) => !current.has(name));
  const added = after.tables.filter(({ name }) => !old.has(name));
  const renamed = findTableRenames(removed, added, renames);
  const gone = new Set(renamed.map(({ from }) => from.name));
  const came = new Map(renamed.map((rename) => [rename.to.name, rename]));
  const changes: (readonly SchemaChange[])[] = [];
  const names = [...new Set([...old.keys(), ...current.keys()])].toSorted(compare);
  for (const name of names) {
    const rename = came.get(name);
    const from = rename?.from ?? old.get(name);
    const to = current.get(name);
    if (to === undefined) {
      if (!gone.has(name)) changes.push([{ kind: "table-removed", table: name }]);
    } else if (from === undefined) {
      changes.push([{ kind: "table-added", table: name, columns: to.columns }]);
    } else {
      if (rename !== undefined) {
        const { certainty } = rename;
        changes.push([{ kind: "table-renamed", table: name, from: from.name, certainty }]);
      }
      changes.push(compareTables(from, to, renames));
    }
  }
  return changes.flat();
}

function compareTables(before: SchemaTable, after: SchemaTable, renames: Renames): SchemaChange[] {
  const table = after.name;
  const matched = matchColumns(before.columns, after.columns);
  const { removed, added } = matched;
  const alike = findColumnRenames(before.name, after.name, removed, added, renames);
  const renamed = [...alike, ...findReplacedInPlace(before, after, alike, renames)];
  const fromNames = new Map(renamed.map((rename) => [rename.to.name, rename]));
  const toNames = new Map(renamed.map((rename) => [rename.from.name, rename.to.name]));
  const changes: SchemaChange[] = [];
  for (const { name, type, long } of removed) {
    if (!toNames.has(name)) {
      changes.push({ kind: "column-removed", table, column: name, type: { type, long } });
    }
  }
  const kept = before.columns
    .map(({ name }) => toNames.get(name) ?? name)
    .filter((name) => matched.after.has(name));
  const moved = findMoved(kept, after.columns);
  for (const [ordinal, { name, type, long }] of after.columns.entries()) {
    const rename = fromNames.get(name);
    const from = rename?.from ?? matched.before.get(name);
    const to = { type, long };
    if (from === undefined) {
      changes.push({ kind: "column-added", table, column: name, type: to, ordinal });
      continue;
    }
    if (rename !== undefined) {
      const { certainty } = rename;
      changes.push({ kind: "column-renamed", table, column: name, from: from.name, certainty });
    }
    const typeBefore = { type: from.type, long: from.long };
    if (from.type !== type) {
      changes.push({ kind: "column-retyped", table, column: name, from: typeBefore, to });
    } else if (from.long !== long) {
      changes.push({ kind: "long-mode-changed", table, column: name, from: typeBefore, to });
    }
    if (moved.has(name)) changes.push({ kind: "column-moved", table, column: name, ordinal });
  }
  return changes;
}

/** Finds the smallest set of moved columns: all columns outside of the longest run that keeps its order. */
function findMoved(kept: readonly string[], after: readonly SchemaColumn[]): ReadonlySet<string> {
  const positions = new Map(kept.map((name, index) => [name, index]));
  const sequence = after.flatMap(({ name }) => positions.get(name) ?? []);
  // For each length, the run that ends earliest; `previous` links each position to the one before it.
  const ends: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const position of sequence) {
    const length = countSmaller(ends, position);
    previous.set(position, ends[length - 1]);
    ends[length] = position;
  }
  const moved = new Set(kept);
  for (let last = ends.at(-1); last !== undefined; last = previous.get(last)) {
    moved.delete(kept[last] ?? "");
  }
  return moved;
}

/** Counts the numbers that are smaller than `number`, by binary search. */
function countSmaller(ascending: readonly number[], number: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byName<Named extends { readonly name: string }>(
  named: readonly Named[],
): ReadonlyMap<string, Named> {
  return new Map(named.map((each) => [each.name, each]));
}
