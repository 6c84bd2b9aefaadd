// Reads JSON, with comments and trailing commas, as a tree of rules.

import { type Node, parseTree } from "jsonc-parser";
import { decodeDoubleQuoted } from "./decode-scalar.ts";
import type { RuleNode } from "./rule-node.ts";

/** Returns undefined if the text has no value. */
export function readJsonTree(text: string): RuleNode | undefined {
  const tree = parseTree(text, [], { allowTrailingComma: true });
  return tree === undefined ? undefined : convert(tree, text);
}

function convert(node: Node, source: string): RuleNode {
  if (node.type === "array") {
    return { kind: "list", items: (node.children ?? []).map((child) => convert(child, source)) };
  }
  if (node.type === "object") {
    const entries = (node.children ?? []).flatMap(({ children }) => {
      const [key, value] = children ?? [];
      if (key === undefined || value === undefined) return [];
      return [{ key: String(key.value), value: convert(value, source) }];
    });
    return { kind: "map", entries };
  }
  if (node.type !== "string") return { kind: "other" };
  const [start, end] = [node.offset + 1, node.offset + node.length - 1];
  return {
    kind: "text",
    value: String(node.value),
    offset: start,
    decode: () => decodeDoubleQuoted(source, start, end),
  };
}
