// Corrects operators that the parser binds otherwise than Kusto does: `union kind=inner` returns only the
// common columns, and `scan` adds `match_id` only if it is asked for.

import { itemsOf } from "./lists.ts";
import type {
  ColumnSymbol,
  KustoGlobals,
  NodeBinder,
  SemanticInfo,
  SyntaxNode,
} from "./parser-api.ts";
import { childOf, listItems, nameOf, parameterOf } from "./syntax.ts";

/** Replaces the methods of the parser that bind these operators. */
export function correctParser(globals: KustoGlobals): void {
  const binder = globals.Kusto.Language.Binding.Binder.NodeBinder.prototype;
  const { VisitUnionOperator: bindUnion, VisitScanOperator: bindScan } = binder;
  binder.VisitUnionOperator = function (node) {
    const info = bindUnion.call(this, node);
    return parameterOf(node, "kind") === "inner"
      ? withColumns(globals, info, this, commonTo(inputsOf(globals, this, node)))
      : info;
  };
  binder.VisitScanOperator = function (node) {
    const info = bindScan.call(this, node);
    return parameterOf(node, "with_match_id") === undefined
      ? withColumns(globals, info, this, (all) => all.slice(0, -1))
      : info;
  };
}

type Choose = (columns: readonly ColumnSymbol[]) => readonly ColumnSymbol[];

function withColumns(
  globals: KustoGlobals,
  info: SemanticInfo,
  binder: NodeBinder,
  choose: Choose,
): SemanticInfo {
  const { System, Kusto } = globals;
  const { Symbols, Binding } = Kusto.Language;
  const columns = choose(itemsOf(globals, info.ResultType?.Columns));
  const table = new Symbols.TableSymbol.$ctor3(System.Array.init(columns, Symbols.ColumnSymbol));
  const scope = binder.RowScopeOrEmpty;
  const inherited = scope === null ? table : table.WithInheritableProperties(scope);
  const isOpen = info.ResultType?.IsOpen === true;
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
