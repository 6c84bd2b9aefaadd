// Reads exports from the files that the user names, or from standard input, and reports every problem.

import path from "node:path";
import type { TableExport } from "../ingest/export.ts";
import { findTable } from "../ingest/known-names.ts";
import { longestExport, readExport } from "../ingest/read-export.ts";
import { readBytes, tooLarge } from "../ingest/read-exports.ts";
import { shippedNames } from "../ingest/shipped-exports.ts";
import { type Problem, quote } from "../problems.ts";

export interface GivenExports {
  readonly exports: readonly TableExport[];
  readonly problems: readonly Problem[];
}

/** Reads exports in any format; `-` means `stdin`. `table` overrides the name of the exported table. */
export async function readGiven(
  names: readonly string[],
  table: string | undefined,
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<GivenExports> {
  const exports: TableExport[] = [];
  const problems: Problem[] = [];
  for (const name of new Set(names)) {
    const shown = name.split(path.sep).join("/");
    const report = (code: Problem["code"], file: string, message: string): void => {
      problems.push({ code, file, line: 0, message });
    };
    const bytes = name === "-" ? await readAll(stdin()) : readBytes(name, shown, report);
    if (bytes === undefined) continue;
    if (bytes.length > longestExport) {
      report("too-large", shown, tooLarge(bytes.length));
      continue;
    }
    const read = readExport({ path: shown, file: path.basename(name), bytes, table });
    const held = new Set(read.export.columns.map((column) => column.table ?? table));
    if (table !== undefined && held.size > 1) {
      const message = `contains ${held.size} tables, but --table names only one; omit --table`;
      report("several-tables", shown, message);
      continue;
    }
    const other = [...held, read.queryTable].find((each) => isOtherTable(each, table));
    if (other !== undefined) {
      const message = `contains table ${quote(other)}, but --table names another one; omit --table`;
      report("several-tables", shown, message);
      continue;
    }
    const columns =
      table === undefined
        ? read.export.columns
        : read.export.columns.map((column) => ({ ...column, table: undefined }));
    // Files from different directories may have the same name.
    exports.push({ ...read.export, file: shown, columns });
    for (const problem of read.problems) {
      // The tables are named later, by nameTables.
      if (problem.code !== "unnamed-table") problems.push(problem);
    }
  }
  return { exports, problems };
}

/** Whether a name in an export means a known table that is not the one of `--table`. */
function isOtherTable(name: string | undefined, table: string | undefined): boolean {
  if (name === undefined || table === undefined) return false;
  const known = findTable(name, shippedNames());
  return known !== undefined && known !== (findTable(table, shippedNames()) ?? table);
}

/** Reads all bytes, but stops soon after the size limit. */
async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > longestExport) break;
  }
  return Buffer.concat(parts);
}
