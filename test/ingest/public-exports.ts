// Lists exports in the shapes that public repositories and other tools keep, with invented content.

import type { GoodExport } from "./export-corpus.ts";

const two = ["Id:long", "Name:string"];
const one: GoodExport["holds"] = { DeviceInfo: two };
const both: GoodExport["holds"] = { AlertInfo: ["Title:string", "When:datetime"], DeviceInfo: two };

const json = (value: unknown): string => JSON.stringify(value);
const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const crlf = (text: string): string => text.replaceAll("\n", "\r\n");

const listed = [
  { Description: "", Type: "Int64", Entity: null, Name: "Id" },
  { Description: null, Type: "String", Entity: "Device", Name: "Name" },
];
const alerts = [
  { Description: null, Type: "String", Entity: null, Name: "Title" },
  { Description: "When it began", Type: "DateTime", Entity: null, Name: "When" },
];
const columns = [
  { name: "Id", type: "long" },
  { name: "Name", type: "string" },
];

const ordered = [
  { Name: "Id", Type: "System.Int64", CslType: "long" },
  { Name: "Name", Type: "System.String", CslType: "string", DocString: "A name" },
];
const alertColumns = [
  { Name: "Title", Type: "System.String", CslType: "string" },
  { Name: "When", Type: "System.DateTime", CslType: "datetime" },
];
const databases = {
  Databases: {
    Hunting: {
      Name: "Hunting",
      Tables: {
        DeviceInfo: { Name: "DeviceInfo", DocString: "Devices", OrderedColumns: ordered },
        AlertInfo: { Name: "AlertInfo", Folder: "", OrderedColumns: alertColumns },
      },
      ExternalTables: {},
      MaterializedViews: {},
      Functions: { Recent: { Name: "Recent", Body: "{ DeviceInfo }" } },
    },
  },
};
const databaseRows =
  "DatabaseName,TableName,ColumnName,ColumnType,IsDefaultTable,IsDefaultColumn,PrettyName,Version,Folder,DocString\n" +
  "Hunting,,,,False,False,,v1.2,,\n" +
  "Hunting,DeviceInfo,,,False,False,,,,Devices\n" +
  "Hunting,DeviceInfo,Id,System.Int64,False,False,,,,\n" +
  "Hunting,DeviceInfo,Name,System.String,False,False,,,,A name\n" +
  "Hunting,AlertInfo,,,False,False,,,,\n" +
  "Hunting,AlertInfo,Title,System.String,False,False,,,,\n" +
  "Hunting,AlertInfo,When,System.DateTime,False,False,,,,\n";

const resource = (
  name: string,
  standard: readonly unknown[],
  custom: readonly unknown[],
): object => ({
  id: `/subscriptions/0/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w/tables/${name}`,
  name,
  properties: {
    totalRetentionInDays: 90,
    plan: "Analytics",
    schema: {
      name,
      tableType: "Microsoft",
      standardColumns: standard,
      columns: custom,
      isTroubleshootingAllowed: true,
    },
    provisioningState: "Succeeded",
  },
});
const azureColumns = [
  { name: "Id", type: "long", isDefaultDisplay: false, isHidden: false },
  { name: "Name", type: "string", description: "A name", isHidden: false },
];
const azureAlerts = [
  { name: "Title", type: "string" },
  { name: "When", type: "dateTime" },
];

/** A response of version 2 in fragments, of which the second replaces the first. */
const frames = [
  { FrameType: "DataSetHeader", IsProgressive: true, Version: "v2.0", IsFragmented: true },
  {
    FrameType: "DataTable",
    TableId: 0,
    TableKind: "QueryProperties",
    Columns: [{ ColumnName: "Key", ColumnType: "string" }],
    Rows: [["Visualization"]],
  },
  {
    FrameType: "TableHeader",
    TableId: 1,
    TableKind: "PrimaryResult",
    TableName: "PrimaryResult",
    Columns: [
      { ColumnName: "ColumnName", ColumnType: "string" },
      { ColumnName: "ColumnType", ColumnType: "string" },
    ],
  },
  {
    FrameType: "TableFragment",
    TableId: 1,
    FieldCount: 2,
    TableFragmentType: "DataAppend",
    Rows: [["Old", "guid"]],
  },
  { FrameType: "TableProgress", TableId: 1, TableProgress: 40 },
  {
    FrameType: "TableFragment",
    TableId: 1,
    FieldCount: 2,
    TableFragmentType: "DataReplace",
    Rows: [["Id", "long"]],
  },
  {
    FrameType: "TableFragment",
    TableId: 1,
    FieldCount: 2,
    TableFragmentType: "DataAppend",
    Rows: [["Name", "string"]],
  },
  { FrameType: "TableCompletion", TableId: 1, RowCount: 2 },
  {
    FrameType: "DataTable",
    TableId: 2,
    TableKind: "QueryCompletionInformation",
    Columns: [{ ColumnName: "Timestamp", ColumnType: "datetime" }],
    Rows: [["2026-03-01T00:00:00Z"]],
  },
  { FrameType: "DataSetCompletion", HasErrors: false, Cancelled: false },
];

