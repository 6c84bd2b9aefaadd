// Finds the name of an exported table in its file name, or in a query at the top of the text.

import { findTable, saysNothing } from "./known-names.ts";
import { shippedNames } from "./shipped-exports.ts";

/** Returns the name of a table in a file name; undefined if any download may have the name. */
export function nameOfFile(file: string): string | undefined {
  const plain = file
    .replace(/\.[^.]*$/, "")
    .replace(/(?:\.(?:csv|tsv|json|txt|schema|getschema))+$/i, "");
  // Browsers number a second download of the same name: `DeviceInfo (1).csv`.
  const name = plain.replace(/(?<=\w) ?\(\d+\)$/, "");
  return saysNothing(name) ? undefined : name;
}

/** Returns the table that a file is named after: a shipped table if the name means one. */
export function tableOfFile(file: string): string | undefined {
  const name = nameOfFile(file);
  return name === undefined ? undefined : (findTable(name, shippedNames()) ?? name);
}

const name = String.raw`(?<table>[A-Za-z_]\w*|\[(?:'[^']*'|"[^"]*")\])`;
const queryStart = new RegExp(String.raw`^\s*${name}\s*(?:\|.*)?;?\s*$`);
const showStart = new RegExp(String.raw`^\s*\.show\s+table\s+${name}(?:\s.*)?$`);
/** A blank line, or a line of a query. A row of a pasted table begins with a pipe too, and ends with one. */
const queryLine = /^\s*(?:\|(?:\s*[a-z].*[^|\s]\s*|\s*))?$/;
const longestLine = 1000;
const longestQuery = 10_000;
const comment = /^\s*(?:\/\/.*)?$/;

/** Operators that keep all columns of a table. */
const keepsColumns = /^(?:where|filter|take|limit|sample|sort|order|top|getschema|serialize|as)$/i;
/** Operators that keep all rows of a schema. */
const keepsRows =
  /^(?:project|project-away|project-keep|project-rename|project-reorder|extend|sort|order|as|serialize|getschema)$/i;

export interface TakenQuery {
  readonly table: string | undefined;
  /** The first operator because of which the result is not the whole schema of the table. */
  readonly partial: { readonly operator: string; readonly line: number } | undefined;
  readonly text: string;
}

/**
 * Finds the table of a query at the top of its pasted result, and blanks the lines of the query, so that
 * the lines below keep their numbers.
 */
export function takeQuery(text: string): TakenQuery {
  const none = { table: undefined, partial: undefined, text };
  const lines = text.split("\n", 200);
  const start = lines.findIndex((line) => !comment.test(line));
  const first = lines[start] ?? "";
  // A line of an export may be megabytes long, but not a line of a query.
  if (first.length > longestLine) return none;
  const match = showStart.exec(first) ?? queryStart.exec(first);
  const table = match?.groups?.["table"]?.replace(/^\[.(.*).\]$/s, "$1");
  if (table === undefined) return none;
  let partial: TakenQuery["partial"];
  let end = start + 1;
  if (!showStart.test(first)) {
    while (queryLine.test(lines[end] ?? "x")) end += 1;
    const query = lines.slice(start, end).join("\n");
    if (query.length > longestQuery) return none;
    if (!/\|\s*(?:getschema|take\s+0|limit\s+0)\b/i.test(query)) return none;
    partial = findPartial(query, start + 1);
  }
  const offset = lines.slice(0, end).reduce((sum, line) => sum + line.length + 1, 0);
  return { table, partial, text: "\n".repeat(end) + text.slice(offset) };
}

/** Finds the first operator that removes or adds columns before getschema, or removes rows after it. */
function findPartial(query: string, firstLine: number): TakenQuery["partial"] {
  let keeps = keepsColumns;
  // Neither a pipe in a string nor one in a comment begins an operator.
  const code = query.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*/g, (found) =>
    "_".repeat(found.length),
  );
  for (const { 1: operator = "", index } of code.matchAll(/\|\s*([a-z][\w-]*)/gi)) {
    if (!keeps.test(operator)) {
      return { operator, line: firstLine + code.slice(0, index).split("\n").length - 1 };
    }
    if (operator.toLowerCase() === "getschema") keeps = keepsRows;
  }
  return undefined;
}
