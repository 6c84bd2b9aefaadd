// Converts untrusted names and values to source text. This is the only module that does so.

import { escapeHidden } from "../../problems.ts";

/** Prints a JSON value as a TypeScript expression. Characters that an editor would hide are escaped. */
export function literal(value: unknown): string {
  return escapeLine(JSON.stringify(value));
}

/** Source text of another printer, with the characters escaped that `literal` escapes. */
export function escapeSource(source: string): string {
  return source.split("\n").map(escapeLine).join("\n");
}

function escapeLine(text: string): string {
  // ts-morph's writer mistakes the quote after `"\\\\"` for an escaped quote, and what follows for a
  // part of the text.
  return escapeHidden(text).replaceAll("\\\\", "\\u005c");
}

/** Prints the key of an interface's property, quoted unless it is an identifier. */
export function interfaceKey(name: string): string {
  return isIdentifier(name) ? name : literal(name);
}

/**
 * Prints the key of an object literal's property. `__proto__` is computed, since it would set the
 * prototype otherwise.
 */
export function objectKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return interfaceKey(name);
}

/** Escapes text for a comment on one line. */
export function comment(text: string): string {
  return escapeHidden(text.replaceAll("*/", "*\\/"));
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}
