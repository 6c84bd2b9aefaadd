// Runs the script of views in DuckDB over a lake in the working directory, and prints what the views return.

import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [, , script, queriesFile] = process.argv;
const connection = await (await DuckDBInstance.create()).connect();
// Twice, because every statement can run again.
for (let run = 0; run < 2; run += 1) await connection.run(readFileSync(script, "utf8"));
const results = [];
for (const query of JSON.parse(readFileSync(queriesFile, "utf8"))) {
  const reader = await connection.runAndReadAll(query);
  results.push(reader.getRowsJson());
}
console.log(JSON.stringify({ results }));
