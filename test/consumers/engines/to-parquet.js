// Writes each NDJSON file of a lake as Parquet next to it, as the lake writer does.

import { readdirSync } from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const [, , lake] = process.argv;
const connection = await (await DuckDBInstance.create()).connect();
const quote = (text) => `'${text.replaceAll("'", "''")}'`;
for (const folder of readdirSync(lake)) {
  for (const file of readdirSync(path.join(lake, folder))) {
    if (!file.endsWith(".ndjson")) continue;
    const source = path.join(lake, folder, file);
    await connection.run(
      `COPY (SELECT * FROM read_ndjson(${quote(source)}, columns = {time: 'VARCHAR', tenantId: 'VARCHAR', category: 'VARCHAR', properties: 'JSON'})) TO ${quote(source.replace(/ndjson$/, "parquet"))} (FORMAT parquet, COMPRESSION zstd)`,
    );
  }
}
