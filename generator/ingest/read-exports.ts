// A directory of saved exports -> the rows of each file, or what keeps a file from being read.
// Knows the forms of files; knows nothing of types.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compare, isError, type Problem, type ProblemCode } from "../problems.ts";
import { readCsv } from "./read-csv.ts";
import type { TableExport } from "./raw-column.ts";

export interface ReadExports {
  readonly exports: readonly TableExport[];
  readonly problems: readonly Problem[];
}

/** Reads every export of a directory, in code unit order of the file names. Writes nothing. */
export function readExports(directory: string): ReadExports {
  const shown = directory.split(path.sep).join("/");
  const exports: TableExport[] = [];
  const problems: Problem[] = [];
  const report = (code: ProblemCode, file: string, message: string): void => {
    problems.push({ code, file, line: 0, message });
  };
  for (const file of listFiles(directory, shown, report)) {
    const shownFile = `${shown}/${file}`;
    const text = readText(path.join(directory, file), shownFile, report);
    if (text === undefined) continue;
    const { columns, problems: found } = readCsv(text, shownFile);
    problems.push(...found);
    const sha256 = createHash("sha256").update(text).digest("hex");
    exports.push({ path: shownFile, file, sha256, columns });
  }
  if (exports.length === 0 && !problems.some(isError)) {
    report(
      "no-exports",
      shown,
      "no export here; save one as <Table>.csv, or run `huntgen init` to start with the known tables",
    );
  }
  return { exports, problems };
}

type Report = (code: ProblemCode, file: string, message: string) => void;

function listFiles(directory: string, shown: string, report: Report): string[] {
  try {
    const files: string[] = [];
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (entry.name.startsWith(".")) continue;
      if (/\.csv$/i.test(entry.name)) {
        files.push(entry.name);
      } else if (!/^(readme|license)(\.|$)/i.test(entry.name)) {
        report(
          "unread-file",
          `${shown}/${entry.name}`,
          "not read: an export is a file <Table>.csv",
        );
      }
    }
    return files.toSorted(compare);
  } catch (error) {
    if (errorCode(error) === "ENOENT") {
      report(
        "no-exports",
        shown,
        "no such directory; run `huntgen init` to start with the known tables, or name it with --input",
      );
    } else {
      report("unreadable-file", shown, `cannot be listed (${errorCode(error)})`);
    }
    return [];
  }
}

function readText(location: string, shown: string, report: Report): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(location);
  } catch (error) {
    report("unreadable-file", shown, `cannot be read (${errorCode(error)})`);
    return undefined;
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    report("not-text", shown, "not UTF-8 text; save the export as CSV in UTF-8");
    return undefined;
  }
  if (text.includes("\0")) {
    report("not-text", shown, "holds binary data; save the export as CSV in UTF-8");
    return undefined;
  }
  if (text.trim() === "") {
    report("empty-file", shown, "an empty file; export the schema again");
    return undefined;
  }
  // A line break is a line break, whatever wrote the file; and git may have changed it.
  return text.replace(/\r\n?/g, "\n");
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
