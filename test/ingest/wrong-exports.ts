// Lists what people save instead of a schema, and schemas that are incomplete, with the exact lines
// that huntgen prints. To add a case, add an entry.

import { readFileSync } from "node:fs";
import type { ProblemCase } from "./problem-catalogue.ts";
import { wrongPublicExports } from "./wrong-public-exports.ts";

const dir = "input-schemas";
const again = "run `Table | getschema`";
const which =
  "the table is not named; rename the file, or run `huntgen add FILE --table NAME` [unnamed-table]";
const rowsOf = (table: string): string =>
  `this looks like rows of ${table}, not its schema; run \`${table} | getschema\` [rows-not-schema]`;
const unknown = "unrecognized export format; save the result of `Table | getschema` [unknown-form]";
const noRows =
  "the result has no rows; check that the table exists in this tenant, then export again [no-columns]";

const alertInfo = [
  "Timestamp",
  "AlertId",
  "Title",
  "Category",
  "Severity",
  "ServiceSource",
  "DetectionSource",
  "AttackTechniques",
  "SentinelWorkspaceIds",
  "MachineGroup",
];
/** DeviceFileEvents has all of these columns too. */
const imageLoads = readFileSync(
  new URL("../../input-schemas/DeviceImageLoadEvents.csv", import.meta.url),
  "utf8",
)
  .split("\n")
  .slice(1, -1)
  .map((line) => line.replace(/,.*/, ""));
const alertInfoExport = readFileSync(
  new URL("../../input-schemas/AlertInfo.csv", import.meta.url),
  "utf8",
);
const alertInfoRows = alertInfoExport
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","))
  .map(([ColumnName, ColumnType]) => ({ ColumnName, ColumnType }));
const projected = "ColumnName,ColumnType\nId,long\nName,string\n";
const json = (value: unknown): string => JSON.stringify(value);
const graphColumns = [
  { name: "ColumnName", type: "String" },
  { name: "ColumnType", type: "String" },
];

/** Returns a case with one file in the input directory. The lines about it follow its name. */
function wrong(
  name: string,
  file: string,
  content: string | Uint8Array,
  ...lines: readonly string[]
): ProblemCase {
  return {
    name,
    files: { [`${dir}/${file}`]: content },
    lines: lines.map((line) => `${dir}/${file}${line}`),
  };
}

