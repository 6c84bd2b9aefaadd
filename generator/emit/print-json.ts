// A JSON document -> its text: one line a member, as deep as columns stand, so that a changed column
// is a changed line. Made here and not by prettier, which takes fifty times as long for longer files.

import { visibleJson } from "../problems.ts";

/** The text of a document, with a last newline; what stands deeper than so many levels is on one line. */
export function printJson(document: Readonly<Record<string, unknown>>, levels = 2): string {
  return `${printMembers(document, levels)}\n`;
}

/**
 * JSON on one line. The bounds of 64 bits, which a double can only stand near, are printed exactly,
 * for readers that have integers. In a name the same digits stay: its quotes are escaped.
 */
export function jsonLine(value: unknown): string {
  return visibleJson(value)
    .replace(/(?<=[{,]"minimum":)-9223372036854776000/g, "-9223372036854775808")
    .replace(/(?<=[{,]"maximum":)9223372036854776000/g, "9223372036854775807");
}

function printMembers(value: unknown, levels: number, indent = ""): string {
  if (levels === 0 || typeof value !== "object" || value === null) return jsonLine(value);
  const inner = `${indent}  `;
  const isArray = Array.isArray(value);
  const members = Object.entries(value).map(([key, member]) => {
    const text = printMembers(member, levels - 1, inner);
    return isArray ? `${inner}${text}` : `${inner}${visibleJson(key)}: ${text}`;
  });
  if (members.length === 0) return isArray ? "[]" : "{}";
  return [isArray ? "[" : "{", members.join(",\n"), `${indent}${isArray ? "]" : "}"}`].join("\n");
}
