// Finds tables that were once exported from a tenant and that it no longer returns.

import { readShippedTables } from "../ingest/shipped-exports.ts";
import { readKnownTables } from "./plan-exports.ts";

/**
 * Returns those of the missing tables that have an export of their own. An export that is as huntgen ships it
 * proves nothing: `huntgen init` writes exports of tables that a tenant may never have had.
 */
export function findLostTables(missing: readonly string[], directory: string): readonly string[] {
  const known = readKnownTables(directory);
  const shipped = readShippedTables();
  return missing.filter((name) => {
    const types = known.get(name) ?? new Map<string, string>();
    const usual = shipped.get(name);
    const isAsShipped =
      types.size === usual?.size &&
      [...types].every(([column, type]) => usual.get(column) === type);
    return types.size > 0 && !isAsShipped;
  });
}
