// Pairs removed tables and columns with added ones: first by the configuration, then by Microsoft's known
// renames, then by similarity. The work is linear in the number of columns.

import { distance } from "fastest-levenshtein";
import type { SchemaColumn, SchemaTable } from "../model/schema.ts";
import { compare } from "../problems.ts";
import { knownTableRenames } from "../model/known-renames.ts";

/** Confirmed renames: `OldTable` to `NewTable`, `Table.OldColumn` to `Table.NewColumn`. */
export type Renames = Readonly<Record<string, string>>;

/**
 * How sure a rename is: the configuration confirms it, the names or columns are alike, or only the type and
 * the position are the same.
 */
export type Certainty = "confirmed" | "likely" | "possible";

export interface Rename<Named> {
  readonly from: Named;
  readonly to: Named;
  readonly certainty: Certainty;
}

interface Candidate<Named> extends Rename<Named> {
  readonly sureness: number;
}

/** The least similarity, from 0 to 1, of two tables or names that count as renamed. */
const [likeTables, likeNames] = [0.7, 0.7];

/**
 * The most comparisons by similarity for each column. More are only needed if hundreds of columns were
 * removed and hundreds added, and then similarity proves nothing.
 */
const mostComparisons = 100;

/**
 * Longer names are not compared. Kusto's own limit is longer, but no name in a hunting table is half
 * this long.
 */
const longestLikeName = 200;

/** Pairs removed tables with added tables. */
export function findTableRenames(
  removed: readonly SchemaTable[],
  added: readonly SchemaTable[],
  renames: Renames,
): Rename<SchemaTable>[] {
  const { confirmed, open } = findConfirmed(removed, added, {
    confirmedName: ({ name }) => ownValue(renames, name),
    nameOf: ({ name }) => name,
  });
  const known = new Map(knownTableRenames);
  const addedByName = new Map(added.map((table) => [table.name, table]));
  const ofMicrosoft = open.flatMap((from): Candidate<SchemaTable>[] => {
    const to = addedByName.get(known.get(from.name) ?? "");
    return to === undefined ? [] : [{ from, to, certainty: "likely", sureness: 1 }];
  });
  return choose([...confirmed, ...ofMicrosoft, ...findLikeTables(open, added)]);
}

/** Pairs the removed columns of a table with its added columns. */
export function findColumnRenames(
  oldTable: string,
  table: string,
  removed: readonly SchemaColumn[],
  added: readonly SchemaColumn[],
  renames: Renames,
): Rename<SchemaColumn>[] {
  const { confirmed, open } = findConfirmed(removed, added, {
    confirmedName: ({ name }) => confirmedColumnName(oldTable, table, name, renames),
    nameOf: ({ name }) => `${table}.${name}`,
  });
  const chosen = choose(confirmed);
  // Each method gets only the columns that the more reliable methods have left.
  for (const findCandidates of [findEqualNames, findLikeNames]) {
    const taken = new Set(chosen.flatMap(({ from, to }) => [from, to]));
    const isLeft = (column: SchemaColumn): boolean => !taken.has(column);
    chosen.push(...choose(findCandidates(open.filter(isLeft), added.filter(isLeft))));
  }
  return chosen;
}

/** Returns `Table.Column`, the new name that the configuration confirms for a removed column. */
export function confirmedColumnName(
  oldTable: string,
  table: string,
  column: string,
  renames: Renames,
): string | undefined {
  return ownValue(renames, `${table}.${column}`) ?? ownValue(renames, `${oldTable}.${column}`);
}

interface Confirming<Named> {
  /** The new name that the configuration confirms for a removed table or column. */
  readonly confirmedName: (from: Named) => string | undefined;
  readonly nameOf: (to: Named) => string;
}

/** Separates confirmed renames from the rest. A name that the configuration mentions is never guessed. */
function findConfirmed<Named>(
  removed: readonly Named[],
  added: readonly Named[],
  { confirmedName, nameOf }: Confirming<Named>,
): { readonly confirmed: Candidate<Named>[]; readonly open: Named[] } {
  const addedByName = new Map(added.map((each) => [nameOf(each), each]));
  const confirmed: Candidate<Named>[] = [];
  const open: Named[] = [];
  for (const from of removed) {
    const name = confirmedName(from);
    const to = name === undefined ? undefined : addedByName.get(name);
    if (name === undefined) open.push(from);
    else if (to !== undefined) confirmed.push({ from, to, certainty: "confirmed", sureness: 2 });
  }
  return { confirmed, open };
}

