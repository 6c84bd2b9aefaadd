// Lists what is wrong with exports in the shapes of other tools, with the exact lines that huntgen prints.

import type { ProblemCase } from "./problem-catalogue.ts";

const dir = "input-schemas";
const json = (value: unknown): string => JSON.stringify(value);
const unknown = "unrecognized export format; save the result of `Table | getschema` [unknown-form]";
const noColumns = "no columns below the header; export the schema again [no-columns]";
const lnog = 'unknown column type "lnog", did you mean "long"? [unknown-type]';
const rowsOf = (table: string): string =>
  `this looks like rows of ${table}, not its schema; run \`${table} | getschema\` [rows-not-schema]`;
const again = "the response is cut off; export again [cut-off]";

/** Returns a case with one file in the input directory. The lines about it follow its name. */
function wrong(name: string, file: string, content: string, ...lines: string[]): ProblemCase {
  return {
    name,
    files: { [`${dir}/${file}`]: content },
    lines: lines.map((line) => `${dir}/${file}${line}`),
  };
}

const header = {
  FrameType: "TableHeader",
  TableId: 1,
  TableKind: "PrimaryResult",
  Columns: [{ ColumnName: "ColumnName" }, { ColumnName: "ColumnType" }],
};
const fragment = {
  FrameType: "TableFragment",
  TableId: 1,
  TableFragmentType: "DataAppend",
  Rows: [["Id", "long"]],
};
const completion = { FrameType: "DataSetCompletion", HasErrors: false, Cancelled: false };
/** Writes each frame on a line, so that their lines differ. */
const frames = (...values: readonly unknown[]): string => `[\n${values.map(json).join(",\n")}\n]`;

