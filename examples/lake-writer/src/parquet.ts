// Writes each NDJSON file of the lake as Parquet next to it, through DuckDB.

import { readdirSync, renameSync, statSync } from "node:fs";
import path from "node:path";

/** Returns how many files were written: those whose NDJSON has changed since. */
export async function writeParquet(out: string): Promise<number> {
  const stale = readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["rejected", "unknown"].includes(entry.name))
    .flatMap(({ name }) =>
      readdirSync(path.join(out, name)).map((file) => path.join(out, name, file)),
    )
    .filter((file) => file.endsWith(".ndjson") && isStale(file, parquetOf(file)));
  if (stale.length === 0) return 0;
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create()).connect();
  for (const file of stale) {
    // A process that is killed leaves a file that no reader looks at. DuckDB cannot parse a record with half of a
    // surrogate pair, which becomes a row of nulls; the NDJSON has the record.
    const unfinished = `${parquetOf(file)}.new`;
    await connection.run(
      `COPY (SELECT * FROM read_ndjson(${quote(file)}, ignore_errors = true, maximum_object_size = 67108864, columns = {time: 'VARCHAR', tenantId: 'VARCHAR', category: 'VARCHAR', properties: 'JSON'}))
       TO ${quote(unfinished)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    renameSync(unfinished, parquetOf(file));
  }
  connection.closeSync();
  return stale.length;
}

function parquetOf(file: string): string {
  return file.replace(/ndjson$/, "parquet");
}

function isStale(file: string, parquet: string): boolean {
  const written = statSync(parquet, { throwIfNoEntry: false });
  return written === undefined || written.mtimeMs <= statSync(file).mtimeMs;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
