// Reads the schema of a cluster as query editors keep it:
// {clusterType, cluster: {databases: [{tables: [{name, columns}]}]}, database}.

import { listedTable, readTables } from "../../cells/table-list.ts";
import type { FormatReader } from "../../export-source.ts";
import { elements, property } from "../../json-tree.ts";

export const readEditorSchema: FormatReader = ({ json }, report) => {
  if (json?.kind !== "value") return undefined;
  const cluster = property(json.root, "cluster") ?? json.root;
  // `database` is one of the databases again, unless there is no list of them.
  const single = property(json.root, "database");
  const databases =
    elements(property(cluster, "databases")) ?? (single?.members === undefined ? [] : [single]);
  if (databases.length === 0) return undefined;
  const tables = databases.flatMap((each) => elements(property(each, "tables")) ?? []);
  return readTables(
    tables.map((table) => listedTable(table, json, "columns")),
    json,
    report,
  );
};
