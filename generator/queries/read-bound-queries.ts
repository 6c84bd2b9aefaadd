// Reads and binds the queries that a command line or the configuration names.

import type { Config } from "../config.ts";
import type { Schema } from "../model/schema.ts";
import { HuntgenError } from "../problems.ts";
import { type BoundQuery, bindQueries, querySchemaOf } from "./bind-queries.ts";
import { openParser } from "./parser/open-parser.ts";
import { readQueries } from "./read/read-queries.ts";
import type { SavedQuery } from "./read/saved-query.ts";

/** Reads the queries at `paths`, or at those of the configuration if there are no paths. */
export function readNamedQueries(paths: readonly string[], config: Config): SavedQuery[] {
  const named = paths.length > 0 ? paths : config.queries;
  if (named.length > 0) return readQueries(named);
  const message = `no queries are named; name files or directories, or set "queries" in ${config.configFile}`;
  throw new HuntgenError([{ code: "invalid-flag", file: "PATH", line: 0, message }]);
}

/** Binds queries to a schema, with the columns of a workspace if the configuration does not decide. */
export async function readBoundQueries(
  queries: readonly SavedQuery[],
  schema: Schema,
  config: Pick<Config, "input" | "functions" | "workspace">,
  workspaceByDefault: boolean,
): Promise<BoundQuery[]> {
  const parser = await openParser();
  try {
    const workspace = config.workspace ?? workspaceByDefault;
    const { input, functions } = config;
    const options = { input, functions, workspace };
    return await bindQueries(parser, querySchemaOf(schema, options), queries);
  } finally {
    await parser.close();
  }
}
