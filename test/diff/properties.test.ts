// Checks what holds for every change: a schema equals itself, the changes turn the first schema
// into the second, and the changes back undo the changes there.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { compareAccepted, compareTypes } from "../../generator/diff/compare-column-types.ts";
import { compareSchemas } from "../../generator/diff/compare-schemas.ts";
import { findBump, gradeChange } from "../../generator/diff/grade-changes.ts";
import { changeKey, type SchemaChange } from "../../generator/diff/schema-change.ts";
import type { SchemaColumn, Schema } from "../../generator/model/schema.ts";
import { columnTypes, schemaPairs } from "./random-schemas.ts";

type Content = Map<string, readonly SchemaColumn[]>;

const contentOf = ({ tables }: Schema): Content =>
  new Map(tables.map(({ name, columns }) => [name, columns]));

/** Turns the first schema into the second by applying the changes only. */
function apply(before: Schema, changes: readonly SchemaChange[]): Content {
  const content = contentOf(before);
  const gone = new Set<string>();
  const renamed = new Map<string, readonly SchemaColumn[]>();
  for (const change of changes) {
    if (change.kind === "table-removed") gone.add(change.table);
    if (change.kind === "table-renamed") {
      renamed.set(change.table, content.get(change.from) ?? []);
      gone.add(change.from);
    }
  }
  for (const name of gone) content.delete(name);
  for (const [name, columns] of renamed) content.set(name, columns);
  for (const change of changes) {
    if (change.kind === "table-added") content.set(change.table, change.columns);
  }
  for (const [table, columns] of content) {
    const own = changes.filter((change) => change.table === table);
    content.set(table, applyToColumns(columns, own));
  }
  return content;
}

function applyToColumns(
  before: readonly SchemaColumn[],
  changes: readonly SchemaChange[],
): SchemaColumn[] {
  let columns = [...before];
  const inserted: { ordinal: number; column: SchemaColumn }[] = [];
  const replace = (name: string, make: (column: SchemaColumn) => SchemaColumn): void => {
    columns = columns.map((column) => (column.name === name ? make(column) : column));
  };
  const removed = new Set(changes.flatMap((c) => (c.kind === "column-removed" ? [c.column] : [])));
  columns = columns.filter(({ name }) => !removed.has(name));
  for (const change of changes) {
    if (change.kind === "column-renamed") {
      replace(change.from, (column) => ({ ...column, name: change.column }));
    } else if (change.kind === "column-retyped" || change.kind === "long-mode-changed") {
      replace(change.column, (column) => ({ ...column, ...change.to }));
    } else if (change.kind === "column-added") {
      const column = { name: change.column, ...change.type };
      inserted.push({ ordinal: change.ordinal, column });
    }
  }
  for (const change of changes) {
    if (change.kind !== "column-moved") continue;
    const column = columns.find(({ name }) => name === change.column);
    if (column === undefined) throw new Error(`nothing to move: ${change.column}`);
    columns = columns.filter((each) => each !== column);
    inserted.push({ ordinal: change.ordinal, column });
  }
  for (const { ordinal, column } of inserted.toSorted((a, b) => a.ordinal - b.ordinal)) {
    columns.splice(ordinal, 0, column);
  }
  return columns;
}

const plain = (content: Content): unknown =>
  [...content].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, columns]) => [name, columns]);

test("a schema has no changes from itself", () => {
  fc.assert(
    fc.property(schemaPairs, ([schema]) => {
      expect(compareSchemas(schema, structuredClone(schema), {})).toEqual([]);
    }),
    { seed: 1 },
  );
});

test("the changes turn the first schema into the second", () => {
  fc.assert(
    fc.property(schemaPairs, ([before, after]) => {
      const changes = compareSchemas(before, after, {});
      expect(plain(apply(before, changes))).toEqual(plain(contentOf(after)));
      expect(new Set(changes.map(changeKey)).size).toBe(changes.length);
    }),
    { numRuns: 3000, seed: 2 },
  );
});

function namesOf(changes: readonly SchemaChange[], kinds: readonly string[]): string[] {
  return changes.filter(({ kind }) => kinds.includes(kind)).map(({ table }) => table);
}

/**
 * Returns the names of tables that are new or renamed. Both count, since the way back may find
 * another name for a renamed table.
 */
function cameOf(changes: readonly SchemaChange[]): string[] {
  return namesOf(changes, ["table-added", "table-renamed"]).toSorted();
}

function goneOf(changes: readonly SchemaChange[]): string[] {
  const renamed = changes.flatMap((each) => (each.kind === "table-renamed" ? [each.from] : []));
  return [...namesOf(changes, ["table-removed"]), ...renamed].toSorted();
}

test("the change in one direction adds what the change back removes", () => {
  fc.assert(
    fc.property(schemaPairs, ([before, after]) => {
      const there = compareSchemas(before, after, {});
      const back = compareSchemas(after, before, {});
      expect([goneOf(there), goneOf(back)]).toEqual([cameOf(back), cameOf(there)]);
      const isBreaking = there
        .map(gradeChange)
        .some(({ types, stream }) => [types.grade, stream.grade].includes("breaking"));
      expect(back.length === 0).toBe(there.length === 0);
      expect(findBump(there.map(gradeChange)) === "major").toBe(isBreaking);
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test("the change in one direction widens what the change back narrows", () => {
  const inverse = { same: "same", narrower: "wider", wider: "narrower", other: "other" } as const;
  for (const from of columnTypes) {
    for (const to of columnTypes) {
      expect(compareTypes(to, from)).toBe(inverse[compareTypes(from, to)]);
      expect(compareAccepted(to, from)).toBe(inverse[compareAccepted(from, to)]);
    }
  }
});
