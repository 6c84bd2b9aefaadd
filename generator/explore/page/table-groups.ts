// Groups tables by the first word of their names, which names the product.

import type { CatalogTable } from "./catalog.ts";

export interface TableGroup {
  readonly name: string;
  readonly tables: readonly CatalogTable[];
}

/** Groups tables in their order. Groups of one table are merged into a last group. */
export function groupTables(tables: readonly CatalogTable[]): readonly TableGroup[] {
  const groups = new Map<string, CatalogTable[]>();
  for (const table of tables) {
    const name = firstWord(table.name);
    const known = groups.get(name);
    if (known === undefined) groups.set(name, [table]);
    else known.push(table);
  }
  const all = [...groups].map(([name, each]): TableGroup => ({ name, tables: each }));
  const single = all.filter((group) => group.tables.length === 1);
  const others: TableGroup = { name: "Others", tables: single.flatMap((group) => group.tables) };
  return [
    ...all.filter((group) => group.tables.length > 1),
    ...(single.length === 0 ? [] : [others]),
  ];
}

/** `Device` of `DeviceInfo`; `DeviceTvm` is a product of its own. */
function firstWord(name: string): string {
  return /^[A-Z]+(?![a-z])|^[A-Z][a-z]+(?:Tvm)?/.exec(name)?.[0] ?? name.slice(0, 1);
}
