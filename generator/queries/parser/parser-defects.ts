// Recognizes errors of the parser that Kusto does not report.

import { itemsOf } from "./lists.ts";
import type { KustoGlobals, SyntaxNode } from "./parser-api.ts";
import { ancestorOf, childOf, isNode, textOf } from "./syntax.ts";

/** Columns that every table of a workspace has, and that no result contains unless a query names them. */
const hiddenColumns: ReadonlySet<string> = new Set([
  "_BilledSize",
  "_IsBillable",
  "_ItemId",
  "_ResourceId",
  "_SubscriptionId",
  "_TimeReceived",
]);

/** Plugins of which the parser does not know that they exist. */
const undeclaredPlugins: ReadonlySet<string> = new Set(["diffpatterns_text", "schema_merge"]);

/** Functions that are documented with arguments of types that the parser refuses. */
const documentedArguments: ReadonlySet<string> = new Set([
  "bag_unpack",
  "count",
  "make_timespan",
  "percentile_array_tdigest",
  "percentiles_array_tdigest",
  "series_fit_poly",
]);

export interface DefectScope {
  readonly globals: KustoGlobals;
  readonly workspace: boolean;
}

/** Whether the error with this number at this expression is none for Kusto. */
export function isDefectOfParser(
  number: string,
  node: SyntaxNode,
  { globals, workspace }: DefectScope,
): boolean {
  switch (number) {
    case "KS107":
    case "KS134":
      return isAcceptedArgument(node);
    case "KS124":
      return undeclaredPlugins.has(textOf(node));
    case "KS142":
      return workspace && hiddenColumns.has(textOf(node));
    case "KS171":
      return ancestorOf(node, "ProjectReorderOperator") !== undefined;
    case "KS249":
      return hasRequiredColumns(globals, node);
    default:
      return false;
  }
}

function isAcceptedArgument(node: SyntaxNode): boolean {
  const list = ancestorOf(node, "ExpressionList", "FunctionCallExpression");
  const call = isNode(list, "ExpressionList") ? list.Parent : list;
  if (!isNode(call, "FunctionCallExpression")) return false;
  const name = textOf(childOf(call, "Name"));
  const type = node.ResultType?.Name;
  return (
    documentedArguments.has(name) ||
    (/^(?:todynamic|parse_?json|toobject)$/.test(name) &&
      (type === "dynamic" || type === "unknown"))
  );
}

/**
 * Whether the table to the left of `invoke` has the columns of the function's parameter, if `int` and `long`
 * are the same: of functions such as `hourofday`, the parser says `int` and the service `long`.
 */
function hasRequiredColumns(globals: KustoGlobals, table: SyntaxNode): boolean {
  const operator = isNode(table.Parent, "PipeExpression")
    ? childOf(table.Parent, "Operator")
    : undefined;
  const symbol = childOf(childOf(operator, "Function"), "Name")?.ReferencedSymbol;
  const [signature] = itemsOf(globals, symbol?.Signatures);
  const [parameter] = itemsOf(globals, signature?.Parameters);
  const [declared] = itemsOf(globals, parameter?.DeclaredTypes);
  const columns = new Map(
    itemsOf(globals, table.ResultType?.Columns).map(({ Name, Type }) => [Name, kindOf(Type?.Name)]),
  );
  const required = itemsOf(globals, declared?.Columns);
  return (
    required.length > 0 &&
    required.every(({ Name, Type }) => columns.get(Name) === kindOf(Type?.Name))
  );
}

function kindOf(type: string | null | undefined): string {
  return type === "int" ? "long" : (type ?? "");
}
