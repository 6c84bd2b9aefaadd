// Names the values of a row as the response declares its columns.

import { kindOf } from "../table/issue.ts";
import { isObject } from "../table/walk.ts";

export interface RowNaming {
  /** Keys of rows that are not declared as columns, without annotations. */
  readonly undeclared: ReadonlySet<string>;
  /** Returns a row as an object with declared names, or a text that describes what is wrong. */
  nameRow(row: unknown): { readonly [column: string]: unknown } | string;
}

const typeSuffix = /@odata\.type$/;

export function createNaming(columns: readonly { readonly name: string }[]): RowNaming {
  const declared = new Set(columns.map(({ name }) => name));
  const byLetters = new Map<string, string | undefined>();
  for (const name of declared) {
    const letters = name.toLowerCase();
    byLetters.set(letters, byLetters.has(letters) ? undefined : name);
  }
  const undeclared = new Set<string>();

  /** Clients may change the letter case of keys, so a key that is not declared is compared without it. */
  function nameMembers(row: { readonly [key: string]: unknown }): {
    readonly [column: string]: unknown;
  } {
    const keys = Object.keys(row);
    if (keys.every((key) => declared.has(key))) return row;
    const used = new Set(keys);
    return Object.fromEntries(
      keys.map((key) => {
        const base = key.replace(typeSuffix, "");
        const name = declared.has(base) ? base : byLetters.get(base.toLowerCase());
        const named = name === undefined ? key : name + key.slice(base.length);
        if (named === key || used.has(named)) {
          if (!declared.has(base) && base === key) undeclared.add(key);
          return [key, row[key]];
        }
        used.add(named);
        return [named, row[key]];
      }),
    );
  }

  return {
    undeclared,
    nameRow(row) {
      if (isObject(row)) return nameMembers(row);
      if (!Array.isArray(row)) return `expected a row, got ${kindOf(row)}`;
      if (row.length !== columns.length) {
        return `expected a row of ${columns.length} cells, got ${row.length}`;
      }
      return Object.fromEntries(columns.map(({ name }, at) => [name, row[at]]));
    },
  };
}