/** Chooses the surest pairs, each name at most once. Ties are broken by name, so that every run agrees. */
function choose<Named extends { readonly name: string }>(
  candidates: readonly Candidate<Named>[],
): Rename<Named>[] {
  const sorted = candidates.toSorted(
    (a, b) =>
      b.sureness - a.sureness || compare(a.from.name, b.from.name) || compare(a.to.name, b.to.name),
  );
  const taken = new Set<Named>();
  return sorted.flatMap(({ from, to, certainty }) => {
    if (taken.has(from) || taken.has(to)) return [];
    taken.add(from).add(to);
    return [{ from, to, certainty }];
  });
}

/** Pairs columns of one type whose names differ only in letter case: first with first, and so on. */
function findEqualNames(
  removed: readonly SchemaColumn[],
  added: readonly SchemaColumn[],
): Candidate<SchemaColumn>[] {
  const addedByText = groupBy(added, lowerCaseText);
  return [...groupBy(removed, lowerCaseText)].flatMap(([text, columns]) => {
    const others = (addedByText.get(text) ?? []).toSorted((a, b) => compare(a.name, b.name));
    const sorted = columns.toSorted((a, b) => compare(a.name, b.name));
    return sorted.flatMap((from, index) => {
      const to = others[index];
      return to === undefined ? [] : [{ from, to, certainty: "likely", sureness: 1 }];
    });
  });
}

function findLikeNames(
  removed: readonly SchemaColumn[],
  added: readonly SchemaColumn[],
): Candidate<SchemaColumn>[] {
  const addedByType = groupBy(added.filter(isShort), ({ type }) => type);
  return [...groupBy(removed.filter(isShort), ({ type }) => type)].flatMap(([type, columns]) => {
    const others = addedByType.get(type) ?? [];
    const most = mostComparisons * (columns.length + others.length);
    if (columns.length * others.length > most) return [];
    return columns.flatMap((from) =>
      others.flatMap((to) => {
        const sureness = nameLikeness(from.name, to.name);
        return sureness < likeNames ? [] : [{ from, to, certainty: "likely", sureness }];
      }),
    );
  });
}

function isShort({ name }: SchemaColumn): boolean {
  return name.length <= longestLikeName;
}

function nameLikeness(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  return 0.99 - distance(a.toLowerCase(), b.toLowerCase()) / length;
}

/** Pairs tables that share most columns by name and type. Fewer than three columns prove nothing. */
function findLikeTables(
  removed: readonly SchemaTable[],
  added: readonly SchemaTable[],
): Candidate<SchemaTable>[] {
  const owners = groupBy(
    added.flatMap((table) => table.columns.map((column) => ({ table, column }))),
    ({ column }) => columnText(column),
  );
  const removedColumns = removed.flatMap(({ columns }) => columns);
  const ownersOf = (column: SchemaColumn): readonly { readonly table: SchemaTable }[] =>
    owners.get(columnText(column)) ?? [];
  const comparisons = removedColumns.reduce((sum, each) => sum + ownersOf(each).length, 0);
  if (comparisons > mostComparisons * (removedColumns.length + owners.size)) return [];
  return removed.flatMap((from) => {
    const shared = new Map<SchemaTable, number>();
    for (const column of from.columns) {
      for (const { table } of ownersOf(column)) shared.set(table, (shared.get(table) ?? 0) + 1);
    }
    return [...shared].flatMap(([to, both]) => {
      const [fromSize, toSize] = [from.columns.length, to.columns.length];
      const sureness = Math.min(fromSize, toSize) < 3 ? 0 : both / (fromSize + toSize - both);
      return sureness < likeTables ? [] : [{ from, to, certainty: "likely", sureness }];
    });
  });
}

function columnText({ name, type }: SchemaColumn): string {
  return `${type} ${name}`;
}

function lowerCaseText(column: SchemaColumn): string {
  return columnText(column).toLowerCase();
}

function groupBy<Key, Each>(all: readonly Each[], keyOf: (each: Each) => Key): Map<Key, Each[]> {
  const groups = new Map<Key, Each[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}

function ownValue(renames: Renames, key: string): string | undefined {
  return Object.hasOwn(renames, key) ? renames[key] : undefined;
}
