// Reads the JSON in the cell of `.show table T schema as json` or `.show database schema as json`, copied
// without the result around it.

import { readDatabases, readOrderedColumns } from "../../cells/database-schema.ts";
import type { FormatReader } from "../../export-source.ts";

/** Reads `{"Name": "T", "OrderedColumns": [...]}`. */
export const readTableSchema: FormatReader = ({ json }) =>
  json?.kind === "value" ? readOrderedColumns(json.root, json, undefined) : undefined;

/** Reads `{"Databases": {"Db": {"Tables": {"T": {"OrderedColumns": [...]}}}}}`. */
export const readDatabaseSchema: FormatReader = ({ json }, report) =>
  json?.kind === "value" ? readDatabases(json, report) : undefined;
