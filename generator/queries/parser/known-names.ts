// Lists the names that an unknown name can mean.

import { itemsOf } from "./lists.ts";
import type { KustoCode, KustoGlobals } from "./parser-api.ts";
import { childOf, findNodes, isNode, nameOf } from "./syntax.ts";

/**
 * The names of `let` statements and parameters before a position. The parser's own list of names in scope
 * takes longer than the analysis of a query.
 */
export function declaredNames({ Syntax }: KustoCode, position: number): string[] {
  return findNodes(Syntax, "LetStatement", "FunctionParameter")
    .filter(({ End }) => End <= position)
    .map((node) =>
      childOf(isNode(node, "LetStatement") ? node : childOf(node, "NameAndType"), "Name"),
    )
    .flatMap((name) => (name?.SimpleName ? [name.SimpleName] : []));
}

export function functionNames(code: KustoCode, position: number, globals: KustoGlobals): string[] {
  return itemsOf(globals, code.GetSymbolsInScope(position))
    .filter((symbol) => nameOf(symbol) === "FunctionSymbol")
    .map(({ Name }) => Name ?? "");
}
