// Lists exports as people have them, byte for byte, as data: the name of a file, its bytes, and
// what it holds. To add a case, add an entry.

import { publicExports } from "./public-exports.ts";

export interface GoodExport {
  readonly name: string;
  readonly file: string;
  readonly content: string | Uint8Array;
  /** The columns as they are read: `Table: ["Column:type", ...]`. */
  readonly holds: Readonly<Record<string, readonly string[]>>;
}

const two = ["Id:long", "Name:string"];
const one: GoodExport["holds"] = { DeviceInfo: two };
const both: GoodExport["holds"] = { AlertInfo: ["Title:string", "When:datetime"], DeviceInfo: two };

const projected = "ColumnName,ColumnType\nId,long\nName,string\n";
const whole =
  "ColumnName,ColumnOrdinal,DataType,ColumnType\nId,0,System.Int64,long\nName,1,System.String,string\n";
const many =
  "TableName,ColumnOrdinal,ColumnName,ColumnType\nDeviceInfo,0,Id,long\nDeviceInfo,1,Name,string\nAlertInfo,0,Title,string\nAlertInfo,1,When,datetime\n";

const crlf = (text: string): string => text.replaceAll("\n", "\r\n");
const tabs = (text: string): string => text.replaceAll(",", "\t");
const quoted = (text: string): string => text.replace(/[^,\n]+/g, '"$&"');

/** Encodes as UTF-16 in either byte order, with or without a BOM. */
function utf16(text: string, order: "le" | "be", mark = true): Uint8Array {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

const graphColumns = [
  { name: "ColumnName", type: "String" },
  { name: "ColumnType", type: "String" },
];
const rows = [
  { ColumnName: "Id", ColumnType: "long" },
  { ColumnName: "Name", ColumnType: "string" },
];
const fullColumns = ["ColumnName", "ColumnOrdinal", "DataType", "ColumnType"];
const fullRows = [
  ["Id", 0, "System.Int64", "long"],
  ["Name", 1, "System.String", "string"],
];
const manyRows = many
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([TableName, ColumnOrdinal, ColumnName, ColumnType]) => ({
    TableName,
    ColumnOrdinal: Number(ColumnOrdinal),
    ColumnName,
    ColumnType,
  }));
const json = (value: unknown): string => JSON.stringify(value);
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

const logAnalytics = {
  tables: [
    {
      name: "PrimaryResult",
      columns: fullColumns.map((name) => ({ name, type: "string" })),
      rows: fullRows,
    },
  ],
};

const adxV1 = {
  Tables: [
    {
      TableName: "Table_0",
      Columns: fullColumns.map((ColumnName) => ({
        ColumnName,
        DataType: "String",
        ColumnType: "string",
      })),
      Rows: fullRows,
    },
  ],
};

const adxV2 = (columns: readonly unknown[], data: readonly unknown[]): readonly unknown[] => [
  { FrameType: "DataSetHeader", IsProgressive: false, Version: "v2.0" },
  {
    FrameType: "DataTable",
    TableId: 0,
    TableKind: "QueryProperties",
    TableName: "@ExtendedProperties",
    Columns: [{ ColumnName: "Key", ColumnType: "string" }],
    Rows: [["Visualization"]],
  },
  {
    FrameType: "DataTable",
    TableId: 1,
    TableKind: "PrimaryResult",
    TableName: "PrimaryResult",
    Columns: columns,
    Rows: data,
  },
  { FrameType: "DataSetCompletion", HasErrors: false, Cancelled: false },
];

const ordered = {
  Name: "DeviceInfo",
  OrderedColumns: [
    { Name: "Id", Type: "System.Int64", CslType: "long" },
    { Name: "Name", Type: "System.String", CslType: "string" },
  ],
};
const doubled = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const aligned = [
  "ColumnName  ColumnOrdinal  DataType       ColumnType",
  "Id          0              System.Int64   long",
  "Name        1              System.String  string",
  "",
].join("\n");

