// Reads commands that create tables: `.create table T (A: datetime, ['my col']: string)`, one or several in
// a file, and those that describe the columns of these tables. Refuses commands that change or remove them.

import { quote } from "../../../problems.ts";
import { type CslColumn, takeColumns } from "../../cells/csl-columns.ts";
import { describe } from "../../cells/description.ts";
import { KustoScanner } from "../../cells/kusto-scanner.ts";
import type { RawColumn } from "../../export.ts";
import type { FormatReader, Report } from "../../export-source.ts";
import { mostTables } from "../../limits.ts";
import { lineIndex } from "../../line-index.ts";

const begun = /\.[a-z]/iy;
const command = /\.(?:create|create-merge|create-or-alter|alter|alter-merge)\s+tables?(?=\s)/iy;
const plainName = /[^\s:,'"[\](){}.]+/y;
const anyName = /[^\s:,;='"[\](){}.]+/y;
const docstrings = /column-docstrings(?=[\s(])/iy;
const change = /\.(?:(?:drop|rename)\s+(?:tables?|columns?)|alter\s+column)(?=\s)/iy;
/** Commands about policies and mappings leave the columns as they are. */
const harmless = /\s(?:policy|ingestion)\s/i;
const ingestion = /ingestion(?=\s)/iy;
const [open, close, colon, comma, dot] = [/\(/y, /\)/y, /:/y, /,/y, /\./y];
const anyCharacter = /[^]/y;

/** A table as the commands so far define it. */
interface Table {
  readonly columns: CslColumn[];
  /** The types and names of the columns. */
  readonly known: Set<string>;
  readonly descriptions: Map<string, string>;
}

type Fail = (expected: string) => void;

export const readCommands: FormatReader = ({ text }, report) => {
  const start = new KustoScanner(text);
  start.skipSpace();
  if (start.take(begun) === undefined) return undefined;
  const lineAt = lineIndex(text);
  const tables = new Map<string, Table>();
  let [end, problems] = [0, 0];
  for (const { index } of text.matchAll(/^[ \t]*\.(?:create|alter|drop|rename)/gim)) {
    // An export with more tables is refused, so the others need not be read.
    if (tables.size > mostTables) break;
    // A line within a command that has been read is not a command.
    if (index < end) continue;
    const scanner = new KustoScanner(text, index);
    scanner.skipSpace();
    const at = scanner.at;
    const verb = scanner.take(command)?.toLowerCase();
    if (verb === undefined) {
      const changed = findChanged(text, scanner, tables);
      if (changed === undefined) continue;
      problems += 1;
      const message = `the command changes table ${quote(changed)}, which is defined above, and cannot be applied; export the schema of the table again`;
      report("invalid-command", lineAt(at), message);
      continue;
    }
    readCommand(verb, scanner, tables, (expected) => {
      problems += 1;
      reportBroken(text, scanner, expected, lineAt(scanner.isAtEnd ? at : scanner.at), report);
    });
    end = scanner.at;
  }
  if (tables.size === 0 && problems === 0) return undefined;
  return [...tables].flatMap(([table, { columns, descriptions }]) =>
    columns.map(({ name, type, offset }): RawColumn => ({
      table,
      name,
      type,
      dataType: undefined,
      ordinal: undefined,
      description: describe(descriptions.get(name)),
      line: lineAt(offset),
    })),
  );
};

/** Reads the tables of a command. What follows them, such as `with (...)`, does not matter. */
function readCommand(
  verb: string,
  scanner: KustoScanner,
  tables: Map<string, Table>,
  fail: Fail,
): void {
  do {
    const name = takeTableName(scanner);
    if (name === undefined) return fail("the name of a table");
    scanner.skipSpace();
    if (scanner.take(docstrings) !== undefined) {
      const table = tables.get(name);
      const descriptions = takeDescriptions(scanner, fail);
      for (const [column, text] of descriptions) table?.descriptions.set(column, text);
      return;
    }
    // Other commands about tables have no columns: `.alter table T policy retention`, or
    // `.create table T ingestion json mapping`.
    if (scanner.take(open) === undefined) {
      const isComplete = verb.startsWith(".alter") || scanner.take(ingestion) !== undefined;
      return isComplete ? undefined : fail('"(" after the name of a table');
    }
    const columns = takeColumns(scanner);
    if (columns === undefined) return fail("a column such as A: string");
    if (scanner.take(close) === undefined) return fail('"," or ")" after a column');
    addColumns(verb, name, columns, tables);
    scanner.skipSpace();
  } while (tables.size <= mostTables && scanner.take(comma) !== undefined);
}

/** Returns the table of those defined so far that the next command changes in another way. */
function findChanged(
  text: string,
  scanner: KustoScanner,
  tables: ReadonlyMap<string, Table>,
): string | undefined {
  if (scanner.take(change) === undefined) return undefined;
  const rest = /[^]*?(?=\n[ \t]*\.[a-z]|$(?![^]))/iy;
  rest.lastIndex = scanner.at;
  const [written = ""] = rest.exec(text) ?? [];
  if (harmless.test(written)) return undefined;
  const end = scanner.at + written.length;
  while (scanner.at < end) {
    const name = scanner.takeName(anyName);
    if (name !== undefined && tables.has(name)) return name;
    if (name === undefined) scanner.take(anyCharacter);
  }
  return undefined;
}

/** Takes the name of a table, without its database. */
function takeTableName(scanner: KustoScanner): string | undefined {
  let name: string | undefined;
  do {
    scanner.skipSpace();
    name = scanner.takeName(plainName);
  } while (name !== undefined && scanner.take(dot) !== undefined);
  return name;
}

const keyOf = ({ type, name }: CslColumn): string => `${type} ${name}`;

function addColumns(
  verb: string,
  name: string,
  columns: readonly CslColumn[],
  tables: Map<string, Table>,
): void {
  let table = tables.get(name);
  // `.alter table` replaces the columns; the commands that merge only add columns.
  if (table === undefined || /^\.alter\s/.test(verb)) {
    table = { columns: [], known: new Set(), descriptions: table?.descriptions ?? new Map() };
    tables.set(name, table);
  }
  const { known } = table;
  const isMerge = verb.includes("merge");
  const added = columns.filter((column) => !isMerge || !known.has(keyOf(column)));
  for (const column of added) {
    known.add(keyOf(column));
    table.columns.push(column);
  }
}

/** Takes `(A: "text", ['my col']: 'text')`. */
function takeDescriptions(scanner: KustoScanner, fail: Fail): ReadonlyMap<string, string> {
  const descriptions = new Map<string, string>();
  scanner.skipSpace();
  if (scanner.take(open) === undefined) fail('"(" after column-docstrings');
  else {
    do {
      scanner.skipSpace();
      const name = scanner.takeName();
      scanner.skipSpace();
      const hasColon = scanner.take(colon) !== undefined;
      scanner.skipSpace();
      const text = scanner.takeText();
      if (name === undefined || !hasColon || text === undefined) {
        fail('a description such as A: "text"');
        break;
      }
      descriptions.set(name, text);
      scanner.skipSpace();
    } while (scanner.take(comma) !== undefined);
  }
  return descriptions;
}

function reportBroken(
  text: string,
  scanner: KustoScanner,
  expected: string,
  line: number,
  report: Report,
): void {
  if (scanner.isAtEnd) {
    report("cut-off", line, "unexpected end of the command: the file is cut off; export it again");
  } else {
    const found = quote(text.slice(scanner.at, scanner.at + 30).split("\n", 1)[0] ?? "");
    report("invalid-command", line, `expected ${expected} in the command, got ${found}`);
  }
}
