// Reads commands that create tables: `.create table T (A: datetime, ['my col']: string)`, one or several in
// a file, and those that describe the columns of these tables.

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
const docstrings = /column-docstrings(?=[\s(])/iy;
const [open, close, colon, comma, dot] = [/\(/y, /\)/y, /:/y, /,/y, /\./y];

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
  start.skip();
  if (start.take(begun) === undefined) return undefined;
  const lineAt = lineIndex(text);
  const tables = new Map<string, Table>();
  let [end, problems] = [0, 0];
  for (const { index } of text.matchAll(/^[ \t]*\.(?:create|alter)/gim)) {
    // An export with more tables is refused, so the others need not be read.
    if (tables.size > mostTables) break;
    // A line within a command that has been read is not a command.
    if (index < end) continue;
    const scanner = new KustoScanner(text, index);
    scanner.skip();
    const at = scanner.at;
    const verb = scanner.take(command)?.toLowerCase();
    if (verb === undefined) continue;
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
    scanner.skip();
    if (scanner.take(docstrings) !== undefined) {
      const table = tables.get(name);
      const descriptions = takeDescriptions(scanner, fail);
      for (const [column, text] of descriptions) table?.descriptions.set(column, text);
      return;
    }
    // Other commands about tables have no columns, such as `.alter table T policy retention`.
    if (scanner.take(open) === undefined) return;
    const columns = takeColumns(scanner);
    if (columns === undefined) return fail("a column such as A: string");
    if (scanner.take(close) === undefined) return fail('"," or ")" after a column');
    addColumns(verb, name, columns, tables);
    scanner.skip();
  } while (scanner.take(comma) !== undefined);
}

/** Takes the name of a table, without its database. */
function takeTableName(scanner: KustoScanner): string | undefined {
  let name: string | undefined;
  do {
    scanner.skip();
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
  scanner.skip();
  if (scanner.take(open) === undefined) fail('"(" after column-docstrings');
  else {
    do {
      scanner.skip();
      const name = scanner.takeName();
      scanner.skip();
      const hasColon = scanner.take(colon) !== undefined;
      scanner.skip();
      const text = scanner.takeText();
      if (name === undefined || !hasColon || text === undefined) {
        fail('a description such as A: "text"');
        break;
      }
      descriptions.set(name, text);
      scanner.skip();
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
