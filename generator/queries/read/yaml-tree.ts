// Reads the documents of a YAML file as trees of rules.

import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  type ParsedNode,
  type Scalar,
} from "yaml";
import {
  alignBlock,
  type Decoded,
  decodeDoubleQuoted,
  decodePlain,
  decodeSingleQuoted,
} from "./decode-scalar.ts";
import type { RuleNode } from "./rule-node.ts";

interface YamlError {
  readonly offset: number;
  readonly message: string;
}

export interface YamlTrees {
  readonly trees: readonly RuleNode[];
  /** Why the file is not YAML. */
  readonly error: YamlError | undefined;
}

export function readYamlTrees(text: string): YamlTrees {
  const documents = parseAllDocuments(text, {
    logLevel: "silent",
    prettyErrors: false,
    schema: "core",
  });
  const all: readonly Document.Parsed[] = Array.isArray(documents) ? documents : [];
  const [error] = all.flatMap(({ errors }) => errors);
  return {
    trees: all.flatMap(({ contents }) => (contents === null ? [] : [convert(contents, text)])),
    error: error === undefined ? undefined : { offset: error.pos[0], message: error.message },
  };
}

function convert(node: ParsedNode | null, source: string): RuleNode {
  // An alias repeats a value that is read at its anchor. Following aliases could take forever.
  if (node === null || isAlias(node)) return { kind: "other" };
  if (isSeq(node)) {
    return { kind: "list", items: node.items.map((item) => convert(item, source)) };
  }
  if (isMap(node)) {
    const entries = node.items.flatMap(({ key, value }) =>
      isScalar(key) ? [{ key: String(key.value), value: convert(value, source) }] : [],
    );
    return { kind: "map", entries };
  }
  if (!isScalar(node) || typeof node.value !== "string") return { kind: "other" };
  const { value, type, range } = node;
  const quote = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE" ? 1 : 0;
  return {
    kind: "text",
    value,
    offset: range[0] + quote,
    decode: () => decode(value, type, range, source),
  };
}

function decode(
  value: string,
  type: Scalar.Type | undefined,
  [start, end]: readonly [number, number, number],
  source: string,
): Decoded {
  const decoded =
    type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED"
      ? alignBlock(source, source.indexOf("\n", start) + 1, end, value)
      : type === "QUOTE_DOUBLE"
        ? decodeDoubleQuoted(source, start + 1, end - 1)
        : type === "QUOTE_SINGLE"
          ? decodeSingleQuoted(source, start + 1, end - 1)
          : decodePlain(source, start, end);
  if (decoded.text === value) return decoded;
  // Positions are then those of the start.
  return { text: value, offsets: Array.from({ length: value.length + 1 }, () => start) };
}