export const exportCorpus: readonly GoodExport[] = [
  // The portals
  entry("Defender portal, renamed", "DeviceInfo.csv", `\uFEFF${crlf(projected)}`),
  entry("Defender portal, the whole result", "DeviceInfo.csv", `\uFEFF${crlf(whole)}`),
  entry("Defender portal, saved twice", "DeviceInfo (1).csv", `\uFEFF${crlf(projected)}`),
  entry("Defender portal, with a table column", "New query.csv", `\uFEFF${crlf(many)}`, both),
  entry(
    "Defender portal, a column called Table",
    "New query (1).csv",
    `\uFEFF${crlf(many.replace("TableName", "Table"))}`,
    both,
  ),
  entry(
    "Log Analytics, quotes where a cell is not alphanumeric",
    "DeviceInfo.csv",
    'ColumnName,ColumnOrdinal,DataType,ColumnType\r\nId,0,"System.Int64",long\r\nName,1,"System.String",string',
  ),
  entry(
    "Log Analytics, an empty ColumnType",
    "DeviceInfo.csv",
    'ColumnName,ColumnOrdinal,DataType,ColumnType\nId,0,"System.Int64",\nName,1,"System.String",string',
  ),
  entry("Log Analytics, with a table column", "query_data.csv", many, both),

  // Azure Data Explorer and Kusto Explorer
  entry("Kusto Explorer CSV", "DeviceInfo.csv", crlf(quoted(whole))),
  entry("Kusto Explorer TSV", "DeviceInfo.tsv", crlf(tabs(whole))),
  entry("TSV, projected", "DeviceInfo.tsv", tabs(projected)),
  entry("TSV, called CSV", "DeviceInfo.csv", tabs(whole)),
  entry("TSV, called text", "DeviceInfo.txt", tabs(whole)),
  entry(
    "TSV, empty cells within and at the end",
    "DeviceInfo.tsv",
    "ColumnName\tNote\tColumnType\tDataType\nId\t\t\tSystem.Int64\nName\t\tstring\t\n",
  ),
  entry("TSV, lines of tabs alone", "DeviceInfo.tsv", `${tabs(whole)}\t\t\t\n\t\t\t\n`),
  entry("TSV, many tables", "all.tsv", tabs(many), both),
  entry("Azure Data Explorer web, JSON", "DeviceInfo.json", pretty(rows)),

  // PowerShell and Excel
  entry(
    "PowerShell 5.1 Export-Csv",
    "DeviceInfo.csv",
    `#TYPE System.Management.Automation.PSCustomObject\r\n${crlf(quoted(projected))}`,
  ),
  entry(
    "PowerShell 5.1 Export-Csv -UseCulture",
    "DeviceInfo.csv",
    `#TYPE Selected.System.Data.DataRow\r\n${crlf(quoted(whole)).replaceAll(",", ";")}`,
  ),
  entry("semicolons without quotes", "DeviceInfo.csv", projected.replaceAll(",", ";")),
  entry("PowerShell 7 Export-Csv", "DeviceInfo.csv", quoted(projected)),
  entry("PowerShell 5.1, redirected", "DeviceInfo.csv", utf16(crlf(projected), "le")),
  entry("Excel's Unicode text", "DeviceInfo.txt", utf16(crlf(tabs(whole)), "le")),
  entry("UTF-16 BE", "DeviceInfo.csv", utf16(projected, "be")),
  entry("UTF-16 LE without a mark", "DeviceInfo.csv", utf16(projected, "le", false)),
  entry("UTF-16 BE without a mark", "DeviceInfo.csv", utf16(projected, "be", false)),
  entry("Excel's sep line", "DeviceInfo.csv", `sep=;\r\n${crlf(projected).replaceAll(",", ";")}`),
  entry("JSON in UTF-16", "DeviceInfo.json", utf16(crlf(pretty(rows)), "le")),
  entry("JSON with a byte order mark", "DeviceInfo.json", `\uFEFF${json(rows)}`),
  entry("ConvertTo-Json of a single row", "DeviceInfo.json", pretty(rows[0]), {
    DeviceInfo: ["Id:long"],
  }),
  entry(
    "Format-Table",
    "DeviceInfo.txt",
    crlf("\nColumnName ColumnType\n---------- ----------\nId         long\nName       string\n\n"),
  ),

  // Microsoft Graph and the Defender API
  entry("Graph", "DeviceInfo.json", json({ schema: graphColumns, results: rows })),
  entry(
    "Graph, with its context",
    "DeviceInfo.json",
    pretty({
      "@odata.context": "https://graph.example/v1.0/$metadata#microsoft.graph.security",
      schema: graphColumns,
      results: rows.map((row) => ({ "@odata.type": "#row", ...row })),
    }),
  ),
  entry("Graph, capitals", "DeviceInfo.json", json({ Schema: graphColumns, Results: rows })),
  entry("Graph, many tables", "all.json", json({ schema: graphColumns, results: manyRows }), both),
  entry(
    "Graph, take 0",
    "DeviceInfo.json",
    json({
      schema: [
        { name: "Id", type: "Int64" },
        { name: "Name", type: "String" },
        { name: "IsOn", type: "SByte" },
        { name: "More", type: "Object" },
      ],
      results: [],
    }),
    { DeviceInfo: [...two, "IsOn:bool", "More:dynamic"] },
  ),
  entry(
    "Defender API",
    "DeviceInfo.json",
    json({
      Stats: { ExecutionTime: 0.01, dataset_statistics: [{ table_row_count: 2 }] },
      Schema: [
        { Name: "ColumnName", Type: "String" },
        { Name: "ColumnType", Type: "String" },
      ],
      Results: rows,
    }),
  ),
  entry(
    "Defender API, take 0",
    "DeviceInfo.json",
    json({
      Stats: {},
      Schema: [
        { Name: "Id", Type: "Int64" },
        { Name: "Name", Type: "String" },
      ],
      Results: [],
    }),
  ),
  entry(
    "the portal's own answer",
    "DeviceInfo.json",
    json({
      Quota: { Severity: 0 },
      Stats: {},
      Schema: graphColumns.map(({ name, type }) => ({ Name: name, Type: type, Entity: null })),
      Results: rows,
      ChartVisualization: null,
    }),
  ),
  entry(
    "the list of columns, taken out of an answer",
    "DeviceInfo.json",
    json([
      { Name: "Id", Type: "Int64", Entity: null },
      { Name: "Name", Type: "String", Entity: null },
    ]),
  ),

  // Log Analytics and Azure CLI
  entry("Log Analytics API", "DeviceInfo.json", json(logAnalytics)),
  entry("Log Analytics API, pretty", "DeviceInfo.json", crlf(pretty(logAnalytics))),
  entry(
    "Log Analytics API, many tables",
    "all.json",
    json({
      tables: [
        {
          name: "PrimaryResult",
          columns: Object.keys(manyRows[0] ?? {}).map((name) => ({ name, type: "string" })),
          rows: manyRows.map((row) => Object.values(row)),
        },
      ],
    }),
    both,
  ),
  entry(
    "Log Analytics API, take 0",
    "DeviceInfo.json",
    json({
      tables: [
        {
          name: "PrimaryResult",
          columns: [
            { name: "Id", type: "long" },
            { name: "Name", type: "string" },
          ],
          rows: [],
        },
      ],
    }),
  ),
  entry(
    "Log Analytics metadata",
    "metadata.json",
    pretty({
      tables: [
        {
          id: "t/AlertInfo",
          name: "AlertInfo",
          columns: [
            { name: "Title", type: "string" },
            { name: "When", type: "datetime", isPreferredFacet: true },
          ],
        },
        {
          id: "t/DeviceInfo",
          name: "DeviceInfo",
          timespanColumn: "TimeGenerated",
          columns: [
            { name: "Id", type: "long", description: "An id" },
            { name: "Name", type: "string" },
          ],
        },
      ],
      workspaces: [{ id: "w" }],
    }),
    both,
  ),
  entry(
    "Azure CLI",
    "DeviceInfo.json",
    pretty(rows.map((row, at) => ({ ...row, ColumnOrdinal: `${at}`, TableName: "PrimaryResult" }))),
  ),
  entry(
    "Azure CLI, a table that the query names",
    "all.json",
    json(
      manyRows.map(({ TableName, ...row }) => ({
        Table: TableName,
        ...row,
        TableName: "PrimaryResult",
      })),
    ),
    both,
  ),

  // Azure Data Explorer's API
  entry("Data Explorer v1", "DeviceInfo.json", json(adxV1)),
  entry(
    "Data Explorer v1, take 0",
    "DeviceInfo.json",
    json({
      Tables: [
        {
          TableName: "Table_0",
          Columns: [
            { ColumnName: "Id", DataType: "Int64", ColumnType: "long" },
            { ColumnName: "Name", DataType: "String" },
          ],
          Rows: [],
        },
      ],
    }),
  ),
  entry(
    "Data Explorer v2",
    "DeviceInfo.json",
    json(
      adxV2(
        fullColumns.map((ColumnName) => ({ ColumnName, ColumnType: "string" })),
        fullRows,
      ),
    ),
  ),
  entry(
    "Data Explorer v2, take 0",
    "DeviceInfo.json",
    pretty(
      adxV2(
        [
          { ColumnName: "Id", ColumnType: "long" },
          { ColumnName: "Name", ColumnType: "string" },
        ],
        [],
      ),
    ),
  ),
  entry("objects, full", "DeviceInfo.json", json(objectsOf(fullColumns, fullRows))),
  entry("objects, many tables", "all.json", pretty(manyRows), both),
  entry("an object a line", "DeviceInfo.json", rows.map(json).join("\n")),
  entry("an object a line, many tables", "all.jsonl", `${manyRows.map(json).join("\r\n")}\n`, both),

  // .show table
  entry(
    "cslschema, CSV",
    "export.csv",
    'TableName,Schema,DatabaseName,Folder,DocString\nDeviceInfo,"Id:long, Name:string",Hunting,,\n',
  ),
  entry(
    "cslschema, Data Explorer v1",
    "export.json",
    json({
      Tables: [
        {
          TableName: "Table_0",
          Columns: ["TableName", "Schema", "DatabaseName"].map((ColumnName) => ({
            ColumnName,
            DataType: "String",
          })),
          Rows: [["DeviceInfo", "Id:long,Name:string", "Hunting"]],
        },
      ],
    }),
  ),
  entry("only the cslschema cell", "DeviceInfo.txt", "Id:long, Name:string"),
  entry(
    "only the cslschema cell, with names in brackets",
    "DeviceInfo.txt",
    "(\n  ['my, Id']: long,\n  [\"Name\"]: string\n)\n",
    { DeviceInfo: ["my, Id:long", "Name:string"] },
  ),
  entry(
    "cslschema, below its command",
    "New query.txt",
    ".show table DeviceInfo cslschema\n\nId:long, Name:string\n",
  ),
  entry(
    "schema as json, CSV",
    "export.csv",
    `TableName,Schema,DatabaseName,Folder,DocString\r\nDeviceInfo,${doubled(json(ordered))},Hunting,,\r\n`,
  ),
  entry(
    "schema as json, objects",
    "export.json",
    json([{ TableName: "DeviceInfo", Schema: json(ordered), DatabaseName: "Hunting" }]),
  ),
  entry("only the cell of schema as json", "export.json", pretty(ordered)),

  // Pasted
  entry("pasted with tabs", "DeviceInfo.txt", tabs(whole)),
  entry("pasted with tabs, no header", "DeviceInfo.txt", "Id\tlong\nName\tstring\n"),
  entry(
    "pasted with tabs, the whole result, no header",
    "DeviceInfo.txt",
    crlf("Id\t0\tSystem.Int64\tlong\nName\t1\tSystem.String\tstring\n"),
  ),
  entry("pasted, aligned", "DeviceInfo.txt", aligned),
  entry(
    "pasted, aligned but for a name that is too long",
    "DeviceInfo.txt",
    "ColumnName ColumnType\nId         long\nAVeryLongColumnName string\n",
    { DeviceInfo: ["Id:long", "AVeryLongColumnName:string"] },
  ),
  entry("pasted, aligned, set in", "DeviceInfo.txt", aligned.replace(/^/gm, "    ")),
  entry(
    "pasted, aligned, an empty ColumnType",
    "DeviceInfo.txt",
    aligned.replace("long", "").replace(/ +$/gm, ""),
  ),
  entry(
    "pasted, aligned, no header",
    "DeviceInfo.txt",
    "Id    0  System.Int64   long\nName  1  System.String  string\n",
  ),
  entry("pasted, single spaces, no header", "DeviceInfo.txt", "Id long\nName string\n"),
  entry(
    "pasted, a name with a space, no header",
    "DeviceInfo.txt",
    "My Id   long\nName    string\n",
    { DeviceInfo: ["My Id:long", "Name:string"] },
  ),
  entry("pasted, only DataType", "DeviceInfo.txt", "Id\tSystem.Int64\nName\tSystem.String\n"),
  entry(
    "pasted, only DataType, with ordinals",
    "DeviceInfo.txt",
    "Id 0 System.Int64\nName 1 System.String\n",
  ),
  entry(
    "pasted, the query on top",
    "New query.txt",
    `DeviceInfo\n| getschema\n| project ColumnName, ColumnType\n\n${tabs(projected)}`,
  ),
  entry("pasted, the query on one line", "-", `DeviceInfo | getschema\n${aligned}`),
  entry(
    "pasted, a comment and the query on top, no header",
    "query_data.txt",
    "// what is in it\r\n['DeviceInfo']\r\n| getschema;\r\nId\tlong\r\nName\tstring",
  ),
  entry("pasted, the query on top of CSV", "data.csv", `DeviceInfo\n| getschema\n${projected}`),
  entry(
    "pasted, the query on top of JSON",
    "result.txt",
    `["DeviceInfo"] | getschema\n${json(rows)}`,
  ),
  entry("pasted, many tables", "paste.txt", tabs(many), both),
  entry(
    "pasted, many tables, no header",
    "paste.txt",
    tabs(many.slice(many.indexOf("\n") + 1)),
    both,
  ),

  ...publicExports,
];

function entry(
  name: string,
  file: string,
  content: string | Uint8Array,
  holds: GoodExport["holds"] = one,
): GoodExport {
  return { name, file, content, holds };
}

function objectsOf(
  names: readonly string[],
  values: readonly (readonly unknown[])[],
): Record<string, unknown>[] {
  return values.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}
