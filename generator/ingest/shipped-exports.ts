// Reads the exports that huntgen ships, to recognize tables by their columns.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { compare } from "../problems.ts";
import { indexNames, type KnownNames } from "./known-names.ts";

/** The directory of the exports that huntgen ships. */
export const shippedExports: string = fileURLToPath(
  new URL("../../input-schemas/", import.meta.url),
);

type ColumnTypes = ReadonlyMap<string, string>;

let names: KnownNames | undefined;
let shipped: ReadonlyMap<string, ColumnTypes> | undefined;

/** Returns the names of the tables that huntgen ships. */
export function shippedNames(): KnownNames {
  names ??= indexNames(listShipped().map(tableOf));
  return names;
}

/** Returns the columns and types of every table that huntgen ships, by name, in code unit order. */
export function readShippedTables(): ReadonlyMap<string, ColumnTypes> {
  // Read on demand and kept: few runs need them, but those runs need them often.
  shipped ??= new Map(listShipped().map((file) => [tableOf(file), readColumnTypes(file)]));
  return shipped;
}

function listShipped(): string[] {
  const files = readdirSync(shippedExports).filter((file) => file.endsWith(".csv"));
  return files.toSorted(compare);
}

function tableOf(file: string): string {
  return file.replace(/\.csv$/, "");
}

function readColumnTypes(file: string): ColumnTypes {
  const text = readFileSync(path.join(shippedExports, file), "utf8");
  // These are our own files, with two unquoted cells on each line.
  const rows = text.trim().split(/\r?\n/).slice(1);
  return new Map(rows.map((row) => [row.replace(/,.*/, ""), row.replace(/.*,/, "")]));
}
