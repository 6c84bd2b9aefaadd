// Changes the shipped schema at random, and prints what that does to queries of directories, to judge it by hand:
// npm run measure:impacts -- DIRECTORY... [--seed 1] [--count 50] [--missed]

import { type BoundQuery, bindQueries } from "../../generator/queries/bind-queries.ts";
import { compareQuery } from "../../generator/queries/impact/compare-query.ts";
import { concernsOf } from "../../generator/queries/impact/find-impacts.ts";
import { openParser } from "../../generator/queries/parser/open-parser.ts";
import type { QueryColumn, QuerySchema, Reference } from "../../generator/queries/query.ts";
import { readSchema } from "../../generator/read-schema.ts";
import { readCollections } from "./read-collections.ts";

const words = process.argv.slice(2);
const valueOf = (flag: string, otherwise: number): number =>
  words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : otherwise;
const count = valueOf("--count", 50);
const random = generator(valueOf("--seed", 1));
const paths = words.filter(
  (word, at) => !word.startsWith("--") && !/^--(?:seed|count)$/.test(words[at - 1] ?? ""),
);

/** Mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

interface Change {
  readonly text: string;
  readonly tables: ReadonlySet<string>;
  readonly column: string;
  readonly schema: QuerySchema;
}

const { schema: shipped } = readSchema({
  configFile: "huntgen.config.json",
  input: "input-schemas",
  exclude: [],
  long: { default: "exact", columns: {} },
});
const before: QuerySchema = {
  tables: shipped.tables.map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  })),
  functions: [],
  workspace: true,
};

function withColumns(
  table: string,
  change: (columns: readonly QueryColumn[]) => readonly QueryColumn[],
): QuerySchema {
  const tables = before.tables.map((each) =>
    each.name === table ? { ...each, columns: change(each.columns) } : each,
  );
  return { ...before, tables };
}

const otherTypes: Readonly<Record<string, readonly string[]>> = {
  string: ["dynamic", "long", "guid"],
  dynamic: ["string"],
  long: ["string", "int", "real"],
  int: ["long", "string", "bool"],
  bool: ["int", "string"],
  datetime: ["string", "long"],
};

/** Changes a column that a query reads, so that the change matters to some query. */
function randomChange(query: BoundQuery): Change | undefined {
  const columns = query.analysis.references.filter(
    ({ kind, origins }) => kind === "column" && origins.some((origin) => /^\w+\.\w+$/.test(origin)),
  );
  if (columns.length === 0) return undefined;
  const reference: Reference = pick(columns);
  const origin = pick(reference.origins.filter((each) => /^\w+\.\w+$/.test(each)));
  const [table = "", column = ""] = origin.split(".");
  const known = before.tables.find(({ name }) => name === table)?.columns ?? [];
  const type = known.find(({ name }) => name === column)?.type;
  if (type === undefined) return undefined;
  const base = { tables: new Set([table]), column };
  switch (pick(["remove", "rename", "retype", "collide"])) {
    case "remove":
      return {
        ...base,
        text: `remove ${origin}`,
        schema: withColumns(table, (all) => all.filter(({ name }) => name !== column)),
      };
    case "rename":
      return {
        ...base,
        text: `rename ${origin} to ${column}Value`,
        schema: withColumns(table, (all) =>
          all.map((each) => (each.name === column ? { ...each, name: `${column}Value` } : each)),
        ),
      };
    case "retype": {
      const other = pick(otherTypes[type] ?? ["string"]);
      return {
        ...base,
        text: `retype ${origin} from ${type} to ${other}`,
        schema: withColumns(table, (all) =>
          all.map((each) => (each.name === column ? { ...each, type: other } : each)),
        ),
      };
    }
    default: {
      // The column, or one that the query defines, becomes a column of another table of the query too.
      const others = query.analysis.references.filter(
        ({ kind, name }) => kind === "table" && name !== table,
      );
      if (others.length === 0) return undefined;
      const other = pick(others).name;
      const names = query.analysis.references.filter(
        ({ kind }) => kind !== "function" && kind !== "table",
      );
      const { name } = pick([reference, ...names]);
      const has = before.tables.find((each) => each.name === other)?.columns ?? [];
      if (has.length === 0 || has.some((each) => each.name === name)) return undefined;
      return {
        text: `add ${other}.${name}`,
        tables: new Set([other]),
        column: name,
        schema: withColumns(other, (all) => [...all, { name, type: "string" }]),
      };
    }
  }
}

const parser = await openParser();
const queries = await bindQueries(parser, before, readCollections(paths));
const working = queries.filter(
  ({ analysis }) => analysis.isAnalyzed && analysis.problems.length === 0,
);
const byText = new Map(queries.map((query) => [keyOf(query), query]));

function keyOf({ source, position }: BoundQuery): string {
  return `${source.file}:${position.line}:${position.column}`;
}

/** Sorts by random numbers. */
function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** The first query, in a random order, that the change affects or, with `--missed`, seems to affect. */
async function affected(change: Change): Promise<string | undefined> {
  const concerns = concernsOf(change.tables, []);
  const column = new RegExp(`\\b${change.column}\\b`);
  const sources = [...new Set(queries.map(({ source }) => source))].filter(({ text }) =>
    concerns(text),
  );
  for (const source of shuffle(sources).slice(0, 60)) {
    for (const query of await bindQueries(parser, change.schema, [source])) {
      const was = byText.get(keyOf(query));
      if (was === undefined || was.analysis.problems.length > 0) continue;
      const impact = compareQuery(was, query, {
        isGenerated: false,
        removedTables: new Set(),
      });
      const text = textOf(query);
      const isReported = impact !== undefined && impact.verdict !== "result-changes";
      const seemsMissed =
        impact === undefined &&
        column.test(text) &&
        [...change.tables].every((table) => text.includes(table));
      if (words.includes("--missed") ? !seemsMissed : !isReported) continue;
      const { line, column: at } = impact ?? query.position;
      const verdict = impact === undefined ? "not reported" : `${impact.verdict}: ${impact.detail}`;
      return `${source.file}:${line}:${at}\n${verdict}\n${text.trim()}`;
    }
  }
  return undefined;
}

for (let printed = 0, tries = 0; printed < count && tries < count * 20; tries += 1) {
  const change = randomChange(pick(working));
  const found = change === undefined ? undefined : await affected(change);
  if (change === undefined || found === undefined) continue;
  printed += 1;
  console.log(`\n### ${printed}: ${change.text}\n${found}`);
}
await parser.close();

function textOf({ source, analysis: { range } }: BoundQuery): string {
  return source.text.slice(range.start, range.end);
}
