// Creates valid rows for tests, and remembers their tables.

import type { Table, TableColumn } from "../table/table.ts";
import { createDraw, type Draw, drawGuid, drawHex, drawTime } from "./random.ts";

/** What the values of a fixture depend on. */
export interface SeedOptions {
  /** An integer. The same seed always results in the same values; 0 by default. */
  readonly seed?: number | undefined;
}

const tableOfFixture = new WeakMap<object, Table<string, unknown>>();

/** Returns the table of a row that `fixtureOf` has created. */
export function rememberedTable(row: object): Table<string, unknown> | undefined {
  return tableOfFixture.get(row);
}

/**
 * Creates a valid row of a table, with a value in every column. `overrides` replace columns. Throws a
 * `RangeError` if the result is not a row of the table.
 */
export function fixtureOf<Row>(
  table: Table<string, Row>,
  overrides: Partial<Row> = {},
  { seed = 0 }: SeedOptions = {},
): Row {
  const row = Object.fromEntries(
    table.columns.map((column) => [
      column.name,
      drawValue(column, createDraw(seed, `${table.name}.${column.name}`)),
    ]),
  );
  table.fromJson(row);
  const result = table.validate({ ...row, ...overrides });
  if (result.ok === false) {
    const problems = result.issues.map(({ message }) => message).join("; ");
    throw new RangeError(`the overrides do not fit ${table.name}: ${problems}`);
  }
  // A row is an object, so it can be a key.
  if (typeof result.value === "object" && result.value !== null) {
    tableOfFixture.set(result.value, table);
  }
  return result.value;
}

/** Draws a value as the stream has it, before the conversion to the `long` mode of the column. */
function drawValue({ name, type }: TableColumn, draw: Draw): unknown {
  switch (type) {
    case "bool":
      return draw(2) === 1;
    case "datetime":
      return drawTime(draw);
    case "decimal":
    case "real":
      return draw(10 ** 6) / 64;
    case "dynamic":
      return { [name]: draw(100) };
    case "guid":
      return drawGuid(draw);
    case "int":
      return draw(2 ** 16);
    case "long":
      return draw(2 ** 32);
    case "timespan":
      return `0${draw(10)}:00:${10 + draw(50)}.${String(draw(10 ** 7)).padStart(7, "0")}`;
    default:
      return `${name}-${drawHex(draw, [8])}`;
  }
}
