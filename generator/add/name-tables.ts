// Finds out which table each export is: a known table in another spelling, or a table that the user
// confirms. An export of a table that nobody has confirmed is a problem.

import path from "node:path";
import type { TableExport } from "../ingest/export.ts";
import { findNearTable, findSameName, findTable, indexNames } from "../ingest/known-names.ts";
import { tableOfFile } from "../ingest/table-name.ts";
import { type Problem, quote } from "../problems.ts";
import { guessTable, type KnownTables } from "./guess-table.ts";
import type { GivenExports } from "./read-given.ts";

/** Decides about names that do not mean a known table. */
export interface NameJudge {
  /** Whether unknown names are the names of new tables, whatever they are similar to. */
  readonly acceptsAll: boolean;
  /**
   * Returns the table of an export with this name, or without a name; undefined if the user cannot be
   * asked or does not know.
   */
  chooseTable(
    file: string,
    name: string | undefined,
    guess: string | undefined,
  ): Promise<string | undefined>;
  /** Whether to add tables with these names. */
  acceptNew(file: string, names: readonly string[]): Promise<boolean>;
}

/** The most names that a message lists. */
const mostListed = 10;

interface UnknownName {
  readonly name: string;
  readonly guess: string | undefined;
  readonly line: number;
}

/** Names the tables of exports. `known` has the tables of the input directory before other tables. */
export async function nameTables(
  exports: readonly TableExport[],
  known: KnownTables,
  judge: NameJudge,
): Promise<GivenExports> {
  const index = indexNames(known.keys());
  const accepted = new Set<string>();
  const problems: Problem[] = [];
  const find = (name: string, isOfFile: boolean): string | undefined => {
    if (accepted.has(name)) return name;
    const isLiteral = judge.acceptsAll && !isOfFile;
    return isLiteral ? findSameName(name, index) : findTable(name, index);
  };

  const nameExport = async (each: TableExport): Promise<TableExport> => {
    const { path: file, columns } = each;
    const isOfFile = each.table !== undefined && each.table === tableOfFile(path.basename(file));
    const tables = new Map<string, string>();
    const open: UnknownName[] = [];
    const lines = new Map<string | undefined, number>();
    for (const { table, line } of columns) if (!lines.has(table)) lines.set(table, line);
    const guess = lines.size === 1 ? guessTable(columns, known) : undefined;

    const own = each.table ?? (await chooseUnnamed(file, guess));
    if (own === undefined && lines.has(undefined)) problems.push(unnamed(file, guess));
    for (const [written, line] of lines) {
      const name = written ?? own;
      // An empty cell is reported as such later.
      if (name === undefined || name === "" || tables.has(name)) continue;
      const table = find(name, written === undefined && isOfFile);
      if (table !== undefined) tables.set(name, table);
      else if (judge.acceptsAll) tables.set(name, name);
      else {
        const at = written === undefined ? 0 : line;
        open.push({ name, guess: findNearTable(name, index) ?? guess, line: at });
      }
    }
    await settle(each, open, tables);
    reportSpellings(file, lines, tables);
    const tableOf = (name: string | undefined): string | undefined =>
      name === undefined ? undefined : (tables.get(name) ?? name);
    return {
      ...each,
      table: tableOf(own),
      columns: columns.map((column) => ({ ...column, table: tableOf(column.table) })),
    };
  };

  /** Reports names in an export that mean the same table: their columns are two schemas. */
  const reportSpellings = (
    file: string,
    lines: ReadonlyMap<string | undefined, number>,
    tables: ReadonlyMap<string, string>,
  ): void => {
    const spellings = new Map<string, string>();
    for (const [name, table] of tables) {
      const first = spellings.get(table);
      spellings.set(table, first ?? name);
      if (first === undefined) continue;
      const message = `${quote(name)} and ${quote(first)} both mean table ${quote(table)}; remove one of them`;
      problems.push({ code: "duplicate-table", file, line: lines.get(name) ?? 0, message });
    }
  };

  const chooseUnnamed = (file: string, guess: string | undefined): Promise<string | undefined> =>
    judge.chooseTable(file, undefined, guess);

  /** Lets the user decide about unknown names, and reports those that stay unknown. */
  const settle = async (
    { path: file }: TableExport,
    open: readonly UnknownName[],
    tables: Map<string, string>,
  ): Promise<void> => {
    const left: UnknownName[] = [];
    for (const each of open.slice(0, mostListed)) {
      const { name, guess } = each;
      const chosen = guess === undefined ? undefined : await judge.chooseTable(file, name, guess);
      if (chosen === undefined) left.push(each);
      else tables.set(name, chosen);
    }
    left.push(...open.slice(mostListed));
    const names = left.map(({ name }) => name);
    if (names.length > 0 && (await judge.acceptNew(file, names))) {
      for (const name of names) {
        accepted.add(name);
        tables.set(name, name);
      }
      return;
    }
    for (const each of left.slice(0, mostListed)) problems.push(unknown(file, each, open.length));
    if (left.length > mostListed) {
      const message = `${left.length - mostListed} more unknown tables; pass --new-table to add new tables`;
      problems.push({ code: "unknown-table", file, line: 0, message });
    }
  };

  const named: TableExport[] = [];
  for (const each of exports) named.push(await nameExport(each));
  return { exports: named, problems };
}

function unnamed(file: string, guess: string | undefined): Problem {
  const [columns, name] =
    guess === undefined ? ["", "NAME"] : [`, but its columns are those of ${quote(guess)}`, guess];
  const message = `the table is not named${columns}; rename the file, or run \`huntgen add FILE --table ${name}\``;
  return { code: "unnamed-table", file, line: 0, message };
}

function unknown(file: string, { name, guess, line }: UnknownName, count: number): Problem {
  const advice = "--new-table to add a new table";
  const fix = count === 1 ? `pass --table ${guess}` : "correct the name";
  const message =
    guess === undefined
      ? `unknown table ${quote(name)}; correct the name, or pass ${advice}`
      : `unknown table ${quote(name)}, did you mean ${quote(guess)}? If so, ${fix}; otherwise pass ${advice}`;
  return { code: "unknown-table", file, line, message };
}
