// Describes tables to an instance of the scanner: their categories at once, the columns of a table when its
// first record is seen, and the choice of tables and columns whenever it changes.

import type { Choice } from "../records/choice.ts";
import { encodeUtf8 } from "../json/utf8.ts";
import type { ScannerExports } from "./instance.ts";

/** What the scanner does with the events of a table; see scanner/record.ts. */
const actions = { skip: 0, write: 1, pick: 2, index: 3 } as const;

/** The scanner's numbers of Kusto types; see scanner/columns.ts. Of other types, it only accepts null. */
const types: { readonly [type: string]: number } = {
  dynamic: 0,
  string: 1,
  datetime: 2,
  bool: 3,
  long: 4,
  int: 5,
  real: 6,
  decimal: 6,
  guid: 7,
};
const otherType = 8;

/** Offset, in an entry of the scanner's names, of what is wanted of it; see scanner/names.ts. */
const wantedOffset = 20;

/** Whether the scanner writes events for `JSON.parse`, or only indexes them. */
export type ScanMode = "write" | "index";

export interface Catalog {
  /** Pointer to the scanner's names of categories. */
  readonly categories: number;
  /** Pointer to the entry that has the members of an envelope as its columns. */
  readonly envelope: number;
  /** Writes what is wanted of each table and its columns. */
  apply(choice: Choice, mode: ScanMode): void;
  /** Describes the columns of a table, by its position in the choice. */
  describe(position: number): void;
}

/**
 * Members that the scanner evaluates, with their numbers in scanner/record.ts, and 0 for other common members,
 * which it then recognizes faster.
 */
const envelopeMembers = {
  time: 0,
  tenantId: 3,
  operationName: 0,
  category: 1,
  _TimeReceivedBySvc: 0,
  properties: 2,
  Tenant: 0,
} as const;

interface Entry {
  readonly pointer: number;
  /** Pointers of the columns, by their ordinals; undefined until the table is described. */
  columns: readonly number[] | undefined;
}

/** Describes the tables of a choice; other choices of the same tables may be applied later. */
export function createCatalog(scanner: ScannerExports, { all }: Choice): Catalog {
  const categories = scanner.createNames(all.length);
  const entries = all.map(({ table }, position): Entry => ({
    pointer: addName(scanner, categories, table.category, "", 0, position),
    columns: undefined,
  }));
  const envelope = addName(scanner, scanner.createNames(1), "records", "", 0, 0);
  const members = scanner.createNames(Object.keys(envelopeMembers).length);
  for (const [name, type] of Object.entries(envelopeMembers)) {
    addName(scanner, members, name, ":", type, 0);
  }
  scanner.setColumns(envelope, members);
  let applied: Choice | undefined;
  let appliedMode: ScanMode | undefined;

  function setWanted(pointer: number, value: number): void {
    new DataView(scanner.memory.buffer).setUint32(pointer + wantedOffset, value, true);
  }

  function applyTo(position: number, choice: Choice, mode: ScanMode): void {
    const entry = entries[position];
    const wanted = choice.all[position];
    if (entry === undefined || wanted === undefined) return;
    const { table, isRead, columns } = wanted;
    const whole = mode === "index" ? actions.index : actions.write;
    const action = columns === undefined ? whole : actions.pick;
    setWanted(entry.pointer, isRead ? action : actions.skip);
    if (columns === undefined || entry.columns === undefined) return;
    for (const { name, ordinal } of table.columns) {
      setWanted(entry.columns[ordinal] ?? 0, columns.has(name) ? 1 : 0);
    }
  }

  return {
    categories,
    envelope,
    apply(choice, mode) {
      if (choice === applied && mode === appliedMode) return;
      applied = choice;
      appliedMode = mode;
      for (const position of entries.keys()) applyTo(position, choice, mode);
    },
    describe(position) {
      const entry = entries[position];
      const table = all[position]?.table;
      if (entry === undefined || table === undefined) return;
      const names = scanner.createNames(table.columns.length);
      entry.columns = table.columns.map(({ name, type, ordinal }) =>
        addName(scanner, names, name, ":", types[type] ?? otherType, ordinal),
      );
      scanner.setColumns(entry.pointer, names);
      if (applied !== undefined && appliedMode !== undefined)
        applyTo(position, applied, appliedMode);
    },
  };
}

/** Adds a name by its text in JSON and the text that always follows it. */
function addName(
  scanner: ScannerExports,
  names: number,
  name: string,
  after: string,
  type: number,
  ordinal: number,
): number {
  const quoted = encodeUtf8(JSON.stringify(name));
  const text = encodeUtf8(JSON.stringify(name) + after);
  // The scanner compares sixteen bytes at a time, so it reads beyond the end of a name.
  const pointer = scanner.allocate(text.length + 16);
  new Uint8Array(scanner.memory.buffer).set(text, pointer);
  return scanner.addName(names, pointer, text.length, quoted.length - 2, type, ordinal);
}
