// Pairs a removed column with an added column of the same type at the same position.

import type { SchemaColumn, SchemaTable } from "../model/schema.ts";
import { confirmedColumnName, type Rename, type Renames } from "./find-renames.ts";

/** More columns in a row that were all replaced are probably columns of their own. */
const longestRun = 3;

/**
 * Compares the runs of columns between the columns that both tables have. `known` are the renames that are
 * found already. A name that the configuration mentions is never guessed.
 */
export function findReplacedInPlace(
  before: SchemaTable,
  after: SchemaTable,
  known: readonly Rename<SchemaColumn>[],
  renames: Renames,
): Rename<SchemaColumn>[] {
  const newNames = new Map(known.map(({ from, to }) => [from.name, to.name]));
  const oldRuns = findRuns(
    before.columns,
    namesOf(after, (name) => name),
    (name) => newNames.get(name) ?? name,
  );
  const kept = namesOf(before, (name) => newNames.get(name) ?? name);
  const newRuns = findRuns(after.columns, kept, (name) => name);
  // Without a column that both tables have, a position means nothing.
  if (!after.columns.some(({ name }) => kept.has(name))) return [];
  const isMentioned = ({ name }: SchemaColumn): boolean =>
    confirmedColumnName(before.name, after.name, name, renames) !== undefined;
  return [...oldRuns].flatMap(([anchor, removed]) => {
    const added = newRuns.get(anchor) ?? [];
    if (removed.length !== added.length || removed.length > longestRun) return [];
    return removed.flatMap((from, index): Rename<SchemaColumn>[] => {
      const to = added[index];
      if (to === undefined || to.type !== from.type || isMentioned(from)) return [];
      return [{ from, to, certainty: "possible" }];
    });
  });
}

function namesOf(table: SchemaTable, nameOf: (name: string) => string): ReadonlySet<string> {
  return new Set(table.columns.map(({ name }) => nameOf(name)));
}

/** Groups the columns that are not kept by the kept column before them; `undefined` is the start. */
function findRuns(
  columns: readonly SchemaColumn[],
  kept: ReadonlySet<string>,
  nameOf: (name: string) => string,
): ReadonlyMap<string | undefined, readonly SchemaColumn[]> {
  const runs = new Map<string | undefined, SchemaColumn[]>();
  let anchor: string | undefined;
  for (const column of columns) {
    const name = nameOf(column.name);
    if (kept.has(name)) {
      anchor = name;
      continue;
    }
    const run = runs.get(anchor);
    if (run === undefined) runs.set(anchor, [column]);
    else run.push(column);
  }
  return runs;
}
