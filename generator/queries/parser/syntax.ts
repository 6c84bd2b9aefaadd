// Walks the parser's syntax trees by the names that it gives to nodes and their children.

import type { SyntaxNode } from "./parser-api.ts";

const names = new WeakMap<object, string>();

/** The name of an object's class without namespace and type arguments, such as `PipeExpression`. */
export function nameOf(value: object): string {
  const type: object & { readonly $$name?: unknown } = value.constructor;
  let name = names.get(type);
  if (name === undefined) {
    name = String(type.$$name).replace(/\$.*/, "").replace(/^.*\./, "");
    names.set(type, name);
  }
  return name;
}

export function isNode(
  node: SyntaxNode | null | undefined,
  ...kinds: readonly string[]
): node is SyntaxNode {
  return node !== null && node !== undefined && kinds.includes(nameOf(node));
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Array.from({ length: node.ChildCount }, (_, index) => node.GetChild(index)).filter(
    (child) => child !== null,
  );
}

export function childOf(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  if (node === undefined) return undefined;
  for (let index = 0; index < node.ChildCount; index += 1) {
    if (node.GetName(index) === name) return node.GetChild(index) ?? undefined;
  }
  return undefined;
}

/** Returns the items of a list, without its separators. */
export function listItems(list: SyntaxNode | undefined): SyntaxNode[] {
  if (list === undefined) return [];
  return childrenOf(list).map((each) =>
    isNode(each, "SeparatedElement") ? (childrenOf(each)[0] ?? each) : each,
  );
}

/** Returns the source text of a parameter of an operator, such as `inner` for `kind=inner`. */
export function parameterOf(operator: SyntaxNode, name: string): string | undefined {
  const parameter = listItems(childOf(operator, "Parameters")).find(
    (each) => textOf(childOf(each, "Name")) === name,
  );
  return parameter === undefined ? undefined : textOf(childOf(parameter, "Expression"));
}

export function textOf(node: SyntaxNode | undefined): string {
  return node === undefined ? "" : node.toString().trim();
}

/** Returns every node below `root` that has one of the names. */
export function findNodes(root: SyntaxNode, ...kinds: readonly string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  root.WalkNodes((node) => {
    if (kinds.includes(nameOf(node))) found.push(node);
  });
  return found;
}

/** Returns the closest node above `node` that has one of the names. */
export function ancestorOf(node: SyntaxNode, ...kinds: readonly string[]): SyntaxNode | undefined {
  for (let above = node.Parent; above !== null; above = above.Parent) {
    if (kinds.includes(nameOf(above))) return above;
  }
  return undefined;
}

/** Whether a call is one of `column_ifexists`, which names a column in a string. */
export function isColumnIfExists(call: SyntaxNode): boolean {
  return /^column_?ifexists$/.test(textOf(childOf(call, "Name")));
}
