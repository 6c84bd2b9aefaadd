// Prints a case in which a reader differs, so that it can be run again and turned into a test.

import { inspect } from "node:util";
import { isOfLines } from "./drawn-options.ts";
import type { Finding } from "./fuzz.ts";
import type { FuzzCase } from "./fuzz-case.ts";
import type { Body } from "./line-source.ts";

const longest = 4000;

export function describeFinding({ original, shrunk, difference }: Finding): string {
  const { seed, number, kinds } = original;
  return [
    `${difference.reader} differs from the reference at ${difference.summary}`,
    `again:    npm run fuzz -- --seed ${seed} --first ${number} --count 1`,
    `kinds:    ${kinds.join(", ")}`,
    `call:     ${describeCall(shrunk)}`,
    `body:     ${describeBody(shrunk.body)}`,
    `expected: ${show(difference.expected)}`,
    `actual:   ${show(difference.actual)}`,
  ].join("\n");
}

function describeCall({ bytesStyle, call, disturbed, options, set, source }: FuzzCase): string {
  const details = [
    `tables "${set.name}"`,
    bytesStyle,
    ...(isOfLines(call) ? [JSON.stringify(source)] : []),
    ...(disturbed ? ["with another message read before the comparison"] : []),
  ];
  return `${call}(${JSON.stringify(options)}), ${details.join(", ")}`;
}

/**
 * Writes a body as an expression in TypeScript, without a character that a terminal does not show.
 */
export function describeBody(body: Body): string {
  if (typeof body === "string") return escape(JSON.stringify(body));
  const bytes = Buffer.from(body);
  const text = bytes.toString();
  if (Buffer.from(text).equals(bytes)) return `Buffer.from(${escape(JSON.stringify(text))})`;
  return `Buffer.from(${escape(JSON.stringify(bytes.toString("latin1")))}, "latin1")`;
}

function escape(text: string): string {
  const escaped = text.replaceAll(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return escaped.length > longest ? `${escaped.slice(0, longest)}… (${escaped.length})` : escaped;
}

function show(value: unknown): string {
  const shown = withBytesAsText(value, 0);
  const text = inspect(shown, { depth: 9, breakLength: 100, maxStringLength: 300 });
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Copies the upper levels of a value, with bytes as the text that they encode. */
function withBytesAsText(value: unknown, depth: number): unknown {
  if (value instanceof Uint8Array) return { [inspect.custom]: () => describeBody(value) };
  if (value instanceof Map) return withBytesAsText(Object.fromEntries(value), depth);
  if (Array.isArray(value)) return value.map((item) => withBytesAsText(item, depth + 1));
  const isPlain = typeof value === "object" && value !== null && !(value instanceof Error);
  if (!isPlain || depth > 10) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withBytesAsText(member, depth + 1)]),
  );
}
