// Drafts a message as Defender writes it: known tables, valid rows, no white space.

import type { SchemaColumn, SchemaTable } from "../../../generator/model/schema.ts";
import type { Random } from "../../support/random-rows.ts";
import type { TableSet } from "./fuzz-tables.ts";
import {
  insertMember,
  type ListTree,
  type Member,
  noSpace,
  type ObjectTree,
  type Spacing,
} from "./json-tree.ts";
import { quote } from "./string-texts.ts";
import { plainValue } from "./value-texts.ts";

export interface RecordDraft {
  readonly table: SchemaTable;
  readonly record: ObjectTree;
  readonly row: ObjectTree;
}

/** A message before it is printed. Oddities modify this object. */
export interface Draft {
  readonly set: TableSet;
  readonly message: ObjectTree;
  readonly list: ListTree;
  /** The records in the list, with the table of each. */
  readonly records: readonly RecordDraft[];
  space: Spacing;
  before: string;
  after: string;
  /** Printed instead of the message. */
  instead?: string;
}

export function draftMessage(random: Random, set: TableSet): Draft {
  const { below, chance, pick } = random;
  // Most messages contain records of few tables.
  const tables = Array.from({ length: 1 + below(3) }, () => pick(set.schema));
  const records = Array.from({ length: chance(0.1) ? 1 : 2 + below(3) }, () =>
    draftRecord(random, pick(tables)),
  );
  const list: ListTree = { items: records.map(({ record }) => record) };
  const message: ObjectTree = { members: [{ key: '"records"', value: list }] };
  if (chance(0.1))
    insertMember(random, message, { key: '"version"', value: pick(['"1"', "1", "[]"]) });
  return { set, message, list, records, space: noSpace, before: "", after: "" };
}

export function draftRecord(random: Random, table: SchemaTable): RecordDraft {
  const row = draftRow(random, table);
  const members: Member[] = [
    { key: '"time"', value: '"2026-03-05T04:14:21.4185296Z"' },
    { key: '"tenantId"', value: '"682b96ab-25e6-58dd-72a4-a92066e851a1"' },
    { key: '"operationName"', value: '"Publish"' },
    { key: '"category"', value: quote(`AdvancedHunting-${table.name}`) },
    { key: '"properties"', value: row },
    { key: '"Tenant"', value: '"DefaultTenant"' },
  ];
  // Most records omit some of the members that do not matter, which keeps texts short.
  const keepsAll = random.chance(0.3);
  const needed = new Set(['"category"', '"properties"']);
  const kept = members.filter(({ key }) => keepsAll || needed.has(key) || random.chance(0.3));
  return { table, record: { members: kept }, row };
}

function draftRow(random: Random, table: SchemaTable): ObjectTree {
  return {
    members: someColumns(random, table).map((column) => ({
      key: quote(column.name),
      value: plainValue(random, column),
    })),
  };
}

/**
 * Picks columns in the order of the table: a range or a sample of them, seldom all of a long table.
 */
function someColumns({ below, chance }: Random, { columns }: SchemaTable): readonly SchemaColumn[] {
  if (columns.length < 16 ? chance(0.3) : chance(0.01)) return columns;
  const first = below(columns.length);
  if (chance(0.3)) return columns.slice(first, first + 1 + below(6));
  const share = 4 / Math.max(columns.length, 4);
  return columns.filter(() => chance(share));
}