export const wrongPublicExports: readonly ProblemCase[] = [
  // Lists
  wrong(
    "an unknown type in a schema list",
    "x.json",
    '[{"Name":"Id","Type":"Int64","Entity":null},\n{"Name":"B","Type":"lnog","Entity":null}]',
    `:2: ${lnog}`,
  ),
  wrong(
    "a schema list without a type",
    "x.json",
    '[{"Description":null,"Name":"Id","Type":"Int64"},\n{"Description":null,"Name":"B","Type":null}]',
    ':2: column "B" has no type [empty-type]',
  ),
  wrong(
    "rows of a table with the columns Name and Type",
    "x.json",
    json({
      schema: [],
      results: [{ Name: "a", Type: "User", Timestamp: "2026-03-01T00:00:00Z", Size: 1 }],
    }),
    `:1: ${rowsOf("x")}`,
  ),
  wrong(
    "rows of a table with the columns Name and Type, as CSV",
    "x.csv",
    "Timestamp,Name,Type,Size\n2026-03-01T00:00:00Z,a,User,1\n",
    `:1: ${rowsOf("x")}`,
  ),
  wrong(
    "a header of Name and Type with a type that nobody knows",
    "x.csv",
    "Name,Type\nId,lnog\n",
    `:2: ${lnog}`,
  ),
  wrong("only a header of Name and Type", "x.csv", "Name,Type\n", `:1: ${noColumns}`),
  wrong(
    "a header that names Name twice",
    "x.csv",
    "Name,Type,NAME\nId,long,Id\n",
    ':1: the header names "NAME" twice [duplicate-header]',
  ),
  wrong(
    "a table of the portal's schema without columns",
    "x.json",
    '{"Tables":[{"Name":"A","Schema":[{"Name":"Id","Type":"lnog"}]},\n{"Name":"B","Schema":[]}],"Functions":null}',
    `:1: ${lnog}`,
    ':2: table "B" has no columns; export the schema again [no-columns]',
  ),
  wrong(
    "a table to validate queries with, without a name",
    "x.json",
    '{"Properties":[{"Name":"Id","Type":"Long"}]}',
    `:1: ${unknown}`,
  ),

  // Azure Data Explorer
  wrong(
    "fragments without the completion of their table",
    "x.json",
    frames(header, fragment, completion),
    `:2: the result has no TableCompletion: ${again}`,
  ),
  wrong(
    "fragments without the completion of the response",
    "x.json",
    frames(header, fragment, { FrameType: "TableCompletion", TableId: 1, RowCount: 1 }),
    `:1: the last frame is missing: ${again}`,
  ),
  wrong(
    "a fragment that is missing",
    "x.json",
    frames(header, fragment, { FrameType: "TableCompletion", TableId: 1, RowCount: 2 }, completion),
    `:4: the result has 1 of 2 rows: ${again}`,
  ),
  wrong(
    "a cancelled query",
    "x.json",
    frames(header, fragment, { ...completion, Cancelled: true }),
    ":4: the query did not run to its end, so its result is not complete; export again [cut-off]",
  ),
  wrong(
    "an unknown type in a fragment",
    "x.json",
    frames(
      header,
      fragment,
      { ...fragment, Rows: [["B", "lnog"]] },
      { FrameType: "TableCompletion", TableId: 1, RowCount: 2 },
      completion,
    ),
    `:4: ${lnog}`,
  ),
  wrong(
    "a database schema without tables",
    "x.json",
    '{"Databases":{"Hunting":{"Tables":{}}}}',
    ":1: the database schema contains no tables; export it again [no-columns]",
  ),
  wrong(
    "a table of a database schema without columns",
    "x.json",
    '{"Databases":{"Hunting":{"Tables":{\n"A":{"OrderedColumns":[]}}}}}',
    ':2: table "A" has no columns; export the schema again [no-columns]',
  ),
  wrong(
    "a broken cell of a database schema",
    "x.csv",
    'DatabaseSchema\n"{""Databases"":"\n',
    ":2: the DatabaseSchema cell must contain the schema of a database as JSON; export it again [not-json]",
  ),
  wrong(
    "a database schema of only its database",
    "x.csv",
    "DatabaseName,TableName,ColumnName,ColumnType\nHunting,,,\n",
    ": no columns found; export the schema again [no-columns]",
  ),
  wrong(
    "an unknown type in a command",
    "x.kql",
    "// one\n.create table T (\n  Id: long,\n  B: lnog)\n",
    `:4: ${lnog}`,
  ),
  wrong(
    "commands that cannot be read",
    "x.kql",
    ".create table A (Id: long)\n.create table B (\n  Id long)\n.create table C (Id: long; B: int)\n.alter table A column-docstrings (Id: text)\n.create table (Id: long)\n",
    ':3: expected a column such as A: string in the command, got "long)" [invalid-command]',
    ':4: expected "," or ")" after a column in the command, got "; B: int)" [invalid-command]',
    ':5: expected a description such as A: "text" in the command, got "text)" [invalid-command]',
    ':6: expected the name of a table in the command, got "(Id: long)" [invalid-command]',
  ),
  wrong(
    "a command that ends too early",
    "x.kql",
    ".create table A (Id: long)\n\n.create table B (\n  Id: long,",
    ":3: unexpected end of the command: the file is cut off; export it again [cut-off]",
  ),
  wrong(
    "a table that is created twice",
    "x.kql",
    ".create table A (Id: long)\n.create table A (Id: long)\n",
    ':2: duplicate column "Id" (first defined on line 1) [duplicate-column]',
  ),
  wrong(
    "a column that a command merges with another type",
    "x.kql",
    ".create table A (Id: long)\n.create-merge table A (Id: int)\n",
    ':2: duplicate column "Id" (first defined on line 1) [duplicate-column]',
  ),

  wrong(
    "commands that change tables of the file",
    "x.kql",
    [
      ".drop table A ifexists",
      ".create table A (Id: long)",
      ".create table ['My B'] (Id: long)",
      ".create table A ingestion json mapping 'm' '[]'",
      ".drop table A ingestion json mapping 'm'",
      ".alter column A.Id policy encoding type = 'Identifier'",
      ".drop table Other",
      ".alter column ['A'].['Id'] type=int",
      ".drop table A columns (Id)",
      ".rename columns New = ['My B'].Id",
      ".rename table A to C",
      ".drop tables (Other,\n  ['My B']) ifexists",
      "",
    ].join("\n"),
    ...[8, 9, 10, 11, 12].map((line) => {
      const table = line === 10 || line === 12 ? "My B" : "A";
      return `:${line}: the command changes table "${table}", which is defined above, and cannot be applied; export the schema of the table again [invalid-command]`;
    }),
  ),
  wrong(
    "commands that create tables without columns",
    "x.kql",
    ".create table A (Id: long)\n.create table B based-on A\n.create-merge table Devi",
    ':2: expected "(" after the name of a table in the command, got "based-on A" [invalid-command]',
    ":3: unexpected end of the command: the file is cut off; export it again [cut-off]",
  ),
  wrong(
    "a table in two databases",
    "x.json",
    '{"Databases":{"One":{"Tables":{"A":{"OrderedColumns":[{"Name":"Id","CslType":"long"}]}}},\n"Two":{"Tables":{"A":{"OrderedColumns":[{"Name":"B","CslType":"long"}]}}}}}',
    ':2: table "A" is also defined in database "One"; remove one of the definitions [duplicate-table]',
  ),
  wrong(
    "rows of a table in three databases",
    "x.csv",
    "DatabaseName,TableName,ColumnName,ColumnType\nOne,,,\nOne,A,,\nOne,A,Id,System.Int64\nTwo,A,,\nTwo,A,B,System.Int64\nOne,A,C,System.Int64\nThree,A,B,System.Int64\n",
    ':5: table "A" is also defined in database "One"; remove one of the definitions [duplicate-table]',
  ),
  wrong(
    "a table that the portal lists twice",
    "x.json",
    '{"Tables":[{"Name":"A","Schema":[{"Name":"Id","Type":"Int64"}]},\n{"Name":"A","Schema":[{"Name":"B","Type":"Int64"}]}]}',
    ':2: table "A" is also defined on line 1; remove one of the definitions [duplicate-table]',
  ),
  wrong(
    "a table in two databases of an editor",
    "x.json",
    '{"cluster":{"databases":[{"tables":[{"name":"A","columns":[{"name":"Id","type":"long"}]}]},\n{"tables":[{"name":"A","columns":[{"name":"B","type":"long"}]}]}]}}',
    ':2: table "A" is also defined on line 1; remove one of the definitions [duplicate-table]',
  ),
  wrong(
    "frames of two results",
    "x.json",
    frames(
      header,
      fragment,
      { FrameType: "TableCompletion", TableId: 1, RowCount: 1 },
      { ...header, TableId: 2 },
      completion,
    ),
    ":5: the response has several results, and their tables are not named; export each result separately [several-tables]",
  ),
  wrong(
    "two results of Data Explorer",
    "x.json",
    `{"Tables":[${["Id", "B"].map((name) => `{"Columns":[{"ColumnName":"ColumnName"},{"ColumnName":"ColumnType"}],"Rows":[["${name}","int"]]}`).join(",\n")}]}`,
    ":2: the response has several results, and their tables are not named; export each result separately [several-tables]",
  ),

  // Log Analytics and editors
  wrong(
    "a table of a workspace with types that the stream does not have",
    "x.json",
    '{"value":[{"name":"DeviceEvents","properties":{"schema":{"name":"DeviceEvents","standardColumns":[\n{"name":"AdditionalFields","type":"dynamic"},\n{"name":"RemotePort","type":"string"}]}}}]}',
    ':2: warning: "AdditionalFields" dynamic, "RemotePort" string: this schema comes from Log Analytics, whose types differ from those of the stream; export it from the Defender portal [log-analytics-types]',
  ),
  wrong(
    "a page of the tables of a workspace",
    "x.json",
    '{"nextLink":"https://management.example/2","value":[{"name":"A","properties":{"schema":{"columns":[{"name":"Id","type":"int"}]}}}]}',
    ':1: the list continues at "https://management.example/2"; save all of its pages in one "value" [cut-off]',
  ),
  wrong(
    "the schema of an editor without tables",
    "x.json",
    '{"clusterType":"Engine","cluster":{"databases":[{"name":"d","tables":[]}]}}',
    ":1: the response contains no tables; export again [no-columns]",
  ),

  // Tables in text
  wrong(
    "rows of Markdown",
    "x.md",
    "| ColumnName | ColumnType |\n|---|---|\n| Id | lnog |\n| B | int | more |\n\n| C |\n",
    ":3: " + lnog,
    ":4: expected 2 cells as in the header, got 3 [long-row]",
    ':6: column "C" has no type [empty-type]',
  ),
  wrong(
    "only a header in Markdown",
    "x.md",
    "|ColumnName|ColumnType|\n|---|---|\n",
    `:1: ${noColumns}`,
  ),
  wrong(
    "a boxed grid with an unknown type",
    "x.txt",
    "+------------+------------+\n| ColumnName | ColumnType |\n+------------+------------+\n| Id         | lnog       |\n+------------+------------+\n",
    `:4: ${lnog}`,
  ),
  wrong(
    "an empty boxed grid",
    "x.txt",
    "+------------+------------+\n| ColumnName | ColumnType |\n+------------+------------+\n",
    `:2: ${noColumns}`,
  ),
  wrong(
    "Format-List with an unknown type",
    "x.txt",
    "\nColumnName : Id\nColumnType : long\n\nColumnName : B\nColumnType : lnog\n",
    `:5: ${lnog}`,
  ),
  wrong(
    "Format-List that ends too early",
    "x.txt",
    "ColumnName : Id\nColumnType : long\n\nColumnName : B\n",
    ':4: column "B" has no type [empty-type]',
  ),
  wrong(
    "only a query",
    "New query.txt",
    "DeviceInfo\n| getschema\n",
    ":1: only a query, without its result; run it and save the result [no-columns]",
  ),
];
