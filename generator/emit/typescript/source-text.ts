// The one door from data to code: names and values that strangers may have written become source
// text here and nowhere else.

import { escapeHidden } from "../../problems.ts";

/** A JSON value as a TypeScript expression. Characters that an editor would hide are escaped. */
export function literal(value: unknown): string {
  return escapeLine(JSON.stringify(value));
}

/** Source text of another printer, with the characters escaped that `literal` escapes. */
export function escapeSource(source: string): string {
  return source.split("\n").map(escapeLine).join("\n");
}

function escapeLine(text: string): string {
  // ts-morph's writer takes the quote behind `"\\\\"` for an escaped one, and what follows for a part of the text.
  return escapeHidden(text).replaceAll("\\\\", "\\u005c");
}

/** The key of an interface's property: bare where it is an identifier, quoted otherwise. */
export function interfaceKey(name: string): string {
  return isIdentifier(name) ? name : literal(name);
}

/** The key of an object literal's property. `__proto__` is computed: bare it would set the prototype. */
export function objectKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return interfaceKey(name);
}

/** Text inside of a comment, on one line. */
export function comment(text: string): string {
  return escapeHidden(text.replaceAll("*/", "*\\/"));
}

function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}
