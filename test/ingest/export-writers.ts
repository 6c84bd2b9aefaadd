// Writes a schema as an export in every format, as the usual tools write them. The property tests
// use it.

interface WrittenTable {
  readonly name: string;
  /** Kusto's own names for the types. */
  readonly columns: readonly WrittenColumn[];
}

interface WrittenColumn {
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
}

export interface FormWriter {
  readonly name: string;
  /** Which names the format can hold: words, any text on one line, or any text. */
  readonly names: "words" | "line" | "text";
  /** Whether the format holds descriptions. */
  readonly describes: boolean;
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

const escapes: Readonly<Record<string, string>> = { "\n": "n", "\r": "r", "\t": "t" };
const literal = (text: string): string =>
  `'${text.replace(/['"\\\n\r\t]/g, (found) => `\\${escapes[found] ?? found}`)}'`;
const bracketed = (name: string): string => (/^\w+$/.test(name) ? name : `[${literal(name)}]`);
const listed = ({ columns }: WrittenTable, separator: string): string =>
  columns.map(({ name, type }) => `${bracketed(name)}:${type}`).join(separator);

/** Describes the columns as schema lists do. */
const described = (table: WrittenTable): unknown[] =>
  table.columns.map(({ name, type, description }) => ({
    Description: description ?? null,
    Type: shortOf(type),
    Entity: null,
    Name: name,
  }));
const lowercase = (table: WrittenTable): unknown[] =>
  table.columns.map(({ name, type, description }) => ({ name, type, docstring: description }));
const ordered = ({ columns }: WrittenTable): unknown =>
  columns.map(({ name, type, description }) => ({
    Name: name,
    Type: dataTypeOf(type),
    CslType: type,
    ...(description === undefined ? {} : { DocString: description }),
  }));

/** Returns the rows of a grid, with the descriptions last. */
function gridRows({ columns }: WrittenTable): string[][] {
  return [
    ["ColumnName", "Description", "ColumnType"],
    ...columns.map(({ name, type, description }) => [name, description ?? "", type]),
  ];
}

const widthOf = (text: string): number => [...text].length;

function boxed(rows: readonly (readonly string[])[], isOpen: boolean): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => widthOf(row[at] ?? ""))),
  );
  const [left, right] = isOpen ? ["", ""] : ["| ", " |"];
  const line = (row: readonly string[]): string => {
    const padded = row.map((text, at) => text + " ".repeat((widths[at] ?? 0) - widthOf(text)));
    return `${left}${padded.join(" | ")}${right}\n`;
  };
  const joined = widths.map((width) => "-".repeat(width)).join("-+-");
  const rule = isOpen ? `${joined}\n` : `+-${joined}-+\n`;
  const [first = [], ...others] = rows;
  const body = others.map(line).join("");
  return isOpen ? `${line(first)}${rule}${body}` : `${rule}${line(first)}${rule}${body}${rule}`;
}

const databaseRow = (row: readonly string[]): string[] => [
  "Hunting",
  ...row.slice(0, 3),
  "False",
  ...row.slice(3),
];

