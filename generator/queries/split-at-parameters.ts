// Splits the text of a query at the positions of its parameters' values.

import { kqlName } from "../kql-text.ts";
import type { Analysis } from "./query.ts";

/** Text, or the index of a parameter whose value is written at this position. */
export type TextPart = string | number;

/**
 * A value replaces that of its `let`. `declare query_parameters` becomes a `let` for each parameter, since
 * the services do not pass on parameters.
 */
export function splitAtParameters(
  text: string,
  { range, parameters, declaration }: Pick<Analysis, "range" | "parameters" | "declaration">,
): TextPart[] {
  const replaced = parameters.flatMap(({ value }, index) =>
    value === undefined ? [] : [{ ...value, parts: [index] as TextPart[] }],
  );
  if (declaration !== undefined) {
    const declared = parameters.flatMap(({ name, value }, index): TextPart[] =>
      value === undefined ? [index === 0 ? "" : ";\n", `let ${kqlName(name)} = `, index] : [],
    );
    replaced.push({ ...declaration, parts: declared });
  }
  const parts: TextPart[] = [];
  let at = range.start;
  for (const { start, end, parts: own } of replaced.toSorted((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), ...own);
    at = end;
  }
  parts.push(text.slice(at, range.end));
  return join(parts);
}

/** Joins neighbouring texts. */
function join(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string")
      joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  return joined;
}
