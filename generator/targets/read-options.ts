// Reads the options of a built-in emitter, each of which has a default.

import { closest } from "fastest-levenshtein";
import { quote } from "../problems.ts";

/** Thrown for an option that is unknown or has an invalid value. */
export class OptionError extends Error {}

type OptionValue = string | number | boolean;
type Widened<Value extends OptionValue> = Value extends string
  ? string
  : Value extends number
    ? number
    : boolean;

/** Returns the options with defaults for those that are not set. Each has the type of its default. */
export function readOptions<Defaults extends Readonly<Record<string, OptionValue>>>(
  options: Readonly<Record<string, unknown>>,
  defaults: Defaults,
): { readonly [Name in keyof Defaults]: Widened<Defaults[Name]> };
export function readOptions(
  options: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, OptionValue>>,
): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(defaults, name)) {
      const nearest = closest(name, Object.keys(defaults));
      throw new OptionError(`unknown option ${quote(name)}, did you mean ${quote(nearest)}?`);
    }
    const expected = typeof defaults[name];
    const isValid =
      expected === "number" ? isCount(value) : typeof value === expected && value !== "";
    if (!isValid) throw new OptionError(`the option ${quote(name)} must be ${wording(expected)}`);
  }
  return { ...defaults, ...options };
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 1_000_000_000;
}

function wording(type: string): string {
  if (type === "number") return "an integer from 1 to 1000000000";
  return type === "string" ? "text that is not empty" : "true or false";
}
