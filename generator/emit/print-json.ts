// Prints a JSON document with one line for each member down to the level of columns, so that a changed
// column is a changed line. Prettier would take fifty times as long for longer files.

import { visibleJson } from "../problems.ts";

/** Prints a document with a final newline. Values below `levels` levels are printed on one line. */
export function printJson(document: Readonly<Record<string, unknown>>, levels = 2): string {
  return `${printMembers(document, levels)}\n`;
}

/**
 * Prints JSON on one line. The bounds of 64-bit integers, which a double can only approximate, are printed
 * exactly, for readers with integers. The same digits in a name are kept, since its quotes are escaped.
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
