// Reads growing exports as the built program does, one after another, and prints a line of JSON for
// each. It is a process of its own, so that its memory can be bounded. Its arguments are the size
// and the names of the exports.

import { growingExports } from "./growing-exports.ts";
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

const [size, ...names] = process.argv.slice(2);
for (const { name, file, write } of growingExports) {
  if (!names.includes(name)) continue;
  const bytes = Buffer.from(write(Number(size)));
  const start = performance.now();
  const read = readExport({ path: file, file, bytes });
  const separate = buildTables([read.export]);
  const merged = mergeTables([read.export, { ...read.export, file: `again-${file}` }]);
  const lines = [...read.problems, ...separate.problems].map(formatProblem);
  const measured: Measured = {
    name,
    milliseconds: Math.round(performance.now() - start),
    holds: `${separate.tables.length} tables, ${lines.length} problems, ${merged.tables.length} merged`,
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}
