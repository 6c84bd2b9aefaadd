// Reads the schema that the Defender portal itself loads: {Tables: [{Name, Schema: [{Name, Type, ...}]}],
// Functions}.

import { listedTable, readTables } from "../../cells/table-list.ts";
import type { FormatReader } from "../../export-source.ts";
import { elements, property } from "../../json-tree.ts";

export const readPortalSchema: FormatReader = ({ json }, report) => {
  if (json?.kind !== "value") return undefined;
  const tables = elements(property(json.root, "tables"));
  const isSchema = tables?.some((table) => elements(property(table, "schema")) !== undefined);
  if (tables === undefined || isSchema !== true) return undefined;
  return readTables(
    tables.map((table) => listedTable(table, json, "schema")),
    json,
    report,
  );
};
