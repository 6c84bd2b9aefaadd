// Finds what the names of a query refer to, and where columns come from.

import type { Reference } from "../query.ts";
import type { Database } from "./build-database.ts";
import { itemsOf } from "./lists.ts";
import type { ColumnSymbol, KustoCode, KustoGlobals, SyntaxNode } from "./parser-api.ts";
import { childOf, isColumnIfExists, isNode, listItems, nameOf, textOf } from "./syntax.ts";

const kinds: Readonly<Record<string, Reference["kind"]>> = {
  ColumnSymbol: "column",
  TableSymbol: "table",
  FunctionSymbol: "function",
  ParameterSymbol: "variable",
  VariableSymbol: "variable",
};

export interface References {
  readonly references: readonly Reference[];
  readonly hasWildcard: boolean;
}

/** Operators and names that read tables or columns without naming them. */
const wildcards = new Set(["FindOperator", "SearchOperator", "StarExpression", "WildcardedName"]);

export function findReferences(
  code: KustoCode,
  globals: KustoGlobals,
  database: Database,
): References {
  const references: Reference[] = [];
  let hasWildcard = false;
  code.Syntax.WalkNodes((node) => {
    if (wildcards.has(nameOf(node))) hasWildcard = true;
    const optional = optionalColumn(node, code, globals, database);
    if (optional !== undefined) references.push(optional);
    if (!isNode(node, "NameReference")) return;
    const symbol = node.ReferencedSymbol;
    const kind = symbol === null || symbol === undefined ? undefined : kinds[nameOf(symbol)];
    if (symbol === null || symbol === undefined || kind === undefined) return;
    const name = node.SimpleName ?? "";
    // A pattern reads what it matches, and may match something else.
    if (name.includes("*")) return;
    const base = { start: node.TextStart, end: node.End, name, kind };
    if (isColumn(symbol)) {
      const origins = originsOf(symbol, globals, database);
      references.push({ ...base, origins, type: symbol.Type?.Name ?? "unknown" });
    } else {
      references.push({ ...base, origins: [symbol.Name ?? name], type: "" });
    }
  });
  return { references, hasWildcard };
}

/** The column that `column_ifexists` names in a string. */
function optionalColumn(
  node: SyntaxNode,
  code: KustoCode,
  globals: KustoGlobals,
  database: Database,
): Reference | undefined {
  if (!isNode(node, "FunctionCallExpression")) return undefined;
  if (!isColumnIfExists(node)) return undefined;
  const [argument] = listItems(childOf(childOf(node, "ArgumentList"), "Expressions"));
  const [, name] = /^(?:'(\w+)'|"(\w+)")$/.exec(textOf(argument))?.filter(Boolean) ?? [];
  if (argument === undefined || name === undefined) return undefined;
  const columns = itemsOf(globals, code.GetColumnsInScope(node.TextStart)?.Columns);
  const column = columns.find(({ Name }) => Name === name);
  if (column === undefined) return undefined;
  return {
    start: argument.TextStart + 1,
    end: argument.End - 1,
    name,
    kind: "column",
    origins: originsOf(column, globals, database),
    type: column.Type?.Name ?? "unknown",
  };
}

export function isColumn(symbol: object): symbol is ColumnSymbol {
  return nameOf(symbol) === "ColumnSymbol";
}

/** The tables' columns and definitions that a column has its values from, sorted. */
export function originsOf(
  column: ColumnSymbol,
  globals: KustoGlobals,
  database: Database,
): readonly string[] {
  const origins = originalsOf(column, globals).map((each) => {
    const known = database.origins.get(each);
    if (known !== undefined) return `${known.table}.${known.column}`;
    return `@${each.Source?.TextStart ?? each.Name}`;
  });
  return [...new Set(origins)].toSorted();
}

/** The columns that a column has its values from: itself, if it does not come from other ones. */
export function originalsOf(column: ColumnSymbol, globals: KustoGlobals): ColumnSymbol[] {
  const originals = itemsOf(globals, column.OriginalColumns);
  if (originals.length === 0) return [column];
  return originals.flatMap((each) => originalsOf(each, globals));
}
