// Writes a schema as an export in every format, as the usual tools write them. The property tests
// use it.

interface WrittenTable {
  readonly name: string;
  /** Kusto's own names for the types. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface FormWriter {
  readonly name: string;
  readonly write: (table: WrittenTable) => string;
}

const dataTypes: Readonly<Record<string, string>> = {
  bool: "System.SByte",
  datetime: "System.DateTime",
  decimal: "System.Data.SqlTypes.SqlDecimal",
  dynamic: "System.Object",
  guid: "System.Guid",
  int: "System.Int32",
  long: "System.Int64",
  real: "System.Double",
  string: "System.String",
  timespan: "System.TimeSpan",
};

const dataTypeOf = (type: string): string => dataTypes[type] ?? "";
const shortOf = (type: string): string => dataTypeOf(type).replace(/.*\./, "");

function cells({ columns }: WrittenTable): string[][] {
  return columns.map(({ name, type }, at) => [name, `${at}`, dataTypeOf(type), type]);
}

const header = ["ColumnName", "ColumnOrdinal", "DataType", "ColumnType"];

function delimited(
  rows: readonly (readonly string[])[],
  delimiter: string,
  always: boolean,
): string {
  const cell = (text: string): string =>
    always || /["\s;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join(delimiter)}\n`).join("");
}

function objects(table: WrittenTable): Record<string, unknown>[] {
  return cells(table).map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map(
      (row) =>
        `${row
          .map((text, at) => text.padEnd(widths[at] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

const types = (table: WrittenTable): unknown[] =>
  table.columns.map(({ name, type }) => ({ name, type: shortOf(type) }));

const bracketed = (name: string): string => (/^\w+$/.test(name) ? name : `['${name}']`);

export const formWriters: readonly FormWriter[] = [
  writer("CSV", (table) => delimited([header, ...cells(table)], ",", false)),
  writer("CSV, quoted", (table) => delimited([header, ...cells(table)], ",", true)),
  writer("CSV, projected", (table) =>
    delimited(
      [["ColumnName", "ColumnType"], ...table.columns.map((c) => [c.name, c.type])],
      ",",
      false,
    ),
  ),
  writer(
    "semicolons below #TYPE",
    (table) => `#TYPE System.Data.DataRow\r\n${delimited([header, ...cells(table)], ";", true)}`,
  ),
  writer("TSV", (table) => delimited([header, ...cells(table)], "\t", false)),
  writer("aligned", (table) => aligned([header, ...cells(table)])),
  writer("aligned, no header", (table) => aligned(cells(table))),
  writer(
    "tabs below a query",
    (table) =>
      `[${JSON.stringify("T")}]\n| getschema\n\n${delimited([header, ...cells(table)], "\t", false)}`,
  ),
  writer("Graph", (table) =>
    JSON.stringify({ schema: [{ name: "ColumnName", type: "String" }], results: objects(table) }),
  ),
  writer("Defender API, take 0", (table) =>
    JSON.stringify({ Stats: {}, Schema: types(table), Results: [] }, null, 1),
  ),
  writer("Log Analytics", (table) =>
    JSON.stringify({
      tables: [
        {
          name: "PrimaryResult",
          columns: header.map((name) => ({ name, type: "string" })),
          rows: cells(table),
        },
      ],
    }),
  ),
  writer("Log Analytics metadata", (table) =>
    JSON.stringify({ tables: [{ name: "T", columns: table.columns }] }),
  ),
  writer("Azure CLI", (table) =>
    JSON.stringify(objects(table).map((row) => ({ ...row, TableName: "PrimaryResult" }))),
  ),
  writer(
    "an object a line",
    (table) =>
      `${objects(table)
        .map((row) => JSON.stringify(row))
        .join("\n")}\n`,
  ),
  writer("Data Explorer v1", (table) =>
    JSON.stringify({
      Tables: [
        {
          TableName: "Table_0",
          Columns: header.map((ColumnName) => ({ ColumnName, DataType: "String" })),
          Rows: cells(table),
        },
      ],
    }),
  ),
  writer("Data Explorer v2", (table) =>
    JSON.stringify([
      {
        FrameType: "DataTable",
        TableKind: "PrimaryResult",
        Columns: header.map((ColumnName) => ({ ColumnName, ColumnType: "string" })),
        Rows: cells(table),
      },
      { FrameType: "DataSetCompletion", HasErrors: false },
    ]),
  ),
  writer("cslschema", ({ columns }) =>
    delimited(
      [
        ["TableName", "Schema"],
        ["T", columns.map(({ name, type }) => `${bracketed(name)}:${type}`).join(", ")],
      ],
      ",",
      false,
    ),
  ),
  writer("schema as json", ({ columns }) =>
    JSON.stringify({
      Name: "T",
      OrderedColumns: columns.map(({ name, type }) => ({
        Name: name,
        Type: dataTypeOf(type),
        CslType: type,
      })),
    }),
  ),
];

function writer(name: string, write: FormWriter["write"]): FormWriter {
  return { name, write };
}
