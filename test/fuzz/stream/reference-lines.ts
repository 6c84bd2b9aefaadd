// Classifies newline-delimited records one line after another.

import { invalidText } from "../../../generator/runtime/table/issue.ts";
import type { Tables } from "./fuzz-tables.ts";
import type { Body } from "./line-source.ts";
import type { ReadLineOptions, ReadOptions } from "./reader.ts";
import { referenceParse } from "./reference-parse.ts";
import { judge, reject, type Verdict } from "./verdict.ts";

export function judgeLines(tables: Tables, source: Body, options: ReadLineOptions): Verdict[] {
  const { longestLine = Infinity } = options;
  const verdicts: Verdict[] = [];
  for (const line of linesOf(source)) {
    const index = verdicts.length;
    const verdict =
      line.length > longestLine
        ? reject(index, undefined, undefined, invalidText("too long"))
        : judgeLine(tables, line, index, options);
    if (verdict !== undefined) verdicts.push(verdict);
  }
  return verdicts;
}

export function linesOf(source: Body): Body[] {
  if (typeof source === "string") return source.split("\n");
  const lines: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at <= source.length; at++) {
    if (at < source.length && source[at] !== 0x0a) continue;
    lines.push(source.slice(start, at));
    start = at + 1;
  }
  return lines;
}

/** Returns undefined for a blank line, which is not a record. */
function judgeLine(
  tables: Tables,
  line: Body,
  index: number,
  options: ReadOptions,
): Verdict | undefined {
  const decoded = typeof line === "string" ? line : decode(line);
  if (decoded === undefined) return reject(index, undefined, line, invalidText("not UTF-8"));
  const text = withoutBom(decoded).replace(/\r$/, "");
  if (text.trim() === "") return undefined;
  const read = tryParse(text);
  if (read === undefined) return reject(index, undefined, text, invalidText("not JSON"));
  // The text of a record excludes the white space around it.
  return judge(tables, read.value, text.trim(), index, options);
}

/** Returns undefined for bytes that are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function withoutBom(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Returns undefined for a text that is not JSON. */
export function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: referenceParse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
