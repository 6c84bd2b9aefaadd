// Lists the emitters that huntgen has. To add one, write its file and add a line. A module is loaded only if
// the configuration names it.

import type { Emitter } from "./emitter-module.ts";

export const builtInEmitters: Readonly<Record<string, () => Promise<Emitter>>> = {
  adx: async () => (await import("./adx/adx.ts")).adx,
  clickhouse: async () => (await import("./clickhouse/clickhouse.ts")).clickhouse,
  duckdb: async () => (await import("./duckdb/duckdb.ts")).duckdb,
};