export const wrongExports: readonly ProblemCase[] = [
  // Which table
  wrong("the portal's name", "New query.csv", projected, `: ${which}`),
  wrong("the portal's name, saved twice", "New query (1).csv", projected, `: ${which}`),
  wrong("the portal's name, counted", "New query 2.csv", projected, `: ${which}`),
  wrong("Log Analytics' name", "query_data.csv", projected, `: ${which}`),
  wrong("Log Analytics' name, saved twice", "query_data (3).csv", projected, `: ${which}`),
  wrong(
    "Azure CLI's name for any result is no table",
    "export.json",
    json([{ ColumnName: "Id", ColumnType: "long", TableName: "PrimaryResult" }]),
    `: ${which}`,
  ),
  wrong(
    "a paste that cannot be read, and is not a note",
    "New query.txt",
    "DeviceInfo\n| where true\nColumnName\tColumnType\nId\tlong\n",
    `:1: ${unknown}`,
  ),

  // Rows instead of a schema
  wrong(
    "rows, Defender portal",
    "New query.csv",
    '\uFEFFTimestamp,DeviceId,LogonType,IsLocalAdmin\r\n"Mar 1, 2026 1:10:21 AM",d,Interactive,0\r\nInvalid date,d,Network,1\r\n',
    `:1: ${rowsOf("DeviceLogonEvents")}`,
  ),
  wrong(
    "rows, named after their table",
    "DeviceFileEvents.csv",
    "Timestamp,DeviceId,ActionType\n1,2,3\n",
    `:1: ${rowsOf("DeviceFileEvents")}`,
  ),
  wrong(
    "rows, Log Analytics",
    "query_data.csv",
    '"TimeGenerated [UTC]",DeviceId,"Timestamp [UTC]",LogonType,IsLocalAdmin\n1,2,3,4,5\n',
    `:1: ${rowsOf("DeviceLogonEvents")}`,
  ),
  wrong(
    "rows with Name and Type, and a type that is a word of Kusto",
    "Custom_CL.csv",
    "Timestamp,Name,Type\n2026-03-01T00:00:00Z,red,string\n",
    `:1: ${rowsOf("Custom_CL")}`,
  ),
  wrong(
    "the schema of selected columns",
    "DeviceInfo.txt",
    '// Mine\nDeviceInfo\n| where DeviceName == "a | project b"\n| project DeviceId\n| getschema\nColumnName\tColumnType\nDeviceId\tstring\n',
    ':4: the result of "project" is not the schema of the whole table; run `Table | getschema` [partial-schema]',
  ),
  wrong(
    "a part of a schema",
    "DeviceInfo.txt",
    'DeviceInfo | getschema | where ColumnName startswith "D"\nColumnName\tColumnType\nDeviceId\tstring\n',
    ':1: the result of "where" is not the schema of the whole table; run `Table | getschema` [partial-schema]',
  ),
  wrong(
    "rows that several tables may have",
    "New query.csv",
    "Timestamp,DeviceId,DeviceName\n1,2,3\n",
    `:1: this looks like rows of a table, not its schema; ${again} [rows-not-schema]`,
  ),
  wrong(
    "rows of a table that nobody knows",
    "Custom_CL.csv",
    "TimeGenerated,Colour,Size\n2026-03-01T00:00:00Z,red,1\n",
    `:1: ${rowsOf("Custom_CL")}`,
  ),
  wrong(
    "rows of a table that nobody knows, unnamed",
    "query_data.csv",
    "TimeGenerated,Colour,Size\n2026-03-01T00:00:00Z,red,1\n",
    `:1: this looks like rows of a table, not its schema; ${again} [rows-not-schema]`,
  ),
  wrong(
    "rows, between tabs, after blank lines",
    "New query.tsv",
    `\n\n${alertInfo.join("\t")}\n${alertInfo.map(() => "1").join("\t")}\n`,
    `:3: ${rowsOf("AlertInfo")}`,
  ),
  wrong(
    "rows of a table whose columns another one has too",
    "New query.csv",
    `${imageLoads.join(",")}\n${imageLoads.map(() => "1").join(",")}\n`,
    `:1: ${rowsOf("DeviceImageLoadEvents")}`,
  ),
  wrong(
    "a header of a table's own columns and no rows",
    "DeviceInfo.csv",
    "Timestamp,DeviceId,DeviceName,OSPlatform\n",
    `:1: ${rowsOf("DeviceInfo")}`,
  ),
  wrong(
    "rows, Graph",
    "New query.json",
    json({
      schema: [{ name: "Timestamp", type: "DateTime" }],
      results: [Object.fromEntries(alertInfo.map((name) => [name, "x"]))],
    }),
    `:1: ${rowsOf("AlertInfo")}`,
  ),
  wrong(
    "rows, Log Analytics API",
    "x.json",
    json({
      tables: [
        {
          name: "PrimaryResult",
          columns: [
            { name: "TimeGenerated", type: "datetime" },
            { name: "Colour", type: "string" },
          ],
          rows: [["2026-03-01T00:00:00Z", "red"]],
        },
      ],
    }),
    `:1: ${rowsOf("x")}`,
  ),
  wrong(
    "rows, Azure CLI",
    "export.json",
    json([{ DeviceId: "d", DeviceName: "n", OSDistribution: "o", TableName: "PrimaryResult" }]),
    `:1: ${rowsOf("DeviceInfo")}`,
  ),
  wrong(
    "a message of the stream",
    "message.json",
    json({
      records: [
        { time: "t", category: "AdvancedHunting-DeviceEvents", properties: { DeviceId: "d" } },
      ],
    }),
    `:1: ${rowsOf("DeviceEvents")}`,
  ),

  // Errors and pages
  wrong(
    "an error answer",
    "DeviceInfo.json",
    '{\n  "error": {\n    "code": "BadRequest",\n    "message": "Failed to resolve table or column expression named \'DeviceInfo\'"\n  }\n}\n',
    `:2: the query failed with the error "BadRequest: Failed to resolve table or column expression named 'DeviceInfo'"; run it again [error-answer]`,
  ),
  wrong(
    "an error answer that a terminal would obey",
    "DeviceInfo.csv",
    json({ error: { message: "\u001B[2Jgone" } }),
    `:1: the query failed with the error "\\u{1b}[2Jgone"; run it again [error-answer]`,
  ),
  wrong(
    "an error next to a part of the rows",
    "DeviceInfo.json",
    json({
      tables: [{ name: "PrimaryResult", columns: [{ name: "ColumnName" }], rows: [["Id"]] }],
      error: { code: "PartialError", message: "There were some errors" },
    }),
    `:1: the query failed with the error "PartialError: There were some errors"; run it again [error-answer]`,
  ),
  wrong(
    "an error of Data Explorer",
    "DeviceInfo.json",
    json({ error: { code: "General_BadRequest", "@message": "Semantic error" } }),
    `:1: the query failed with the error "General_BadRequest: Semantic error"; run it again [error-answer]`,
  ),
  wrong(
    "an error in the last frame of Data Explorer",
    "DeviceInfo.json",
    json([
      { FrameType: "DataSetHeader" },
      {
        FrameType: "DataSetCompletion",
        HasErrors: true,
        OneApiErrors: [{ error: { code: "LimitsExceeded", message: "too much" } }],
      },
    ]),
    `:1: the query failed with the error "LimitsExceeded: too much"; run it again [error-answer]`,
  ),
  wrong(
    "a web page",
    "DeviceInfo.csv",
    "\n<!DOCTYPE html>\n<html><head><title>Sign in to your account</title></head></html>\n",
    `:2: expected an export, got a web page or XML ("Sign in to your account"); sign in and export again [web-page]`,
  ),
  wrong(
    "XML",
    "DeviceInfo.txt",
    '<?xml version="1.0"?><Error/>',
    ":1: expected an export, got a web page or XML; sign in and export again [web-page]",
  ),

  // Other files
  wrong(
    "an Excel workbook",
    "DeviceInfo.xlsx",
    Buffer.from("PK\u0003\u0004\u0014\0\u0006\0[Content_Types].xml"),
    ": expected text, got an Excel workbook or a zip archive; save the schema as CSV and add that file [excel-workbook]",
  ),
  wrong(
    "an Excel workbook that is called CSV",
    "DeviceInfo.csv",
    Buffer.from("PK\u0003\u0004\u0014\0\u0006\0[Content_Types].xml"),
    ": expected text, got an Excel workbook or a zip archive; save the schema as CSV and add that file [excel-workbook]",
  ),
  wrong(
    "an old Excel workbook",
    "DeviceInfo.xls",
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
    ": expected text, got an old Excel workbook; save the schema as CSV and add that file [excel-workbook]",
  ),
  wrong(
    "gzip",
    "DeviceInfo.csv.gz",
    Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0]),
    ": compressed with gzip; decompress it first [compressed-file]",
  ),
  wrong(
    "zstd",
    "DeviceInfo.csv",
    Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 1]),
    ": compressed with zstd; decompress it first [compressed-file]",
  ),
  wrong(
    "a PDF",
    "DeviceInfo.pdf",
    "%PDF-1.7\n",
    ": expected text, got a PDF; save the schema as CSV and add that file [not-text]",
  ),
  wrong(
    "a picture",
    "DeviceInfo.png",
    Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    ": not UTF-8 text; save the export as CSV in UTF-8 [not-text]",
  ),
  {
    name: "notes next to the exports",
    files: {
      [`${dir}/DeviceInfo.csv`]: projected,
      [`${dir}/keep.txt`]: "keep this\nand that\n",
      [`${dir}/notes.md`]: "# To do, soon\n",
    },
    lines: [
      `${dir}/keep.txt: warning: skipped: no schema found in it [unread-file]`,
      `${dir}/notes.md: warning: skipped: no schema found in it [unread-file]`,
    ],
  },
  wrong("prose that is called JSON", "notes.json", "to do, later on\n", `:1: ${unknown}`),
  wrong("JSON of nothing that is known", "x.json", '\n{"a":[1]}', `:2: ${unknown}`),
  wrong("a JSON array of numbers", "x.json", "[1,2]", `:1: ${unknown}`),

  // No content
  wrong("no rows, Graph", "x.json", json({ schema: graphColumns, results: [] }), `:1: ${noRows}`),
  wrong("nothing at all, Graph", "x.json", '{"Schema":[],"Results":[]}', `:1: ${noRows}`),
  wrong("an empty array", "x.json", "[]", `:1: ${noRows}`),
  wrong(
    "no rows, Log Analytics",
    "x.json",
    json({
      tables: [
        { name: "PrimaryResult", columns: [{ name: "ColumnName", type: "string" }], rows: [] },
      ],
    }),
    `:1: ${noRows}`,
  ),
  wrong(
    "metadata of a table without columns",
    "x.json",
    '{"tables":[{"name":"A","columns":[]},\n{"name":"B","columns":[{"name":"Id","type":"long"}]}]}',
    ':1: table "A" has no columns; export the schema again [no-columns]',
  ),
  wrong(
    "metadata without tables",
    "x.json",
    '{"tables":[]}',
    ":1: the response contains no tables; export again [no-columns]",
  ),
  wrong(
    "frames without a result",
    "x.json",
    '[{"FrameType":"DataSetHeader"},{"FrameType":"DataSetCompletion","HasErrors":false}]',
    ":1: the response contains no result; export again [no-columns]",
  ),
  wrong(
    "only a pasted header",
    "x.txt",
    "ColumnName   ColumnType\n----------   ----------\n",
    ":1: no columns below the header; export the schema again [no-columns]",
  ),
  wrong(
    "an empty cell of cslschema",
    "x.csv",
    'TableName,Schema\nDeviceInfo,""\n',
    ':2: expected a list such as A:string, B:long in the Schema cell, got "" [no-columns]',
  ),

  // Cut off
  wrong(
    "JSON that ends too early",
    "x.json",
    '{"schema":[],\n"results":[{"ColumnName":"Id","Colu',
    ":2: unexpected end of JSON: the file is cut off; export it again [cut-off]",
  ),
  wrong(
    "JSON that ends between two rows",
    "x.json",
    '[{"ColumnName":"Id","ColumnType":"long"},\n',
    ":1: unexpected end of JSON: the file is cut off; export it again [cut-off]",
  ),
  wrong(
    "frames without the last one",
    "x.json",
    '[{"FrameType":"DataTable","TableKind":"PrimaryResult","Columns":[],"Rows":[]}]',
    ":1: the last frame is missing: the response is cut off; export again [cut-off]",
  ),
  wrong(
    "ordinals with a gap",
    "x.csv",
    "ColumnName,ColumnOrdinal,ColumnType\nA,0,long\nB,1,long\nD,3,long\nE,5,long\n",
    ":4: expected ColumnOrdinal 2, got 3: the result is cut off; export it again [cut-off]",
  ),
  wrong(
    "ordinals that do not begin at 0, in one table of two",
    "all.csv",
    "TableName,ColumnOrdinal,ColumnName,ColumnType\nA,0,Id,long\nB,1,Name,string\n",
    ":3: expected ColumnOrdinal 0, got 1: the result is cut off; export it again [cut-off]",
  ),
  wrong(
    "a name that a narrow window cut",
    "x.txt",
    "ColumnName        ColumnType\n----------        ----------\nInitiatingProc... string\nAccountSid        string\n",
    ':3: column name "InitiatingProc..." is truncated; widen the output, or export it as CSV [cut-off]',
  ),
  wrong(
    "broken JSON",
    "x.json",
    '{"schema": [],\n "results": [nope]}',
    ":2: not valid JSON: invalid symbol [not-json]",
  ),
  wrong(
    "a broken line among objects",
    "x.jsonl",
    '{"ColumnName":"Id","ColumnType":"long"}\n{"ColumnName":"Na}\n',
    ":2: not valid JSON: unexpected end of line [not-json]",
  ),
  wrong(
    "JSON that is nested too deeply",
    "x.json",
    "[".repeat(200_000),
    ":1: not valid JSON: nested too deeply [not-json]",
  ),
  wrong(
    "a broken schema as json",
    "x.csv",
    'TableName,Schema\nA,"{""Name"":"\n',
    ":2: the Schema cell must contain the schema of a table as JSON; export the schema again [not-json]",
  ),

  ...wrongPublicExports,

  // Rows of the wrong shape
  wrong(
    "a row too short, Log Analytics API",
    "x.json",
    '{"tables":[{"name":"PrimaryResult","columns":[{"name":"ColumnName"},{"name":"ColumnType"}],\n"rows":[["Id","long"],\n["Name"]]}]}',
    ":3: expected 2 cells as in the header, got 1 [short-row]",
  ),
  wrong(
    "an object without a type",
    "x.json",
    '[{"ColumnName":"Id","ColumnType":"long"},\n{"ColumnName":"Name"}]',
    ':2: column "Name" has no type [empty-type]',
  ),
  wrong(
    "an unknown type, Graph",
    "x.json",
    json({ schema: graphColumns, results: [{ ColumnName: "Id", ColumnType: "lnog" }] }),
    ':1: unknown column type "lnog", did you mean "long"? [unknown-type]',
  ),
  wrong(
    "an unknown type, pasted below its query",
    "New query.txt",
    "DeviceInfo\n| getschema\n\nColumnName\tColumnType\nId\tlnog\n",
    ':5: unknown column type "lnog", did you mean "long"? [unknown-type]',
  ),
  wrong(
    "an unknown type, pasted without a header",
    "DeviceInfo.txt",
    "Id long\nName strng\n",
    ':2: unknown column type "strng", did you mean "string"? [unknown-type]',
  ),
  wrong(
    "an unknown type in a list of columns",
    "DeviceInfo.txt",
    "Id:long,\nName:strng\n",
    ':2: unknown column type "strng", did you mean "string"? [unknown-type]',
  ),

  // Readable, but wrong
  wrong(
    "merged schemas",
    "x.csv",
    "ColumnName,ColumnType\nDeviceId,string\nReportId_long,long\nReportId_string,string\n",
    ':3: "ReportId_long", "ReportId_string": this schema was exported from a `union` that renamed conflicting columns; use the query printed by `huntgen query` [merged-schemas]',
  ),
  wrong(
    "a schema of Log Analytics",
    "DeviceNetworkEvents.csv",
    "ColumnName,ColumnType\nTenantId,string\nTimestamp,datetime\nAdditionalFields,dynamic\nRemotePort,string\nLocalPort,int\nTimeGenerated,datetime\n",
    ':4: warning: "AdditionalFields" dynamic, "RemotePort" string: this schema comes from Log Analytics, whose types differ from those of the stream; export it from the Defender portal [log-analytics-types]',
  ),
  {
    name: "tables in which those types and names are right",
    files: {
      [`${dir}/Names_CL.csv`]: "ColumnName,ColumnType\nColour_string,string\nColour_long,long\n",
      [`${dir}/CloudAppEvents.csv`]: "ColumnName,ColumnType\nAdditionalFields,dynamic\n",
      [`${dir}/Custom.csv`]: "ColumnName,ColumnType\nAdditionalFields,dynamic\nPort,string\n",
    },
    lines: [],
  },
  wrong(
    "more columns than a schema can have",
    "x.txt",
    "a int\n".repeat(200_001),
    `: more than 200000 columns, but a schema has some hundreds; if these are rows, ${again} [too-large]`,
  ),
  wrong(
    "more lines than a schema can have",
    "x.csv",
    `ColumnName,ColumnType\n${"Id,int\n".repeat(400_000)}`,
    `: more than 400000 lines, but a schema has some hundreds; if these are rows, ${again} [too-large]`,
  ),
  wrong(
    "more JSON values than a schema can have",
    "x.json",
    `[0\n${",0".repeat(600_000)}]`,
    `:2: more than 600000 JSON values, but a schema has some thousands; if these are rows, ${again} [too-large]`,
  ),
  wrong(
    "more JSON values on all lines than a schema can have",
    "x.json",
    `{"a":[0${",0".repeat(350_000)}]}\n`.repeat(2),
    `:2: more than 600000 JSON values, but a schema has some thousands; if these are rows, ${again} [too-large]`,
  ),
  wrong(
    "a table in each row",
    "x.csv",
    `TableName,ColumnName,ColumnType\n${Array.from({ length: 10_001 }, (_, at) => `T${at},Id,int\n`).join("")}`,
    ": more than 10000 tables; split the export [too-large]",
  ),
  wrong(
    "an aligned header of a hundred words more",
    "x.txt",
    `ColumnName ColumnType${" a".repeat(99)}\nId int\n`,
    ":1: the header has 101 cells, but an aligned export may have at most 100; save the result of `Table | getschema` as CSV [too-large]",
  ),
  {
    name: "more short rows than are worth reporting, and a short row of another file",
    files: {
      [`${dir}/x.csv`]: `ColumnName,ColumnType\n${"a\n".repeat(1002)}`,
      [`${dir}/y.csv`]: `ColumnName,ColumnType\n${'"a"\n'.repeat(1002)}`,
    },
    lines: ["x", "y"].flatMap((file) => [
      ...Array.from(
        { length: 1000 },
        (_, row) =>
          `${dir}/${file}.csv:${row + 2}: expected 2 cells as in the header, got 1 [short-row]`,
      ),
      `${dir}/${file}.csv:1002: 1000 rows above have more or fewer cells than the header; the remaining rows were not read [too-large]`,
    ]),
  },
  {
    name: "a schema that is too large",
    files: { [`${dir}/x.csv`]: Buffer.alloc(9 * 2 ** 20, "a,b\n") },
    lines: [
      `${dir}/x.csv: 9 MiB, but a schema takes some kilobytes; if these are rows, ${again} [too-large]`,
    ],
  },

  // Added
  {
    name: "a union of columns of two types",
    files: {
      "one/T.csv": "ColumnName,ColumnType\nId,long\nName,string\n",
      "two/T.csv": "ColumnName,ColumnType\nName,string\nId,guid\n",
    },
    command: "add",
    args: ["one/T.csv", "two/T.csv", "--merge", "--new-table"],
    lines: [
      'two/T.csv:3: column "Id" is guid here but long in one/T.csv:2; a union requires the same type [type-clash]',
    ],
  },
  {
    name: "a union with the existing export, of columns of two types",
    files: { [`${dir}/T.csv`]: projected, "T.txt": "Name\tint\n" },
    command: "add",
    args: ["T.txt", "--merge", "--yes"],
    lines: [
      `T.txt:1: column "Name" is int here but string in ${dir}/T.csv:3; a union requires the same type [type-clash]`,
    ],
  },
  {
    name: "one name for several tables",
    files: { "all.csv": "TableName,ColumnName,ColumnType\nA,Id,long\nB,Id,long\n" },
    command: "add",
    args: ["all.csv", "--table", "A"],
    lines: [
      "all.csv: contains 2 tables, but --table names only one; omit --table [several-tables]",
    ],
  },
  {
    name: "a --table other than the table in the export",
    files: { "in.csv": "TableName,ColumnName,ColumnType\nDeviceInfo,DeviceId,string\n" },
    command: "add",
    args: ["in.csv", "--table", "DeviceEvents"],
    lines: [
      'in.csv: contains table "DeviceInfo", but --table names another one; omit --table [several-tables]',
    ],
  },
  {
    name: "a --table other than the table of the query",
    files: { "in.txt": "deviceinfo | getschema\nColumnName\tColumnType\nDeviceId\tstring\n" },
    command: "add",
    args: ["in.txt", "--table", "DeviceEvents"],
    lines: [
      'in.txt: contains table "deviceinfo", but --table names another one; omit --table [several-tables]',
    ],
  },
  {
    name: "an empty --table",
    files: { "in.txt": "ColumnName\tColumnType\nDeviceId\tstring\n" },
    command: "add",
    args: ["in.txt", "--table", " "],
    lines: ["--table: requires the name of a table [invalid-flag]"],
  },
  {
    name: "a misspelled --table",
    files: { "New query.csv": projected },
    command: "add",
    args: ["New query.csv", "--table", "DeviceProcesEvents", "--yes"],
    lines: [
      'New query.csv: unknown table "DeviceProcesEvents", did you mean "DeviceProcessEvents"? If so, pass --table DeviceProcessEvents; otherwise pass --new-table to add a new table [unknown-table]',
    ],
  },
  {
    name: "a file name with a word that may mean anything",
    files: { "DeviceInfo_prod.csv": projected },
    command: "add",
    args: ["DeviceInfo_prod.csv"],
    lines: [
      'DeviceInfo_prod.csv: unknown table "DeviceInfo_prod", did you mean "DeviceInfo"? If so, pass --table DeviceInfo; otherwise pass --new-table to add a new table [unknown-table]',
    ],
  },
  {
    name: "a table that nobody has exported",
    files: { "Orders_CL.csv": projected },
    command: "add",
    args: ["Orders_CL.csv", "--yes"],
    lines: [
      'Orders_CL.csv: unknown table "Orders_CL"; correct the name, or pass --new-table to add a new table [unknown-table]',
    ],
  },
  {
    name: "a table that the query above a paste misspells",
    files: { "paste.txt": "EmailEvnets\n| getschema\n\nColumnName\tColumnType\nId\tlong\n" },
    command: "add",
    args: ["paste.txt"],
    lines: [
      'paste.txt: unknown table "EmailEvnets", did you mean "EmailEvents"? If so, pass --table EmailEvents; otherwise pass --new-table to add a new table [unknown-table]',
    ],
  },
  {
    name: "several tables, some of them unknown",
    files: {
      "all.csv":
        "TableName,ColumnName,ColumnType\nAlertInfo,Id,long\nAlertInof,Id,long\nMine,Id,long\nalertevidence,Id,long\n",
    },
    command: "add",
    args: ["all.csv"],
    lines: [
      'all.csv:3: unknown table "AlertInof", did you mean "AlertInfo"? If so, correct the name; otherwise pass --new-table to add a new table [unknown-table]',
      'all.csv:4: unknown table "Mine"; correct the name, or pass --new-table to add a new table [unknown-table]',
    ],
  },
  {
    name: "very many unknown tables",
    files: {
      "all.csv": `TableName,ColumnName,ColumnType\n${Array.from({ length: 300 }, (_, n) => `Mine${n}_CL,Id,long\n`).join("")}`,
    },
    command: "add",
    args: ["all.csv"],
    lines: [
      "all.csv: 290 more unknown tables; pass --new-table to add new tables [unknown-table]",
      ...Array.from(
        { length: 10 },
        (_, n) =>
          `all.csv:${n + 2}: unknown table "Mine${n}_CL"; correct the name, or pass --new-table to add a new table [unknown-table]`,
      ),
    ],
  },
  ...["graph.json", "schemas.csv"].map((file) => ({
    name: `columns of a known table in ${file}, which names no table`,
    files: { "schemas.csv": alertInfoExport, "graph.json": json(alertInfoRows) },
    command: "add",
    args: [file],
    lines: [
      `${file}: the table is not named, but its columns are those of "AlertInfo"; rename the file, or run \`huntgen add FILE --table AlertInfo\` [unnamed-table]`,
    ],
  })),
  {
    name: "a file with the columns of a known table under another name",
    files: { "tenant export 7 of us.csv": alertInfoExport },
    command: "add",
    args: ["tenant export 7 of us.csv"],
    lines: [
      'tenant export 7 of us.csv: unknown table "tenant export 7 of us", did you mean "AlertInfo"? If so, pass --table AlertInfo; otherwise pass --new-table to add a new table [unknown-table]',
    ],
  },
  {
    name: "a name that a CSV file cannot keep",
    files: { "T.json": '[{"ColumnName":"a\\rb","ColumnType":"long"}]' },
    command: "add",
    args: ["T.json", "--new-table"],
    lines: [
      'T.json: a name in table "T" contains characters that CSV cannot represent, such as a carriage return; fix the export [unwritable-name]',
    ],
  },
  {
    name: "problems of all files that are added",
    files: {
      "New query.csv": projected,
      "notes.md": "# To do, soon",
      "T.csv": "Id long\nId lnog\n",
    },
    command: "add",
    args: ["New query.csv", "notes.md", "T.csv", "gone.csv", ".", "--new-table"],
    lines: [
      ".: cannot be read (EISDIR) [unreadable-file]",
      `New query.csv: ${which}`,
      'T.csv:2: duplicate column "Id" (first defined on line 1) [duplicate-column]',
      'T.csv:2: unknown column type "lnog", did you mean "long"? [unknown-type]',
      "gone.csv: cannot be read (ENOENT) [unreadable-file]",
      `notes.md:1: ${unknown}`,
    ],
  },

  // Queried and pulled. test/pull/ has the cases of what a server returns.
  {
    name: "a limit that is not a number",
    files: {},
    command: "query",
    args: ["--limit", "many"],
    lines: ['--limit: must be a number of characters from 1, got "many" [invalid-flag]'],
  },
  {
    name: "a variable without a token",
    files: {},
    command: "pull",
    args: ["--token-env", "HUNTING_TOKEN"],
    lines: ['--token-env: the environment variable "HUNTING_TOKEN" is empty or not set [no-token]'],
  },
];
