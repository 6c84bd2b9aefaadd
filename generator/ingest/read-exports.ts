// Reads all saved exports of a directory, and reports the problems of each file.

import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { compare, isError, type Problem, type ProblemCode, quote } from "../problems.ts";
import type { TableExport } from "./export.ts";
import { longestExport, type ReadExport, readExport } from "./read-export.ts";
import { nameOfFile, tableOfFile } from "./table-name.ts";

export interface ReadExports {
  readonly exports: readonly TableExport[];
  readonly problems: readonly Problem[];
}

/** Reads every export of a directory, in code unit order of the file names. */
export function readExports(directory: string): ReadExports {
  const shown = directory.split(path.sep).join("/");
  const exports: TableExport[] = [];
  const problems: Problem[] = [];
  const report = (code: ProblemCode, file: string, message: string): void => {
    problems.push({ code, file, line: 0, message });
  };
  for (const file of listFiles(directory, shown, report)) {
    const shownFile = `${shown}/${file}`;
    const bytes = readBytes(path.join(directory, file), shownFile, report);
    if (bytes === undefined) continue;
    const read = readExport({ path: shownFile, file, bytes });
    if (isNote(read, file, bytes)) {
      report("unread-file", shownFile, "skipped: no schema found in it");
    } else {
      exports.push(read.export);
      const table = assumedTable(read.export);
      if (table !== undefined) {
        const advice = `rename the file to ${quote(`${table}${path.extname(file)}`)}`;
        report("assumed-table", shownFile, `read as table ${quote(table)}; ${advice}`);
      }
      for (const problem of read.problems) problems.push(problem);
    }
  }
  if (exports.length === 0 && !problems.some(isError)) {
    report(
      "no-exports",
      shown,
      "no exports found; save one as <Table>.csv, or run `huntgen init` to start with the known tables",
    );
  }
  return { exports, problems };
}

/** Returns the shipped table that a file name means although it is not the file's name. */
function assumedTable({ file, table, columns }: TableExport): string | undefined {
  if (table !== tableOfFile(file) || table === nameOfFile(file)) return undefined;
  return columns.some((column) => column.table === undefined) ? table : undefined;
}

/** Whether a file is skipped because of its name, whatever it contains. */
export function isNeverRead(file: string): boolean {
  return (
    file.startsWith(".") ||
    /^(readme|license)(\.|$)/i.test(file) ||
    // The exports may be in the directory of the configuration.
    /^huntgen\.(?:config|approvals|functions)\.json$/.test(file)
  );
}

type ReportFile = (code: ProblemCode, file: string, message: string) => void;

/**
 * Whether a file is only a note or a script. A file that is named as data, or mentions columns, counts
 * as an export.
 */
function isNote({ problems: [problem] }: ReadExport, file: string, bytes: Uint8Array): boolean {
  if (problem?.code !== "empty-file" && problem?.code !== "unknown-form") return false;
  if (/\.(?:csv|tsv|json)$/i.test(file)) return false;
  // A pasted export that cannot be read must not be mistaken for a note.
  const text = Buffer.from(bytes).toString("latin1").replaceAll("\0", "");
  return !/\.txt$/i.test(file) || !/ColumnName|ColumnType|getschema/i.test(text);
}

function listFiles(directory: string, shown: string, report: ReportFile): string[] {
  try {
    const files: string[] = [];
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (isNeverRead(entry.name)) continue;
      if (entry.isDirectory() && !/\.csv$/i.test(entry.name)) {
        report("unread-file", `${shown}/${entry.name}`, "skipped: a directory, not an export");
      } else {
        files.push(entry.name);
      }
    }
    return files.toSorted(compare);
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      report(
        "no-exports",
        shown,
        "no such directory; run `huntgen init` to start with the known tables, or set another directory with --input",
      );
    } else {
      report("unreadable-file", shown, `cannot be listed (${errorCode(error)})`);
    }
    return [];
  }
}

/**
 * Reads the bytes of an export. Reports a problem and returns undefined if it cannot be read or is too
 * large.
 */
export function readBytes(
  location: string,
  shown: string,
  report: ReportFile,
): Uint8Array | undefined {
  try {
    const status = statSync(location);
    // A pipe or a device may never end.
    if (!status.isFile() && !status.isDirectory()) {
      report("unreadable-file", shown, "cannot be read: not a regular file");
      return undefined;
    }
    if (status.size <= longestExport || status.isDirectory()) return readFileSync(location);
    report("too-large", shown, tooLarge(status.size));
  } catch (error) {
    report("unreadable-file", shown, `cannot be read (${errorCode(error)})`);
  }
  return undefined;
}

/** Returns the message about an export with too many bytes. */
export function tooLarge(bytes: number): string {
  const size = Math.floor(bytes / 2 ** 20);
  return `${size} MiB, but a schema takes some kilobytes; if these are rows, run \`Table | getschema\``;
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
