// Corrects operators that the parser binds otherwise than Kusto does: `union kind=inner` returns only the
// common columns, a union keeps the columns of each type apart, and `scan` adds `match_id` only if it is
// asked for. What reads every table is open, since
// the tables that have no export have columns too, and so is the result of an unknown plugin.

import { itemsOf } from "./lists.ts";
import type {
  ColumnSymbol,
  KustoGlobals,
  NodeBinder,
  SemanticInfo,
  SyntaxNode,
  TypeSymbol,
} from "./parser-api.ts";
import { childOf, listItems, nameOf, parameterOf, textOf } from "./syntax.ts";

/** Replaces the methods of the parser that bind these operators. */
export function correctParser(globals: KustoGlobals): void {
  const { Binding } = globals.Kusto.Language;
  const binder = Binding.Binder.NodeBinder.prototype;
  openTables(globals);
  separateTypes(globals);
  inferUnknownTypes(globals);
  const {
    VisitUnionOperator: bindUnion,
    VisitScanOperator: bindScan,
    VisitFindOperator: bindFind,
    VisitEvaluateOperator: bindEvaluate,
  } = binder;
  binder.VisitUnionOperator = function (node) {
    const info = bindUnion.call(this, node);
    if (parameterOf(node, "kind") === "inner")
      return withColumns(globals, info, this, commonTo(inputsOf(globals, this, node)));
    const readsAll = listItems(childOf(node, "Expressions")).some((each) => textOf(each) === "*");
    return readsAll ? withColumns(globals, info, this, (all) => all, true) : info;
  };
  binder.VisitFindOperator = function (node) {
    const info = bindFind.call(this, node);
    const readsAll = childOf(node, "InClause") === undefined;
    const lists = childOf(node, "Project") !== undefined;
    return readsAll && !lists ? withColumns(globals, info, this, (all) => all, true) : info;
  };
  binder.VisitEvaluateOperator = function (node) {
    const info = bindEvaluate.call(this, node);
    const plugin = childOf(childOf(node, "FunctionCall"), "Name")?.ReferencedSymbol;
    const isKnown = plugin !== null && plugin !== undefined;
    return isKnown ? info : withColumns(globals, info, this, () => [], true);
  };
  binder.VisitScanOperator = function (node) {
    const info = bindScan.call(this, node);
    return parameterOf(node, "with_match_id") === undefined
      ? withColumns(globals, info, this, (all) => all.slice(0, -1))
      : info;
  };
}

/**
 * A column of several types becomes a column for each type. The parser forgets those of another type if the
 * first two have the same, so the first of each type comes first.
 */
function separateTypes(globals: KustoGlobals): void {
  const { prototype } = globals.Kusto.Language.Binding.ColumnMap;
  prototype.AddRange = function (columns) {
    const all = itemsOf(globals, columns);
    const first = new Map(all.toReversed().map((column) => [keyOf(column), column]));
    const isFirst = (column: ColumnSymbol): boolean => first.get(keyOf(column)) === column;
    for (const column of all) if (isFirst(column)) this.Add(column);
    for (const column of all) if (!isFirst(column)) this.Add(column);
  };
}

/** Functions such as `coalesce` need values of one type, so a value of an unknown type has that of the others. */
function inferUnknownTypes({ Kusto }: KustoGlobals): void {
  const { TypeFacts, ScalarTypes } = Kusto.Language.Symbols;
  const { TryGetCommonType: findCommon } = TypeFacts;
  const isUnknown = (type: TypeSymbol | null): boolean => type === ScalarTypes["Unknown"];
  TypeFacts.TryGetCommonType = (first, second, conversions, common) => {
    if (first === null || second === null || isUnknown(first) === isUnknown(second))
      return findCommon.call(TypeFacts, first, second, conversions, common);
    common.v = isUnknown(first) ? second : first;
    return true;
  };
}

/** Opens the columns that `search` and `find` see, unless they read the row scope or listed tables. */
function openTables(globals: KustoGlobals): void {
  const { Empty } = globals.Kusto.Language.Symbols.TableSymbol;
  const { prototype } = globals.Kusto.Language.Binding.Binder;
  const { GetSearchColumnsTable: findSearched, GetFindColumnsTable: findFound } = prototype;
  prototype.GetSearchColumnsTable = function (node) {
    const table = findSearched.call(this, node);
    const readsAll = this.RowScopeOrEmpty === Empty && childOf(node, "InClause") === undefined;
    return readsAll ? table.WithIsOpen(true) : table;
  };
  prototype.GetFindColumnsTable = function (node) {
    const table = findFound.call(this, node);
    return childOf(node, "InClause") === undefined ? table.WithIsOpen(true) : table;
  };
}

type Choose = (columns: readonly ColumnSymbol[]) => readonly ColumnSymbol[];

function withColumns(
  globals: KustoGlobals,
  info: SemanticInfo,
  binder: NodeBinder,
  choose: Choose,
  isOpen = info.ResultType?.IsOpen === true,
): SemanticInfo {
  const { System, Kusto } = globals;
  const { Symbols, Binding } = Kusto.Language;
  const columns = choose(itemsOf(globals, info.ResultType?.Columns));
  const table = new Symbols.TableSymbol.$ctor3(System.Array.init(columns, Symbols.ColumnSymbol));
  const scope = binder.RowScopeOrEmpty;
  const inherited = scope === null ? table : table.WithInheritableProperties(scope);
  return new Binding.SemanticInfo.$ctor5(inherited.WithIsOpen(isOpen), info.Diagnostics);
}

/** Keeps columns that every input has, and the column of `withsource`. */
function commonTo(inputs: readonly (readonly ColumnSymbol[])[]): Choose {
  const names = inputs.map((columns) => new Set(columns.map(keyOf)));
  const isAnywhere = (key: string): boolean => names.some((each) => each.has(key));
  return (columns) =>
    columns.filter((column) => {
      const key = keyOf(column);
      return !isAnywhere(key) || names.every((each) => each.has(key));
    });
}

function keyOf({ Name, Type }: ColumnSymbol): string {
  return `${Name}:${Type?.Name}`;
}

function inputsOf(globals: KustoGlobals, binder: NodeBinder, node: SyntaxNode): ColumnSymbol[][] {
  const expressions = listItems(childOf(node, "Expressions"));
  const inputs = [binder.RowScopeOrEmpty, ...expressions.map((each) => each.ResultType)];
  return inputs.flatMap((type) => {
    if (type === null || type === undefined) return [];
    const tables = nameOf(type) === "GroupSymbol" ? itemsOf(globals, type.Members) : [type];
    return tables.map((table) => itemsOf(globals, table.Columns));
  });
}
