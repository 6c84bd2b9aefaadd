// Reads what PowerShell's Format-List prints: `ColumnName : Timestamp` on one line, each column in lines of
// its own.

import { readResult } from "../../cells/query-result.ts";
import { type ObjectRow, objectRows } from "../../cells/json-result.ts";
import { countHeaderNames } from "../../cells/header.ts";
import type { FormatReader } from "../../export-source.ts";

const separator = " :";

interface Item {
  readonly line: number;
  readonly values: Map<string, string>;
}

export const readFormatList: FormatReader = (source, report) => {
  const start = source.text.search(/\S/);
  const end = source.text.indexOf("\n", start);
  const first = source.text.slice(start, end < 0 ? undefined : end);
  if (splitPair(first) === undefined) return undefined;
  const items = readItems(source.text);
  const [header] = items ?? [];
  if (items === undefined || header === undefined) return undefined;
  if (countHeaderNames([...header.values.keys()]) < 2) return undefined;
  const { names, rows } = objectRows(items.map(toRow));
  const columns = names.map((name) => ({ name, type: undefined, line: header.line }));
  return readResult({ columns, rows, line: header.line }, source, report);
};

/** Returns undefined if a line is neither a pair nor the rest of a long value. */
function readItems(text: string): readonly Item[] | undefined {
  const items: Item[] = [];
  let item: Item | undefined;
  let [last, indent] = ["", Infinity];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") {
      item = undefined;
      continue;
    }
    const isRest = item !== undefined && line.search(/\S/) >= indent;
    const pair = isRest ? undefined : splitPair(line);
    if (isRest) {
      // A name has no spaces as a rule, and the spaces of a description do not matter at a line's end.
      const joint = /description|docstring/i.test(last) ? " " : "";
      item?.values.set(last, `${item.values.get(last) ?? ""}${joint}${line.trim()}`);
    } else if (pair === undefined) {
      return undefined;
    } else {
      if (item === undefined || item.values.has(pair.key)) {
        item = { line: index + 1, values: new Map() };
        items.push(item);
      }
      item.values.set(pair.key, pair.value);
      [last, indent] = [pair.key, pair.indent];
    }
  }
  return items;
}

function splitPair(line: string): { key: string; value: string; indent: number } | undefined {
  const at = line.indexOf(separator);
  const indent = at + separator.length + 1;
  if (at < 0 || !/^\s?$/.test(line.charAt(indent - 1))) return undefined;
  const key = line.slice(0, at).trim();
  return key === "" ? undefined : { key, value: line.slice(indent).trim(), indent };
}

function toRow({ line, values }: Item): ObjectRow {
  return {
    line,
    members: [...values.keys()].map((key) => ({ key })),
    valuesOf: (keys) => keys.map((key) => values.get(key) ?? ""),
  };
}
