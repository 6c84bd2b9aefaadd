// Compares the columns of a query's result before and after a change of the schema.

import { quote } from "../../problems.ts";
import type { BoundQuery } from "../bind-queries.ts";
import { isLost, originsByName } from "./origins.ts";

interface ResultChange {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly retyped: readonly {
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** Columns that also read another table now. */
  readonly widened: readonly string[];
  /** Columns that read fewer tables now. */
  readonly narrowed: readonly string[];
}

/** Describes how the result changes; undefined if it does not. */
export function changedResult(before: BoundQuery, after: BoundQuery): string | undefined {
  const { added, removed, retyped, widened, narrowed } = compareResults(before, after);
  const parts = [
    ...(added.length > 0 ? [`adds ${names(added)}`] : []),
    ...(removed.length > 0 ? [`removes ${names(removed)}`] : []),
    ...retyped.map(({ name, from, to }) => `${quote(name)} changes from ${from} to ${to}`),
    ...(widened.length > 0 ? [`reads more tables for ${names(widened)}`] : []),
    ...(narrowed.length > 0 ? [`reads fewer tables for ${names(narrowed)}`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function compareResults(before: BoundQuery, after: BoundQuery): ResultChange {
  const old = new Map(before.analysis.columns.map(({ name, type }) => [name, type]));
  const current = new Map(after.analysis.columns.map(({ name, type }) => [name, type]));
  const origins = originsByName(before);
  return {
    added: [...current.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !current.has(name)),
    retyped: [...current].flatMap(([name, to]) => {
      const from = old.get(name);
      return from === undefined || from === to ? [] : [{ name, from, to }];
    }),
    widened: [...originsByName(after)].flatMap(([name, all]) => {
      const was = origins.get(name);
      return was !== undefined && isLost(all, was) ? [name] : [];
    }),
    narrowed: [...originsByName(after)].flatMap(([name, all]) => {
      const was = origins.get(name);
      return was !== undefined && isLost(was, all) ? [name] : [];
    }),
  };
}

/** Whether a rule names a column that changes. */
export function usesChange(before: BoundQuery, after: BoundQuery): boolean {
  const { removed, retyped, widened } = compareResults(before, after);
  const changed = new Set([...removed, ...widened, ...retyped.map(({ name }) => name)]);
  return after.source.mapped.some(({ column }) => changed.has(column));
}

const mostNames = 5;

function names(all: readonly string[]): string {
  const first = all.slice(0, mostNames).map(quote).join(", ");
  return all.length > mostNames ? `${first} and ${all.length - mostNames} more` : first;
}
