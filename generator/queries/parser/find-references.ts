// Finds what the names of a query refer to, and where columns come from.

import type { Reference } from "../query.ts";
import type { Database } from "./build-database.ts";
import { itemsOf } from "./lists.ts";
import type { ColumnSymbol, KustoCode, KustoGlobals } from "./parser-api.ts";
import { isNode, nameOf } from "./syntax.ts";

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
    if (!isNode(node, "NameReference")) return;
    const symbol = node.ReferencedSymbol;
    const kind = symbol === null || symbol === undefined ? undefined : kinds[nameOf(symbol)];
    if (symbol === null || symbol === undefined || kind === undefined) return;
    const name = node.SimpleName ?? "";
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

function isColumn(symbol: object): symbol is ColumnSymbol {
  return nameOf(symbol) === "ColumnSymbol";
}

/** The tables' columns and definitions that a column has its values from, sorted. */
export function originsOf(
  column: ColumnSymbol,
  globals: KustoGlobals,
  database: Database,
): readonly string[] {
  const found = new Set<string>();
  const visit = (each: ColumnSymbol): void => {
    const known = database.origins.get(each);
    const originals = itemsOf(globals, each.OriginalColumns);
    if (known !== undefined) found.add(known);
    else if (originals.length > 0) originals.forEach(visit);
    else found.add(`@${each.Source?.TextStart ?? each.Name}`);
  };
  visit(column);
  return [...found].toSorted();
}
