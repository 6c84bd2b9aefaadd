// Converts the parser's lists.

import type { KustoGlobals, List } from "./parser-api.ts";

export function itemsOf<Item>(
  { System }: KustoGlobals,
  list: List<Item> | null | undefined,
): Item[] {
  if (list === undefined || list === null) return [];
  return Array.from({ length: System.Array.getCount(list) }, (_, index) =>
    System.Array.getItem(list, index),
  );
}
