// Defines the tree that rules in YAML and JSON are read as.

import type { Decoded } from "./decode-scalar.ts";

export type RuleNode =
  | { readonly kind: "map"; readonly entries: readonly RuleEntry[] }
  | { readonly kind: "list"; readonly items: readonly RuleNode[] }
  | {
      readonly kind: "text";
      readonly value: string;
      /** The offset of the first character in the file. */
      readonly offset: number;
      decode(): Decoded;
    }
  | { readonly kind: "other" };

export interface RuleEntry {
  readonly key: string;
  readonly value: RuleNode;
}

export type TextNode = Extract<RuleNode, { readonly kind: "text" }>;

/** Returns the value at a path of keys; undefined if there is none. */
export function at(node: RuleNode | undefined, ...keys: readonly string[]): RuleNode | undefined {
  let current = node;
  for (const key of keys) {
    if (current?.kind !== "map") return undefined;
    current = current.entries.find((entry) => entry.key === key)?.value;
  }
  return current;
}

export function textAt(
  node: RuleNode | undefined,
  ...keys: readonly string[]
): TextNode | undefined {
  const found = at(node, ...keys);
  return found?.kind === "text" ? found : undefined;
}

export function itemsAt(
  node: RuleNode | undefined,
  ...keys: readonly string[]
): readonly RuleNode[] {
  const found = at(node, ...keys);
  return found?.kind === "list" ? found.items : [];
}

/** Calls `visit` for every entry of every map below a node. */
export function walkEntries(node: RuleNode | undefined, visit: (entry: RuleEntry) => void): void {
  if (node?.kind === "list") for (const item of node.items) walkEntries(item, visit);
  if (node?.kind !== "map") return;
  for (const entry of node.entries) {
    visit(entry);
    walkEntries(entry.value, visit);
  }
}
