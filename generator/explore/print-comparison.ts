// Prints the page for one comparison of two schemas, to attach to a pull request.

import type { Config } from "../config.ts";
import type { DiffReport } from "../diff/build-report.ts";
import type { Schema } from "../model/schema.ts";
import { buildData } from "./build-data.ts";
import { printPage } from "./print-page.ts";
import { historyChange } from "./read-history.ts";

/** The names of the sides, as the user wrote them, and the schema of the new one. */
export interface ComparedSides {
  readonly old: string;
  readonly new: string;
  readonly schema: Schema;
}

/** Prints the changes of a report, and the tables of the new schema. */
export function printComparison(report: DiffReport, sides: ComparedSides, config: Config): string {
  const entry = {
    commit: null,
    date: null,
    subject: `${sides.old} → ${sides.new}`,
    changes: report.changes.map(historyChange),
    problem: null,
  };
  const data = buildData({
    title: "Schema changes",
    firstView: "history",
    schemas: [{ name: sides.new, schema: sides.schema }],
    package: config.package,
    out: config.out,
    history: { from: sides.old, entries: entry.changes.length === 0 ? [] : [entry] },
  });
  return printPage(data);
}
