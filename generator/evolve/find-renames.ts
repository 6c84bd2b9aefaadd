// Tables or columns that are gone and others that came -> which of them are the same under another
// name: the configuration's word first, then what is known of Microsoft's tables, then likeness.

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

/** How alike two tables or names must be, from 0 to 1, to be taken for one. */
const [likeTables, likeNames] = [0.7, 0.7];

/** Pairs tables that are gone with tables that came. */
export function findTableRenames(
  removed: readonly Table[],
  added: readonly Table[],
  renames: Renames,
): Rename<Table>[] {
  const known = new Map(knownTableRenames);
  const likenessOf = tableLikeness(removed, added);
  return pair(removed, added, (from, to) => {
    if (ownValue(renames, from.name) !== undefined) {
      return ownValue(renames, from.name) === to.name ? "confirmed" : 0;
    }
    if (known.get(from.name) === to.name) return 1;
    const likeness = likenessOf(from, to);
    return likeness < likeTables ? 0 : likeness;
  });
}

/** Pairs columns that are gone from a table with those that came to it. */
export function findColumnRenames(
  oldTable: string,
  table: string,
  removed: readonly Column[],
  added: readonly Column[],
  renames: Renames,
): Rename<Column>[] {
  return pair(removed, added, (from, to) => {
    const confirmed =
      ownValue(renames, `${table}.${from.name}`) ?? ownValue(renames, `${oldTable}.${from.name}`);
    if (confirmed !== undefined) return confirmed === `${table}.${to.name}` ? "confirmed" : 0;
    if (from.type !== to.type) return 0;
    const likeness = nameLikeness(from.name, to.name);
    return likeness < likeNames ? 0 : likeness;
  });
}

/** Each at most once, the surest pair first; among equals by name, so that every run says the same. */
function pair<Named extends { readonly name: string }>(
  removed: readonly Named[],
  added: readonly Named[],
  judge: (from: Named, to: Named) => "confirmed" | number,
): Rename<Named>[] {
  const candidates = removed.flatMap((from) =>
    added.flatMap((to) => {
      const verdict = judge(from, to);
      const confirmed = verdict === "confirmed";
      const sureness = confirmed ? 2 : verdict;
      return sureness > 0 ? [{ from, to, confirmed, sureness }] : [];
    }),
  );
  candidates.sort(
    (a, b) =>
      b.sureness - a.sureness || compare(a.from.name, b.from.name) || compare(a.to.name, b.to.name),
  );
  const taken = new Set<Named>();
  return candidates.flatMap(({ from, to, confirmed }) => {
    if (taken.has(from) || taken.has(to)) return [];
    taken.add(from).add(to);
    return [{ from, to, confirmed }];
  });
}

/** The share of columns, by name and type, that two tables have; few columns prove nothing. */
function tableLikeness(
  removed: readonly Table[],
  added: readonly Table[],
): (from: Table, to: Table) => number {
  const owners = new Map<string, Table[]>();
  for (const table of added) {
    for (const column of table.columns) {
      const text = columnText(column);
      const known = owners.get(text);
      if (known === undefined) owners.set(text, [table]);
      else known.push(table);
    }
  }
  const shared = new Map(
    removed.map((from) => {
      const counts = new Map<Table, number>();
      for (const column of from.columns) {
        for (const to of owners.get(columnText(column)) ?? []) {
          counts.set(to, (counts.get(to) ?? 0) + 1);
        }
      }
      return [from, counts];
    }),
  );
  return (from, to) => {
    const both = shared.get(from)?.get(to) ?? 0;
    const [fromSize, toSize] = [from.columns.length, to.columns.length];
    return Math.min(fromSize, toSize) < 3 ? 0 : both / (fromSize + toSize - both);
  };
}

function columnText({ name, type }: Column): string {
  return `${type} ${name}`;
}

function nameLikeness(a: string, b: string): number {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return first === second ? 1 : 0.99 - distance(first, second) / Math.max(a.length, b.length);
}

function ownValue(renames: Renames, key: string): string | undefined {
  return Object.hasOwn(renames, key) ? renames[key] : undefined;
}
