// Creates the real set: 20 messages of 100 records as a tenant sends them. The proportions are those of
// real-properties.ts, which measures them.

import { at, createRandom, drawInteger, pick, type Random, shuffle } from "./random.ts";
import { listRealTables, type RealTable } from "./real-tables.ts";
import { drawDatetime, drawValue, integerMark } from "./real-values.ts";
import type { HuntingTable } from "./rows.ts";
import type { UntypedRow } from "./untyped-record.ts";

/** How a row differs from the others of its table. */
type Oddity = "unknownColumn" | "columnsAbsent" | "otherOrder";

/** The characters of a message: ASCII, up to U+00FF, or any. */
type Alphabet = "ascii" | "latin" | "wide";

const recordsPerMessage = 100;
const oddities: Readonly<Record<Oddity, number>> = {
  unknownColumn: 40,
  columnsAbsent: 20,
  otherOrder: 20,
};
/** For ten messages, in an order that is drawn. */
const alphabets: readonly Alphabet[] = [
  ...Array<Alphabet>(4).fill("ascii"),
  ...Array<Alphabet>(2).fill("latin"),
  ...Array<Alphabet>(4).fill("wide"),
];
const foreignNames: Readonly<Record<Alphabet, readonly string[]>> = {
  ascii: [],
  latin: ["Jürgen Weiß", "François Lefèvre", "Søren Ågård", "José Muñoz"],
  wide: ["Łukasz Żółć", "Наталья Иванова", "田中 さくら", "Ελένη Παππά", "Zoë – 🚀"],
};
/** Columns with names, paths and subjects, which contain text that people write. */
const writtenByPeople =
  /(?:DisplayName|FolderPath|CommandLine|Subject|^Title|^FileName|^AccountName)$/;
const tenant = "682b96ab-25e6-58dd-72a4-a92066e851a1";

/** Returns the JSON text of every record, message by message. */
export function makeRealMessages(tables: readonly HuntingTable[]): string[][] {
  const random = createRandom(20_261_101);
  const ofRecords = shuffle(listRealTables(tables), random);
  const ofMessages = ofRecords.length / recordsPerMessage;
  const odd = shuffle(listOddities(ofRecords.length), random);
  const order = shuffle(
    Array.from({ length: ofMessages }, (_, index) => at(alphabets, index % alphabets.length)),
    random,
  );
  return order.map((alphabet, message) => {
    const first = message * recordsPerMessage;
    const chosen = ofRecords.slice(first, first + recordsPerMessage);
    const rows = chosen.map((table, index) => makeRow(table, odd[first + index], random));
    if (alphabet !== "ascii") writeForeignNames(rows, alphabet, random);
    return rows.map((row, index) => writeRecord(at(chosen, index), row, first + index, random));
  });
}

function listOddities(records: number): readonly (Oddity | undefined)[] {
  const { unknownColumn, columnsAbsent, otherOrder } = oddities;
  const listed = [
    ...Array<Oddity>(unknownColumn).fill("unknownColumn"),
    ...Array<Oddity>(columnsAbsent).fill("columnsAbsent"),
    ...Array<Oddity>(otherOrder).fill("otherOrder"),
  ];
  return [...listed, ...Array<undefined>(records - listed.length).fill(undefined)];
}

function makeRow(table: RealTable, oddity: Oddity | undefined, random: Random): UntypedRow {
  let columns = table.columns;
  if (oddity === "columnsAbsent") {
    columns = columns.filter(({ nullShare }) => isKept(nullShare, random));
  }
  if (oddity === "otherOrder") columns = shuffle(columns, random);
  const entries: [string, unknown][] = columns.map((column) => [
    column.name,
    random() < column.nullShare ? null : drawValue(column, table.name, random),
  ]);
  if (oddity === "unknownColumn") {
    const value = pick(["Preview", 4, null, { Rings: ["Beta"] }], random);
    entries.splice(drawInteger(entries.length, random), 0, ["ProcessTrustRing", value]);
  }
  return Object.fromEntries(entries);
}

/**
 * An older record has fewer columns: one in five is absent, except for columns that always have a
 * value.
 */
function isKept(nullShare: number, random: Random): boolean {
  return nullShare === 0 || random() < 0.8;
}

/** Writes names that are not ASCII into a few values of a message. */
function writeForeignNames(rows: readonly UntypedRow[], alphabet: Alphabet, random: Random): void {
  for (let left = 3 + drawInteger(6, random); left > 0;) {
    const row = pick(rows, random);
    const written = Object.entries(row).filter(
      ([column, value]) => writtenByPeople.test(column) && typeof value === "string",
    );
    if (written.length === 0) continue;
    const [column, value] = pick(written, random);
    row[column] = insertName(String(value), pick(foreignNames[alphabet], random));
    left -= 1;
  }
}

function insertName(text: string, name: string): string {
  const folder = text.indexOf("\\");
  if (folder < 0) return name;
  return `${text.slice(0, folder)}\\Users\\${name}${text.slice(folder)}`;
}

function writeRecord(
  { category, envelope }: RealTable,
  row: UntypedRow,
  index: number,
  random: Random,
): string {
  // The service writes some records at a time, and receives records one by one.
  const second = String(Math.floor(index / 10) % 60).padStart(2, "0");
  const members: Readonly<Record<string, unknown>> = {
    time: `2026-11-05T04:14:${second}.4185296Z`,
    tenantId: tenant,
    operationName: "Publish",
    category,
    _TimeReceivedBySvc: drawDatetime(random),
    properties: row,
    Tenant: "DefaultTenant",
  };
  const record = Object.fromEntries(envelope.map((member) => [member, members[member]]));
  return JSON.stringify(record).replaceAll(new RegExp(`"${integerMark}(\\d+)"`, "g"), "$1");
}
