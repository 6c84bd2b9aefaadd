// Arranges the data of the page by table and by column, with all tenants merged.

import { compare } from "../../problems.ts";
import type {
  ColumnEntry,
  ExplorerData,
  HistoryEntry,
  QueryRead,
  SavedQuery,
  Status,
  Streamed,
  TenantTable,
  TypeFacts,
} from "../explorer-data.ts";

export interface Catalog {
  readonly data: ExplorerData;
  /** In the order of the exports. */
  readonly tables: ReadonlyMap<string, CatalogTable>;
  /** Sorted by name. */
  readonly columns: ReadonlyMap<string, CatalogColumn>;
  /** Null if no queries are known. */
  readonly queries: readonly CatalogQuery[] | null;
}

export interface CatalogQuery {
  readonly query: SavedQuery;
  readonly reads: readonly TableRead[];
}

export interface TableRead {
  readonly table: string;
  /** The columns that the query names, and those that it reads without naming them. */
  readonly named: readonly string[];
  readonly unnamed: readonly string[];
  /** Whether both together are all columns of the table. */
  readonly isWhole: boolean;
}

export interface CatalogTable {
  readonly name: string;
  /** The table of the first tenant that has it. */
  readonly main: TenantTable;
  /** The table of each tenant. */
  readonly byTenant: readonly (TenantTable | undefined)[];
  /** Undefined if the label list does not have the table. */
  readonly status: Status | undefined;
  readonly streamed: Streamed | undefined;
  /** The columns of the first tenant in their order, then those of the others. */
  readonly columns: readonly TableColumn[];
  /** Whether tenants differ: one lacks the table or a column, or has another type. */
  readonly differs: boolean;
}

export interface TableColumn {
  readonly name: string;
  /** The type in the first tenant that has the column. */
  readonly type: string;
  readonly typeByTenant: readonly (string | undefined)[];
  readonly description: string | undefined;
  /** Whether a tenant that has the table lacks the column or has another type. */
  readonly differs: boolean;
}

export interface CatalogColumn {
  readonly name: string;
  readonly uses: readonly ColumnUse[];
  /** The distinct Kusto types, in the order of their first use. */
  readonly kustoTypes: readonly string[];
}

export interface ColumnUse {
  readonly table: CatalogTable;
  readonly column: TableColumn;
}

export function buildCatalog(data: ExplorerData): Catalog {
  const tables = mergeTables(data);
  const uses = new Map<string, ColumnUse[]>();
  for (const table of tables.values()) {
    for (const column of table.columns) {
      const known = uses.get(column.name);
      if (known === undefined) uses.set(column.name, [{ table, column }]);
      else known.push({ table, column });
    }
  }
  const columns = [...uses]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([name, each]): [string, CatalogColumn] => {
      const types = each.flatMap(({ column }) => column.typeByTenant.filter(isDefined));
      const kustoTypes = [...new Set(types.map((type) => factsOf(data, type).kusto))];
      return [name, { name, uses: each, kustoTypes }];
    });
  const queries = data.queries?.map((query) => ({
    query,
    reads: query.reads.map((read) => readOf(read, tables)),
  }));
  return { data, tables, columns: new Map(columns), queries: queries ?? null };
}

function readOf(
  [table, named, unnamed]: QueryRead,
  tables: ReadonlyMap<string, CatalogTable>,
): TableRead {
  const names = (tables.get(table)?.columns ?? []).map(({ name }) => name);
  const isNamed = new Set(named);
  const others = unnamed === "all others" ? names.map((_, at) => at) : unnamed;
  const namesAt = (positions: readonly number[]): string[] =>
    positions.map((at) => names[at]).filter(isDefined);
  return {
    table,
    named: namesAt(named),
    unnamed: namesAt(others.filter((at) => !isNamed.has(at))),
    isWhole: unnamed === "all others",
  };
}

function mergeTables(data: ExplorerData): ReadonlyMap<string, CatalogTable> {
  const labels = new Map(data.labels.tables.map(([table, ...label]) => [table, label]));
  const byName = data.tenants.map(({ tables }) => new Map(tables.map((each) => [each.name, each])));
  const names = new Set(data.tenants.flatMap(({ tables }) => tables.map(({ name }) => name)));
  const merged = [...names].toSorted(compare).flatMap((name): CatalogTable[] => {
    const byTenant = byName.map((tables) => tables.get(name));
    const main = byTenant.find(isDefined);
    if (main === undefined) return [];
    const columns = mergeColumns(byTenant);
    const [status, streamed] = labels.get(name) ?? [];
    const differs = byTenant.some((each) => !isDefined(each)) || columns.some((e) => e.differs);
    return [{ name, main, byTenant, status, streamed, columns, differs }];
  });
  return new Map(merged.map((table) => [table.name, table]));
}

function mergeColumns(byTenant: readonly (TenantTable | undefined)[]): readonly TableColumn[] {
  const entries = byTenant.map(
    (table) => new Map((table?.columns ?? []).map((entry) => [entry[0], entry])),
  );
  const names = new Set(entries.flatMap((tenant) => [...tenant.keys()]));
  return [...names].flatMap((name): TableColumn[] => {
    const each = entries.map((tenant) => tenant.get(name));
    const found = each.filter(isDefined);
    const [first] = found;
    if (first === undefined) return [];
    const description = found.map((entry: ColumnEntry) => entry[2]).find(isDefined);
    const differs = each.some(
      (entry, tenant) => byTenant[tenant] !== undefined && entry?.[1] !== first[1],
    );
    const typeByTenant = each.map((entry) => entry?.[1]);
    return [{ name, type: first[1], typeByTenant, description, differs }];
  });
}

/** The facts of a column's type. */
export function factsOf(data: Pick<ExplorerData, "types">, type: string): TypeFacts {
  const facts = data.types[type];
  if (facts === undefined) throw new Error(`the page has no facts about the type ${type}`);
  return facts;
}

/** The columns that have different Kusto types in different tables. */
export function findRetyped({ columns }: Catalog): readonly CatalogColumn[] {
  return [...columns.values()].filter(({ kustoTypes }) => kustoTypes.length > 1);
}

/** The changes of a table, or of one of its columns, by their entry of the history. */
export function historyOf(
  { data }: Catalog,
  table: string,
  column?: string,
): readonly HistoryEntry[] {
  return (data.history?.entries ?? [])
    .map((entry) => ({
      ...entry,
      changes: entry.changes.filter(
        (change) => change.table === table && (column === undefined || change.column === column),
      ),
    }))
    .filter(({ changes }) => changes.length > 0);
}

function isDefined<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
