// Reads files as the built program reads exports, one after another, and prints a line of JSON for each. It
// is a process of its own, so that its memory can be measured. Its arguments are the files.

import { readFileSync } from "node:fs";
import path from "node:path";
import type { Measured } from "./growth.test.ts";

const built = new URL("../../../dist/", import.meta.url);
const { readExport }: typeof import("../../generator/ingest/read-export.ts") = await import(
  new URL("ingest/read-export.js", built).href
);
const { buildTables, mergeTables }: typeof import("../../generator/add/build-tables.ts") =
  await import(new URL("add/build-tables.js", built).href);
const { formatProblem }: typeof import("../../generator/problems.ts") = await import(
  new URL("problems.js", built).href
);

for (const location of process.argv.slice(2)) {
  const file = path.basename(location);
  const bytes = readFileSync(location);
  const before = process.cpuUsage();
  const read = readExport({ path: file, file, bytes });
  const separate = buildTables([read.export]);
  const lines = [...read.problems, ...separate.problems].map(formatProblem);
  const { user, system } = process.cpuUsage(before);
  const measured: Measured = {
    location,
    milliseconds: Math.round((user + system) / 1000),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    holds: `${separate.tables.length} tables, ${lines.length} problems`,
  };
  mergeTables([read.export, { ...read.export, file: `again-${file}` }]);
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
