// Parses the columns that tests write as `name:type` words.

import type { QueryColumn } from "../../generator/queries/query.ts";

export function parseColumns(text: string): QueryColumn[] {
  return text.split(" ").map((word) => {
    const at = word.lastIndexOf(":");
    return { name: word.slice(0, at), type: word.slice(at + 1) };
  });
}
