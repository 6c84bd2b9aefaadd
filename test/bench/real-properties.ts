// Measures the properties of the real set, and checks that they are what the report states.

import type { HuntingTable } from "./rows.ts";
import { parseRecord, type UntypedRecord } from "./untyped-record.ts";

interface Property {
  /** The text after the number in the report. */
  readonly title: string;
  readonly value: number;
  readonly expected: number;
  readonly tolerance: number;
}

/** Describes the real set. Throws if a property is not as intended. */
export function describeRealMessages(
  messages: readonly (readonly string[])[],
  tables: readonly HuntingTable[],
): string {
  const properties = measureProperties(messages, tables);
  for (const { title, value, expected, tolerance } of properties) {
    if (Math.abs(value - expected) > tolerance) {
      throw new Error(
        `the real set is not as intended: expected ${expected} ± ${tolerance} ${title}, got ${value}`,
      );
    }
  }
  return properties.map(({ title, value }) => `${Number(value.toFixed(1))} ${title}`).join(", ");
}

function measureProperties(
  messages: readonly (readonly string[])[],
  tables: readonly HuntingTable[],
): readonly Property[] {
  const texts = messages.flat();
  const records = texts.map(parseRecord);
  const values = records.flatMap(({ properties }) => Object.values(properties));
  const columnsByCategory = new Map<string, ReadonlySet<string>>(
    tables.map(({ category, columns }) => [category, new Set(columns.map(({ name }) => name))]),
  );
  const usualShapes = findUsualShapes(records);
  const isUnknown = ({ category }: UntypedRecord, column: string) =>
    columnsByCategory.get(category)?.has(column) === false && column !== "MachineGroup";
  const hasUnknown = (record: UntypedRecord) =>
    Object.keys(record.properties).some((column) => isUnknown(record, column));
  const isOtherShape = (record: UntypedRecord) => {
    const known = Object.keys(record.properties).filter((column) => !isUnknown(record, column));
    return known.join() !== usualShapes.get(record.category);
  };
  const mean = (sum: number) => sum / records.length;
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

  return [
    count("tables", usualShapes.size, 20, 0),
    count("records a message", texts.length / messages.length, 100, 0),
    count("columns a record", mean(values.length), 51, 1.5),
    count("bytes a record", mean(bytes), 2500, 75),
    count("backslashes a record", mean(texts.join("").split("\\").length), 40, 5),
    percent(
      "of the records of device tables",
      records.map(({ category }) => category.startsWith("AdvancedHunting-Device")),
      89,
    ),
    { ...percent("of the values null", values.map(isNull), 33), tolerance: 3 },
    percent("of the messages not ASCII", messages.map(hasMatch(/[^\p{ASCII}]/u)), 60),
    percent(
      "of the messages with characters past U+00FF",
      messages.map(hasMatch(/[^\0-\u00FF]/u)),
      40,
    ),
    percent("of the rows with an integer past 2^53", records.map(hasLongInteger), 100 / 70),
    percent("of the rows with an unknown column", records.map(hasUnknown), 2),
    percent("of the rows of another shape", records.map(isOtherShape), 2),
  ];
}

function count(title: string, value: number, expected: number, tolerance: number): Property {
  return { title, value, expected, tolerance };
}

function percent(title: string, matches: readonly boolean[], expected: number): Property {
  const value = (100 * matches.filter(Boolean).length) / matches.length;
  return { title: `% ${title}`, value, expected, tolerance: 0.15 };
}

/** Finds the columns that most rows of a table have, in order. */
function findUsualShapes(records: readonly UntypedRecord[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { category, properties } of records) {
    const shapes = counts.get(category) ?? new Map<string, number>();
    const shape = Object.keys(properties).join();
    counts.set(category, shapes.set(shape, (shapes.get(shape) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([category, shapes]) => {
      const [usual] = [...shapes].toSorted(([, a], [, b]) => b - a);
      return [category, usual?.[0] ?? ""];
    }),
  );
}

function isNull(value: unknown): boolean {
  return value === null;
}

function hasMatch(pattern: RegExp): (texts: readonly string[]) => boolean {
  return (texts) => texts.some((text) => pattern.test(text));
}

function hasLongInteger({ properties }: UntypedRecord): boolean {
  return Object.values(properties).some(
    (value) => typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER,
  );
}
