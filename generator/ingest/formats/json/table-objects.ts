// Reads a table as one object, such as the {Name, Properties: [{Name, Type}]} that queries are validated
// with, or an array of such objects.

import { listedTable, readTables } from "../../cells/table-list.ts";
import type { FormatReader } from "../../export-source.ts";
import { elements, property } from "../../json-tree.ts";

const columnKeys = ["properties", "columns", "schema"];

export const readTableObjects: FormatReader = ({ json }, report) => {
  if (json?.kind !== "value") return undefined;
  const nodes = elements(json.root) ?? [json.root];
  const tables = nodes.map((node) => listedTable(node, json, ...columnKeys));
  const isTable = tables.map(({ name, columns: [first] }) => {
    const isColumn = property(first, "name") !== undefined && property(first, "type") !== undefined;
    return name !== "" && isColumn;
  });
  // A table without columns next to others is a problem to report; objects of other kinds are not tables.
  if (!isTable.includes(true) || tables.some(({ name }) => name === "")) return undefined;
  return readTables(tables, json, report);
};