const markdown =
  "|ColumnName|ColumnOrdinal|DataType|ColumnType|\n|---|---|---|---|\n|Id|0|System.Int64|long|\n|Name|1|System.String|string|\n";
const box = [
  "+------------+------------+",
  "| ColumnName | ColumnType |",
  "+============+============+",
  "| Id         | long       |",
  "+------------+------------+",
  "| Name       | string     |",
  "+------------+------------+",
  "",
].join("\n");

export const publicExports: readonly GoodExport[] = [
  // Schema lists
  entry("a schema list with further keys", "DeviceInfo.json", pretty(listed)),
  entry("a schema list in UTF-16", "DeviceInfo.json", utf16(crlf(pretty(listed)))),
  entry(
    "a schema list with keys that nobody knows",
    "DeviceInfo.json",
    json(columns.map((column, at) => ({ Position: at, IsHidden: false, Hint: "x", ...column }))),
  ),
  entry("a schema list as results of Graph", "DeviceInfo.json", graph(listed)),
  entry(
    "a schema list, an object on each line",
    "DeviceInfo.jsonl",
    listed.map((each) => json(each)).join("\n"),
  ),
  entry(
    "the portal's schema",
    "schemas.json",
    json({
      Tables: [
        { Schema: listed, TableSection: "Devices", TableType: "Regular", Name: "DeviceInfo" },
        { Schema: alerts, TableSection: "Alerts", TableType: "Regular", Name: "AlertInfo" },
      ],
      Functions: null,
    }),
    both,
  ),
  entry(
    "a table to validate queries with",
    "any.json",
    pretty({
      Name: "DeviceInfo",
      Properties: [
        { Name: "Id", Type: "Long" },
        { Name: "Name", Type: "String" },
      ],
    }),
  ),
  entry(
    "tables to validate queries with",
    "any.json",
    json([
      { name: "DeviceInfo", properties: columns },
      { name: "AlertInfo", properties: azureAlerts },
    ]),
    both,
  ),
  entry("one table of an API", "any.json", json({ id: 7, name: "DeviceInfo", columns })),

  // Azure Data Explorer
  entry("Data Explorer v2, fragmented", "DeviceInfo.json", pretty(frames)),
  entry(
    "Data Explorer v2, take 0 in fragments",
    "DeviceInfo.json",
    json([
      {
        FrameType: "TableHeader",
        TableId: 1,
        TableKind: "PrimaryResult",
        Columns: columns.map(({ name, type }) => ({ ColumnName: name, ColumnType: type })),
      },
      { FrameType: "TableCompletion", TableId: 1, RowCount: 0 },
      { FrameType: "DataSetCompletion", HasErrors: false },
    ]),
  ),
  entry("database schema, CSV", "export.csv", crlf(databaseRows), both),
  entry(
    "database schema, Data Explorer v1",
    "export.json",
    json({
      Tables: [
        {
          TableName: "Table_0",
          Columns: (databaseRows.split("\n")[0] ?? "")
            .split(",")
            .map((ColumnName) => ({ ColumnName, DataType: "String" })),
          Rows: databaseRows
            .trimEnd()
            .split("\n")
            .slice(1)
            .map((row) => row.split(",").map((cell) => (cell === "" ? null : cell))),
        },
      ],
    }),
    both,
  ),
  entry(
    "database schema as json, CSV",
    "export.csv",
    `DatabaseSchema\n"${json(databases).replaceAll('"', '""')}"\n`,
    both,
  ),
  entry(
    "database schema as json, objects",
    "export.json",
    json([{ DatabaseSchema: json(databases) }]),
    both,
  ),
  entry("only the cell of database schema as json", "export.json", pretty(databases), both),
  entry("a command", "schema.kql", ".create table DeviceInfo (Id: long, Name: string)\n"),
  entry(
    "a command over several lines, with options",
    "schema.csl",
    crlf(
      "// Devices\n\n.create-merge table ['DeviceInfo'] (\n    Id: long, // a number\n    Name: string\n) with (docstring = \"Has ) and 'quotes'\", folder = \"x\")\n",
    ),
  ),
  entry(
    "names in brackets, with escapes",
    "schema.kql",
    `.create table T (['my, col']:string, ["it's"]:long, ['a\\'b\\\\c']: System.Guid, [@'d\\e']:bool)`,
    { T: ["my, col:string", "it's:long", "a'b\\c:guid", "d\\e:bool"] },
  ),
  entry(
    "commands of a script",
    "deploy.kql",
    [
      ".execute database script with (ThrowOnErrors=true) <|",
      ".create-or-alter function Recent() { DeviceInfo | take 1 }",
      ".drop table DeviceInfo ifexists",
      ".create table DeviceInfo (Id: long)",
      ".create-merge table DeviceInfo (Id: long, Name: string)",
      ".alter table DeviceInfo policy retention softdelete = 7d",
      ".create table DeviceInfo ingestion json mapping 'm' '[{\"column\":\"Id\"}]'",
      ".create table AlertInfo (Old: string)",
      '.alter table AlertInfo (Title: string, When: datetime) with (folder="x")',
      '.alter-merge table AlertInfo column-docstrings (Title: "A title")',
    ].join("\n\n"),
    both,
  ),
  entry(
    "one command for several tables",
    "deploy.kql",
    ".create tables DeviceInfo (Id: long, Name: string),\n  Hunting.AlertInfo (Title: string, When: datetime)\n",
    both,
  ),

  // Azure and editors
  entry(
    "the tables of a workspace",
    "tables.json",
    pretty({
      value: [resource("DeviceInfo", azureColumns, []), resource("AlertInfo", azureAlerts, [])],
    }),
    both,
  ),
  entry(
    "one table of a workspace",
    "export.json",
    pretty(resource("DeviceInfo", azureColumns.slice(0, 1), azureColumns.slice(1))),
  ),
  entry(
    "the tables of a workspace, Azure CLI",
    "tables.json",
    pretty([
      { name: "DeviceInfo", schema: { name: "DeviceInfo", standardColumns: azureColumns } },
      {
        name: "AlertInfo",
        schema: { name: "AlertInfo", columns: null, standardColumns: azureAlerts },
      },
    ]),
    both,
  ),
  entry(
    "a template with a table",
    "azuredeploy.json",
    pretty({
      $schema: "https://schema.example/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { workspace: { type: "string" } },
      resources: [
        { type: "Microsoft.Insights/dataCollectionEndpoints", name: "e", properties: {} },
        {
          type: "Microsoft.OperationalInsights/workspaces/tables",
          name: "[concat(parameters('workspace'), '/DeviceInfo')]",
          properties: { schema: { columns: azureColumns } },
        },
      ],
    }),
  ),
  entry(
    "a template that compilers wrote",
    "azuredeploy.json",
    pretty({
      resources: [
        {
          type: "Microsoft.OperationalInsights/workspaces/tables",
          name: "[format('{0}/{1}', parameters('workspace'), 'DeviceInfo')]",
          properties: { schema: { columns: azureColumns } },
        },
        {
          type: "Microsoft.OperationalInsights/workspaces/tables",
          name: "[format('{0}/AlertInfo', parameters('workspace'))]",
          properties: { schema: { name: "AlertInfo", columns: azureAlerts } },
        },
      ],
    }),
    both,
  ),
  entry(
    "the schema of an editor",
    "schema.json",
    pretty({
      clusterType: "Engine",
      cluster: {
        connectionString: "https://help.example",
        databases: [
          {
            name: "Hunting",
            tables: [
              { name: "DeviceInfo", entityType: "Table", columns },
              { name: "AlertInfo", columns: azureAlerts },
            ],
            functions: [],
          },
        ],
      },
      database: { name: "Hunting", tables: [{ name: "DeviceInfo", columns }] },
    }),
    both,
  ),

  // Tables in text
  entry("Markdown", "DeviceInfo.md", markdown),
  entry("Markdown below its query", "New query.txt", `DeviceInfo\n| getschema\n${markdown}`),
  entry(
    "Markdown of documentation",
    "DeviceInfo.md",
    "| Column name | Data type | Description |\n| :--- | :---: | --- |\n| `Id` | `long` | A number \\| an id |\n| Name | string | |\n",
  ),
  entry(
    "Markdown in bold, italic and code",
    "DeviceInfo.md",
    "| **ColumnName** | `ColumnType` |\n|:---|---:|\n| **Id** | *long* |\n| *Name* | **`string`** |\n",
  ),
  entry(
    "Markdown without pipes at the ends",
    "DeviceInfo.txt",
    "ColumnName | ColumnType\n--- | ---\nId | long\nName | string\n",
  ),
  entry("a boxed grid", "DeviceInfo.txt", box),
  entry("a boxed grid below its query", "paste.txt", `DeviceInfo | getschema\n\n${crlf(box)}`),
  entry(
    "a grid without a frame",
    "DeviceInfo.txt",
    " ColumnName | ColumnType \n------------+------------\n Id         | long\n Name       | string\n",
  ),
  entry(
    "a grid of box-drawing characters",
    "DeviceInfo.txt",
    "┌────────────┬────────────┐\n│ ColumnName │ ColumnType │\n├────────────┼────────────┤\n│ Id         │ long       │\n│ Name       │ string     │\n└────────────┴────────────┘\n",
  ),
  entry(
    "a boxed grid that is not aligned",
    "DeviceInfo.txt",
    "+--+--+\n|ColumnName|ColumnType|\n+--+--+\n|Id|long|\n|Name|string|\n+--+--+\n",
  ),
  entry(
    "Format-List",
    "DeviceInfo.txt",
    utf16(
      crlf(
        "\n\nColumnName    : Id\nColumnOrdinal : 0\nDataType      : System.Int64\nColumnType    : long\n\nColumnName    : Name\nColumnOrdinal : 1\nDataType      : System.String\nColumnType    : string\n\n\n",
      ),
    ),
  ),
  entry(
    "Format-List of a narrow window",
    "DeviceInfo.txt",
    "Name        : Id\nDescription : A number that is\n              long\nType        : Int64\n\nName        : Nam\n              e\nDescription :\nType        : String\n",
  ),

  // Headers
  entry(
    "a header with underscores",
    "columns.csv",
    "table_name,column_name,column_type\nDeviceInfo,Id,long\nDeviceInfo,Name,string\n",
  ),
  entry("a header of Name and Type", "DeviceInfo.csv", "Name,Type\nId,Int64\nName,String\n"),
  entry("a header of Column and Type", "DeviceInfo.csv", "Column,Type\nId,long\nName,string\n"),
  entry(
    "a header of Column and ColumnType",
    "DeviceInfo.csv",
    "Column,ColumnType\nId,long\nName,string\n",
  ),
  entry(
    "a header of a schema list",
    "DeviceInfo.csv",
    'Description,Type,Entity,Name\n,Int64,,Id\n"A name, if any",String,,Name\n',
  ),
  entry(
    "a header of Name and Type with columns that nobody knows",
    "DeviceInfo.tsv",
    "Nr\tName\tType\tIs Hidden\n1\tId\tlong\tno\n2\tName\tstring\tno\n",
  ),
  entry(
    "Table | take 0 of a table with the columns Name and Type",
    "DeviceInfo.json",
    json({
      schema: [
        { name: "Name", type: "String" },
        { name: "Type", type: "String" },
      ],
      results: [],
    }),
    { DeviceInfo: ["Name:string", "Type:string"] },
  ),
];

function graph(results: readonly unknown[]): string {
  return json({ schema: [{ name: "Name", type: "String" }], results });
}

function utf16(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

function entry(
  name: string,
  file: string,
  content: string | Uint8Array,
  holds: GoodExport["holds"] = one,
): GoodExport {
  return { name, file, content, holds };
}
