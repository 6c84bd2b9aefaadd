// Finds out whether a query lists the columns of its result, so that it has no others. The parser calls the
// result open as soon as a table to the left of the operator is.

import type { KustoCode, SyntaxNode } from "./parser-api.ts";
import { childOf, findNodes, isNode, listItems } from "./syntax.ts";

/** Operators that name every column of their result. */
const listing = ["ProjectOperator", "DistinctOperator", "SummarizeOperator"] as const;
/** Operators that only pass on columns, or add columns that they name. */
const keeping = [
  "AsOperator",
  "ExtendOperator",
  "FilterOperator",
  "ProjectAwayOperator",
  "ProjectRenameOperator",
  "ProjectReorderOperator",
  "RenderOperator",
  "SampleOperator",
  "SerializeOperator",
  "SortOperator",
  "TakeOperator",
  "TopOperator",
] as const;

export function listsColumns(code: KustoCode): boolean {
  const statement = listItems(childOf(code.Syntax, "Statements")).at(-1);
  let expression = childOf(statement, "Expression");
  while (isNode(expression, "PipeExpression")) {
    const operator = childOf(expression, "Operator");
    if (isNode(operator, ...listing)) return !hasWildcard(operator);
    if (!isNode(operator, ...keeping)) return false;
    expression = childOf(expression, "Expression");
  }
  return false;
}

function hasWildcard(operator: SyntaxNode): boolean {
  return findNodes(operator, "StarExpression", "WildcardedName").length > 0;
}
