// Finds the tables and columns that a query reads, also through `*` and saved functions.

import { compare } from "../../problems.ts";
import type { SavedFunction, TableRead } from "../query.ts";
import type { Database } from "./build-database.ts";
import { isColumn, originalsOf } from "./find-references.ts";
import { itemsOf } from "./lists.ts";
import type {
  ColumnSymbol,
  KustoCode,
  KustoGlobals,
  KustoSymbol,
  TypeSymbol,
} from "./parser-api.ts";
import { nameOf } from "./syntax.ts";

/** Reads of one table while they are collected. */
interface Columns {
  readonly named: Set<string>;
  readonly unnamed: Set<string>;
}

type Reads = Map<string, Columns>;

interface Scope {
  readonly globals: KustoGlobals;
  readonly database: Database;
}

/** The reads of the saved functions of each database, which many queries call. */
const knownFunctions = new WeakMap<Database, Map<SavedFunction, Reads>>();

export function findReads(code: KustoCode, scope: Scope): readonly TableRead[] {
  const reads: Reads = new Map();
  collect(code, reads, scope);
  for (const column of itemsOf(scope.globals, code.ResultType?.Columns)) {
    addColumn(column, "unnamed", reads, scope);
  }
  return [...reads]
    .map(([table, { named, unnamed }]) => ({
      table,
      named: [...named].toSorted(),
      unnamed: [...unnamed].filter((column) => !named.has(column)).toSorted(),
    }))
    .toSorted((a, b) => compare(a.table, b.table));
}

function collect(code: KustoCode, reads: Reads, scope: Scope): void {
  const { globals, database } = scope;
  const addAll = (type: TypeSymbol | null | undefined): void => {
    for (const column of itemsOf(globals, type?.Columns)) {
      addColumn(column, "unnamed", reads, scope);
    }
  };
  const addTable = (symbol: KustoSymbol): void => {
    const name = symbol.Name ?? "";
    if (nameOf(symbol) === "TableSymbol" && database.tables.includes(name)) columnsOf(reads, name);
  };
  const addSymbol = (symbol: KustoSymbol, use: keyof Columns): void => {
    addTable(symbol);
    if (isColumn(symbol)) addColumn(symbol, use, reads, scope);
    else if (isGroup(symbol)) {
      for (const member of itemsOf(globals, symbol.Members)) addSymbol(member, "unnamed");
    } else if (nameOf(symbol) === "FunctionSymbol") {
      const saved = database.functions.get(symbol.Name ?? "");
      if (saved !== undefined) merge(reads, readsOfFunction(saved, scope));
    }
  };
  code.Syntax.WalkNodes((node) => {
    const { ReferencedSymbol: symbol, ResultType: result } = node;
    switch (nameOf(node)) {
      case "NameReference":
        if (symbol !== null && symbol !== undefined) addSymbol(symbol, "named");
        break;
      case "FunctionCallExpression":
        // `table("DeviceInfo")`.
        if (result !== null && result !== undefined) addTable(result);
        break;
      case "StarExpression":
        addAll(code.GetColumnsInScope(node.TextStart));
        break;
      case "SearchOperator":
      case "FindOperator":
        // They read every column of the tables before them, or of all tables.
        addAll(result);
        break;
    }
  });
}

/** The reads in the body of a function, which are empty while a function that calls itself is read. */
function readsOfFunction(saved: SavedFunction, scope: Scope): Reads {
  const { globals, database } = scope;
  const functions = knownFunctions.get(database) ?? new Map<SavedFunction, Reads>();
  knownFunctions.set(database, functions);
  const known = functions.get(saved);
  if (known !== undefined) return known;
  const reads: Reads = new Map();
  functions.set(saved, reads);
  const text = `let f = ${saved.parameters} ${saved.body};`;
  const code = globals.Kusto.Language.KustoCode.ParseAndAnalyze(text, database.state);
  collect(code, reads, scope);
  return reads;
}

function addColumn(
  column: ColumnSymbol,
  use: keyof Columns,
  reads: Reads,
  { globals, database }: Scope,
): void {
  for (const original of originalsOf(column, globals)) {
    const origin = database.origins.get(original);
    if (origin !== undefined) columnsOf(reads, origin.table)[use].add(origin.column);
  }
}

function columnsOf(reads: Reads, table: string): Columns {
  const known = reads.get(table);
  if (known !== undefined) return known;
  const columns: Columns = { named: new Set(), unnamed: new Set() };
  reads.set(table, columns);
  return columns;
}

function merge(into: Reads, from: Reads): void {
  for (const [table, { named, unnamed }] of from) {
    const columns = columnsOf(into, table);
    for (const column of named) columns.named.add(column);
    for (const column of unnamed) columns.unnamed.add(column);
  }
}

function isGroup(symbol: KustoSymbol): symbol is TypeSymbol {
  return nameOf(symbol) === "GroupSymbol";
}
