// Explains errors of which the parser's own sentence hides the cause.

import { findKustoType } from "../../mapping/kusto-types.ts";
import type { QueryProblem } from "../query.ts";
import { invokedFunctions, serviceFunctions } from "./defender-functions.ts";
import type { SyntaxNode } from "./parser-api.ts";
import { ancestorOf, childOf, isNode, listItems, textOf } from "./syntax.ts";

type Explained = Pick<QueryProblem, "code" | "message">;

/** Returns undefined if the parser's sentence is precise. */
export function preciseProblem(number: string, node: SyntaxNode): Explained | undefined {
  const name = textOf(node);
  if (number === "KS117" && invokedFunctions.has(name)) {
    const message = `unknown column "${name}"; the function of this name needs "| invoke ${name}()"`;
    return { code: "unknown-column", message };
  }
  if (number === "KS117" && serviceFunctions.has(name)) {
    const isTable = isNode(node.Parent, "PipeExpression", "ExpressionStatement");
    return isTable
      ? { code: "unknown-table", message: `unknown table "${name}"` }
      : { code: "unknown-column", message: `unknown column "${name}"` };
  }
  if ((number === "KS111" || number === "KS142") && isLookupTable(node)) {
    return { code: "unknown-table", message: `unknown table "${name}"` };
  }
  if (number !== "KS142" || !isNode(node.Parent, "PathExpression")) return undefined;
  const owner = childOf(node.Parent, "Expression");
  const type = owner?.ResultType?.Name;
  if (owner === undefined || owner === node || hasMembers(type ?? "")) return undefined;
  const message = `a value of type ${type} has no member "${name}"; use parse_json(${textOf(owner)}).${name}`;
  return { code: "wrong-type", message };
}

/** Dynamic values have members. */
function hasMembers(type: string): boolean {
  return [undefined, "dynamic"].includes(findKustoType(type));
}

/** Whether a name is the first argument of a plugin that looks values up in a table. */
export function isLookupTable(node: SyntaxNode | undefined): boolean {
  if (!isNode(node, "NameReference")) return false;
  const call = ancestorOf(node, "FunctionCallExpression");
  if (call === undefined) return false;
  const [table] = listItems(childOf(childOf(call, "ArgumentList"), "Expressions"));
  return table === node && /^ipv[46]_lookup$/.test(textOf(childOf(call, "Name")));
}
