// Prints what a user copies from the page: imports, interfaces, KQL and JSON. Names are untrusted.

import { interfaceKey, literal } from "../../emit/typescript/source-text.ts";
import { kqlName, kqlText } from "../../kql-text.ts";
import { visibleJson } from "../../problems.ts";
import { type Catalog, type CatalogTable, factsOf, type TableColumn } from "./catalog.ts";
import type { JoinPair } from "./pivot-keys.ts";

export function importLine({ data }: Catalog, { main }: CatalogTable): string {
  return `import { ${main.identifier} } from ${literal(data.module)};\n`;
}

/** An interface of columns, as the generated module declares it. */
export function interfaceText(
  { data }: Catalog,
  { main }: CatalogTable,
  columns: readonly TableColumn[],
): string {
  const members = columns.map(({ name, type }) => {
    const { typescript, doc } = factsOf(data, type);
    return `  /** ${doc} */\n  ${interfaceKey(name)}?: ${typescript};\n`;
  });
  const needsJson = columns.some(({ type }) => factsOf(data, type).typescript === "JsonValue");
  const head = needsJson ? `import type { JsonValue } from ${literal(data.module)};\n\n` : "";
  return `${head}export interface ${main.identifier}Row {\n${members.join("")}}\n`;
}

export function getschemaQuery({ name }: CatalogTable): string {
  return `${kqlName(name)}\n| getschema\n| project ColumnName, ColumnType\n`;
}

/** A query to begin with: the last day, and the chosen columns. */
export function starterQuery(
  catalog: Catalog,
  table: CatalogTable,
  columns: readonly TableColumn[],
): string {
  const project = columns.length === 0 ? "" : `| project ${nameList(columns)}\n`;
  return `${kqlName(table.name)}\n${lastDay(catalog, table)}${project}| take 100\n`;
}

/** A row of the chosen columns, as the stream writes it. */
export function jsonExample({ data }: Catalog, columns: readonly TableColumn[]): string {
  const members = columns.map(
    ({ name, type }) => `  ${visibleJson(name)}: ${factsOf(data, type).example}`,
  );
  return members.length === 0 ? "{}\n" : `{\n${members.join(",\n")}\n}\n`;
}

/** A join of two tables on pairs of columns. Columns of different types are compared as text. */
export function joinQuery(
  catalog: Catalog,
  left: CatalogTable,
  right: CatalogTable,
  pairs: readonly JoinPair[],
): string {
  const extended = pairs.map((pair, index) => {
    if (pair.sameType) return { ...pair, leftName: pair.left.name, rightName: pair.right.name };
    const name = `JoinKey${index + 1}`;
    return { ...pair, leftName: name, rightName: name };
  });
  const conversions = (side: "left" | "right"): string => {
    const converted = extended.filter(({ sameType }) => !sameType);
    const parts = converted.map(
      (pair) => `${pair.leftName} = tostring(${kqlName(pair[side].name)})`,
    );
    return parts.length === 0 ? "" : `| extend ${parts.join(", ")}\n`;
  };
  const conditions = extended.map(({ leftName, rightName }) =>
    leftName === rightName
      ? kqlName(leftName)
      : `$left.${kqlName(leftName)} == $right.${kqlName(rightName)}`,
  );
  const inner = `${kqlName(right.name)}\n${lastDay(catalog, right)}${conversions("right")}`;
  const indented = inner.replace(/^(?=.)/gm, "    ");
  return `${kqlName(left.name)}\n${lastDay(catalog, left)}${conversions("left")}| join kind=inner (\n${indented}) on ${conditions.join(", ")}\n| take 100\n`;
}

/** A query that looks for a value of a column in tables that have it with the same type. */
export function findQuery(
  { data }: Catalog,
  { name, type }: TableColumn,
  tables: readonly CatalogTable[],
): string {
  const isText = factsOf(data, type).kusto === "string";
  const condition = isText ? `${kqlName(name)} == ${kqlText("")}` : `isnotempty(${kqlName(name)})`;
  const names = tables.map((table) => kqlName(table.name)).join(", ");
  return `union withsource = TableName ${names}\n| where ${condition}\n| take 100\n`;
}

function nameList(columns: readonly TableColumn[]): string {
  return columns.map(({ name }) => kqlName(name)).join(", ");
}

/** The filter of the last day, if the table has a time. */
function lastDay({ data }: Catalog, { columns }: CatalogTable): string {
  const time = ["Timestamp", "TimeGenerated"].find((wanted) =>
    columns.some(({ name, type }) => name === wanted && factsOf(data, type).kusto === "datetime"),
  );
  return time === undefined ? "" : `| where ${time} > ago(1d)\n`;
}