const markdownCell = (text: string): string => text.replace(/[\\|`]/g, "\\$&");

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
  words("aligned", (table) => aligned([header, ...cells(table)])),
  words("aligned, no header", (table) => aligned(cells(table))),
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
  writer("cslschema", (table) =>
    delimited(
      [
        ["TableName", "Schema"],
        ["T", listed(table, ", ")],
      ],
      ",",
      false,
    ),
  ),
  writer("only the cslschema cell", (table) => listed(table, ",")),
  describing("schema as json", (table) =>
    JSON.stringify({ Name: "T", OrderedColumns: ordered(table) }),
  ),
  describing("database schema as json", (table) =>
    JSON.stringify({
      Databases: {
        Hunting: {
          Name: "Hunting",
          Tables: { T: { Name: "T", DocString: "A table", OrderedColumns: ordered(table) } },
          Functions: {},
        },
      },
    }),
  ),
  describing("database schema", ({ columns }) => {
    return delimited(
      [
        "DatabaseName,TableName,ColumnName,ColumnType,IsDefaultTable,DocString,Version".split(","),
        ...[databaseRow(["", "", "", ""]), databaseRow(["T", "", "", "A table"])].map((each) => [
          ...each,
          "v1.0",
        ]),
        ...columns.map((column) => [
          ...databaseRow(["T", column.name, dataTypeOf(column.type), column.description ?? ""]),
          "",
        ]),
      ],
      ",",
      false,
    );
  }),
  writer("names of tables and columns with underscores", ({ columns }) =>
    delimited(
      [
        ["table_name", "column_name", "column_type"],
        ...columns.map(({ name, type }) => ["T", name, type]),
      ],
      ",",
      false,
    ),
  ),
  describing("Name and Type", ({ columns }) =>
    delimited(
      [
        ["Name", "Description", "Type"],
        ...columns.map(({ name, type, description }) => [name, description ?? "", type]),
      ],
      "\t",
      false,
    ),
  ),
  describing("a schema list", (table) => JSON.stringify(described(table), null, 2)),
  describing("Graph, a schema list as results", (table) =>
    JSON.stringify({ schema: [{ name: "Name", type: "String" }], results: described(table) }),
  ),
  describing("the portal's schema", (table) =>
    JSON.stringify({
      Tables: [
        { Schema: described(table), TableSection: "Devices", TableType: "Regular", Name: "T" },
      ],
      Functions: null,
    }),
  ),
  describing("a table to validate queries with", (table) =>
    JSON.stringify({ Name: "T", Properties: described(table) }),
  ),
  writer("Data Explorer v2, fragmented", (table) => {
    const [fragments, id] = [cells(table), { TableId: 1 }];
    const fragment = (TableFragmentType: string, Rows: unknown): unknown => ({
      FrameType: "TableFragment",
      ...id,
      FieldCount: 4,
      TableFragmentType,
      Rows,
    });
    return JSON.stringify([
      { FrameType: "DataSetHeader", IsProgressive: true, IsFragmented: true, Version: "v2.0" },
      {
        FrameType: "TableHeader",
        ...id,
        TableKind: "PrimaryResult",
        TableName: "PrimaryResult",
        Columns: header.map((ColumnName) => ({ ColumnName, ColumnType: "string" })),
      },
      fragment("DataAppend", [["Old", "0", "System.String", "string"]]),
      { FrameType: "TableProgress", ...id, TableProgress: 50 },
      fragment("DataReplace", fragments.slice(0, 1)),
      ...fragments.slice(1).map((row) => fragment("DataAppend", [row])),
      { FrameType: "TableFragment", TableId: 2, TableFragmentType: "DataAppend", Rows: [["x"]] },
      { FrameType: "TableCompletion", ...id, RowCount: fragments.length },
      { FrameType: "DataSetCompletion", HasErrors: false, Cancelled: false },
    ]);
  }),
  describing("commands", (table) => {
    const docstrings = table.columns.flatMap(({ name, description }) =>
      description === undefined ? [] : `${bracketed(name)}: ${literal(description)}`,
    );
    const second =
      docstrings.length === 0
        ? ""
        : `\n.alter-merge table T column-docstrings (${docstrings.join(", ")})\n`;
    return `// Created by a script\n.create-merge table T (\n    ${listed(table, ",\n    ")}\n) with (folder = "Hunting", docstring = "A (table), 'T'")\n${second}`;
  }),
  describing("a list of tables of Log Analytics", ({ columns }) =>
    JSON.stringify({
      value: [
        {
          name: "T",
          properties: {
            schema: {
              name: "T",
              standardColumns: columns.slice(0, 1),
              columns: columns.slice(1),
            },
          },
        },
      ],
    }),
  ),
  describing("the schema of an editor", (table) =>
    JSON.stringify({
      clusterType: "Engine",
      cluster: {
        connectionString: "https://help.example",
        databases: [{ name: "Hunting", tables: [{ name: "T", columns: lowercase(table) }] }],
      },
      database: { name: "Hunting", tables: [{ name: "T", columns: lowercase(table) }] },
    }),
  ),
  lines("Markdown", (table) =>
    gridRows(table)
      .flatMap((row, at) => [
        `| ${row.map(markdownCell).join(" | ")} |\n`,
        ...(at === 0 ? ["|---|:---:|---:|\n"] : []),
      ])
      .join(""),
  ),
  lines("a boxed grid", (table) => boxed(gridRows(table), false)),
  lines("a grid without a frame", (table) => boxed(gridRows(table), true)),
  lines("Format-List", ({ columns }) =>
    columns
      .map(
        ({ name, type, description }) =>
          `ColumnName  : ${name}\nDescription : ${description ?? ""}\nColumnType  : ${type}\n\n`,
      )
      .join(""),
  ),
];

function writer(name: string, write: FormWriter["write"]): FormWriter {
  return { name, names: "text", describes: false, write };
}

function words(name: string, write: FormWriter["write"]): FormWriter {
  return { name, names: "words", describes: false, write };
}

function lines(name: string, write: FormWriter["write"]): FormWriter {
  return { name, names: "line", describes: true, write };
}

function describing(name: string, write: FormWriter["write"]): FormWriter {
  return { name, names: "text", describes: true, write };
}
