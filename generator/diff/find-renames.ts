// Pairs tables or columns that are gone with those that came: the configuration's word first, then
// what is known of Microsoft's tables, then likeness. The work is linear in the number of columns.

import { distance } from "fastest-levenshtein";
import type { Column, Table } from "../model/schema.ts";
import { compare } from "../problems.ts";
import { knownTableRenames } from "./known-renames.ts";

/** Confirmed renames: `OldTable` to `NewTable`, `Table.OldColumn` to `Table.NewColumn`. */
export type Renames = Readonly<Record<string, string>>;

export interface Rename<Named> {
  readonly from: Named;
  readonly to: Named;
  readonly confirmed: boolean;
}

interface Candidate<Named> extends Rename<Named> {
  readonly sureness: number;
}

/** How alike two tables or names must be, from 0 to 1, to be taken for one. */
const [likeTables, likeNames] = [0.7, 0.7];

/**
 * Comparisons by likeness for each column. More are only needed if hundreds of columns are gone and
 * hundreds came, and then likeness proves nothing.
 */
const mostComparisons = 100;

/** Kusto's own limit is longer, and no name of a hunting table is half as long. */
const longestLikeName = 200;

/** Pairs tables that are gone with tables that came. */
export function findTableRenames(
  removed: readonly Table[],
  added: readonly Table[],
  renames: Renames,
): Rename<Table>[] {
  const { confirmed, open } = findConfirmed(removed, added, {
    confirmedName: ({ name }) => ownValue(renames, name),
    nameOf: ({ name }) => name,
  });
  const known = new Map(knownTableRenames);
  const addedByName = new Map(added.map((table) => [table.name, table]));
  const ofMicrosoft = open.flatMap((from) => {
    const to = addedByName.get(known.get(from.name) ?? "");
    return to === undefined ? [] : [{ from, to, confirmed: false, sureness: 1 }];
  });
  return choose([...confirmed, ...ofMicrosoft, ...findLikeTables(open, added)]);
}

/** Pairs columns that are gone from a table with those that came to it. */
export function findColumnRenames(
  oldTable: string,
  table: string,
  removed: readonly Column[],
  added: readonly Column[],
  renames: Renames,
): Rename<Column>[] {
  const { confirmed, open } = findConfirmed(removed, added, {
    confirmedName: ({ name }) =>
      ownValue(renames, `${table}.${name}`) ?? ownValue(renames, `${oldTable}.${name}`),
    nameOf: ({ name }) => `${table}.${name}`,
  });
  const chosen = choose(confirmed);
  // Each way gets only what the surer ways have left.
  for (const findCandidates of [findEqualNames, findLikeNames]) {
    const taken = new Set(chosen.flatMap(({ from, to }) => [from, to]));
    const isLeft = (column: Column): boolean => !taken.has(column);
    chosen.push(...choose(findCandidates(open.filter(isLeft), added.filter(isLeft))));
  }
  return chosen;
}

interface Confirming<Named> {
  /** The new name that the configuration confirms for what is gone. */
  readonly confirmedName: (from: Named) => string | undefined;
  readonly nameOf: (to: Named) => string;
}

/** What the configuration confirms, and what is left: a name that it mentions is never guessed at. */
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
    else if (to !== undefined) confirmed.push({ from, to, confirmed: true, sureness: 2 });
  }
  return { confirmed, open };
}

/** Each at most once, the surest pair first; among equals by name, so that every run says the same. */
function choose<Named extends { readonly name: string }>(
  candidates: readonly Candidate<Named>[],
): Rename<Named>[] {
  const sorted = candidates.toSorted(
    (a, b) =>
      b.sureness - a.sureness || compare(a.from.name, b.from.name) || compare(a.to.name, b.to.name),
  );
  const taken = new Set<Named>();
  return sorted.flatMap(({ from, to, confirmed }) => {
    if (taken.has(from) || taken.has(to)) return [];
    taken.add(from).add(to);
    return [{ from, to, confirmed }];
  });
}

/** Columns of one type whose names differ in letter case only: the first with the first, and so on. */
function findEqualNames(removed: readonly Column[], added: readonly Column[]): Candidate<Column>[] {
  const addedByText = groupBy(added, lowerCaseText);
  return [...groupBy(removed, lowerCaseText)].flatMap(([text, columns]) => {
    const others = (addedByText.get(text) ?? []).toSorted((a, b) => compare(a.name, b.name));
    const sorted = columns.toSorted((a, b) => compare(a.name, b.name));
    return sorted.flatMap((from, index) => {
      const to = others[index];
      return to === undefined ? [] : [{ from, to, confirmed: false, sureness: 1 }];
    });
  });
}

function findLikeNames(removed: readonly Column[], added: readonly Column[]): Candidate<Column>[] {
  const addedByType = groupBy(added.filter(isShort), ({ type }) => type);
  return [...groupBy(removed.filter(isShort), ({ type }) => type)].flatMap(([type, columns]) => {
    const others = addedByType.get(type) ?? [];
    const most = mostComparisons * (columns.length + others.length);
    if (columns.length * others.length > most) return [];
    return columns.flatMap((from) =>
      others.flatMap((to) => {
        const sureness = nameLikeness(from.name, to.name);
        return sureness < likeNames ? [] : [{ from, to, confirmed: false, sureness }];
      }),
    );
  });
}

function isShort({ name }: Column): boolean {
  return name.length <= longestLikeName;
}

function nameLikeness(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  return 0.99 - distance(a.toLowerCase(), b.toLowerCase()) / length;
}

/** Tables that share most of their columns, by name and type; few columns prove nothing. */
function findLikeTables(removed: readonly Table[], added: readonly Table[]): Candidate<Table>[] {
  const owners = groupBy(
    added.flatMap((table) => table.columns.map((column) => ({ table, column }))),
    ({ column }) => columnText(column),
  );
  const removedColumns = removed.flatMap(({ columns }) => columns);
  const ownersOf = (column: Column): readonly { readonly table: Table }[] =>
    owners.get(columnText(column)) ?? [];
  const comparisons = removedColumns.reduce((sum, each) => sum + ownersOf(each).length, 0);
  if (comparisons > mostComparisons * (removedColumns.length + owners.size)) return [];
  return removed.flatMap((from) => {
    const shared = new Map<Table, number>();
    for (const column of from.columns) {
      for (const { table } of ownersOf(column)) shared.set(table, (shared.get(table) ?? 0) + 1);
    }
    return [...shared].flatMap(([to, both]) => {
      const [fromSize, toSize] = [from.columns.length, to.columns.length];
      const sureness = Math.min(fromSize, toSize) < 3 ? 0 : both / (fromSize + toSize - both);
      return sureness < likeTables ? [] : [{ from, to, confirmed: false, sureness }];
    });
  });
}

function columnText({ name, type }: Column): string {
  return `${type} ${name}`;
}

function lowerCaseText(column: Column): string {
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
