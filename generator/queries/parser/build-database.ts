// Builds the parser's database of tables and functions from a plain schema.

import type { QuerySchema, QueryTable, QueryColumn, SavedFunction } from "../query.ts";
import { buildDefenderFunctions } from "./defender-functions.ts";
import type { ColumnSymbol, GlobalState, KustoGlobals, KustoSymbol } from "./parser-api.ts";

/** The columns that a Log Analytics workspace adds to every table. */
const workspaceColumns: readonly QueryColumn[] = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "TenantId", type: "string" },
  { name: "Type", type: "string" },
  { name: "SourceSystem", type: "string" },
];

export interface Database {
  readonly state: GlobalState;
  /** What each column of a table is. */
  readonly origins: ReadonlyMap<ColumnSymbol, TableColumn>;
  readonly tables: readonly string[];
  /** The saved functions by their names. */
  readonly functions: ReadonlyMap<string, SavedFunction>;
  /** Whether tables have the columns of a workspace. */
  readonly workspace: boolean;
}

interface TableColumn {
  readonly table: string;
  readonly column: string;
}

export function buildDatabase(globals: KustoGlobals, schema: QuerySchema): Database {
  const { Symbols, GlobalState } = globals.Kusto.Language;
  const origins = new Map<ColumnSymbol, TableColumn>();
  const tables = schema.tables.map(({ name, columns }) => {
    const symbols = allColumns({ name, columns }, schema.workspace).map((column) => {
      const type = Symbols.ScalarTypes.GetSymbol(column.type) ?? { Name: column.type };
      const symbol = new Symbols.ColumnSymbol(column.name, type);
      origins.set(symbol, { table: name, column: column.name });
      return symbol;
    });
    const list = globals.System.Array.init(symbols, Symbols.ColumnSymbol);
    return new Symbols.TableSymbol.$ctor4(name, list);
  });
  const saved = new Set(schema.functions.map(({ name }) => name));
  const functions = [...savedFunctions(globals, schema), ...buildDefenderFunctions(globals, saved)];
  const members = [...tables, ...functions];
  const database = new Symbols.DatabaseSymbol.$ctor1("Hunting", members, false);
  return {
    state: GlobalState.Default.WithDatabase(database).WithCache(),
    origins,
    tables: schema.tables.map(({ name }) => name),
    functions: new Map(schema.functions.map((each) => [each.name, each])),
    workspace: schema.workspace,
  };
}

function allColumns({ columns }: QueryTable, workspace: boolean): readonly QueryColumn[] {
  if (!workspace) return columns;
  const names = new Set(columns.map(({ name }) => name));
  return [...columns, ...workspaceColumns.filter(({ name }) => !names.has(name))];
}

function savedFunctions(globals: KustoGlobals, { functions }: QuerySchema): KustoSymbol[] {
  const { FunctionSymbol } = globals.Kusto.Language.Symbols;
  return functions.map(
    ({ name, parameters, body }) => new FunctionSymbol.$ctor16(name, parameters, body, null),
  );
}
