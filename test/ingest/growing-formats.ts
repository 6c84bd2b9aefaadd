// Builds exports of any size in the formats of other tools, with the parts that could cost their readers more than
// their size.

import { fill, growing, type GrowingExport } from "./growing-text.ts";

const list = (size: number, part: (index: number) => string): string => fill(size, part, ",");
const column = (at: number): string => `{"name":"c${at}","type":"int"}`;
const keys = (size: number): string => list(size, (at) => `"k${at}":1`);
const framed = (frames: string): string =>
  `[{"FrameType":"TableHeader","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"ColumnName"},{"ColumnName":"ColumnType"}]},${frames},{"FrameType":"TableCompletion","TableId":1},{"FrameType":"DataSetCompletion"}]`;

export const growingFormats: readonly GrowingExport[] = [
  // Lists and tables in JSON
  growing(
    "a schema list",
    "T.json",
    (size) =>
      `[${list(size, (at) => `{"Description":null,"Type":"Int32","Entity":null,"Name":"c${at}"}`)}]`,
  ),
  growing(
    "a schema list with a new key each",
    "T.json",
    (size) => `[${list(size, (at) => `{"Type":"int","Name":"c${at}","k${at}":1}`)}]`,
  ),
  growing(
    "a schema list of unknown types",
    "T.json",
    (size) => `[${list(size, (at) => `{"Type":"x","Name":"c${at}","k":1}`)}]`,
  ),
  growing(
    "descriptions",
    "T.json",
    (size) =>
      `[${list(size, (at) => `{"Type":"int","Name":"c${at}","Description":"${"a b ".repeat(20)}"}`)}]`,
  ),
  growing(
    "a long description",
    "T.json",
    (size) => `[{"Type":"int","Name":"c","Description":"${" a".repeat(size / 2)}"}]`,
  ),
  growing(
    "a description of spaces",
    "T.csv",
    (size) => `ColumnName,ColumnType,Description\nId,int,a${" ".repeat(size)}b\n`,
  ),
  growing(
    "the portal's tables",
    "T.json",
    (size) => `{"Tables":[${list(size, (at) => `{"Name":"T${at}","Schema":[${column(at)}]}`)}]}`,
  ),
  growing(
    "the portal's tables without columns",
    "T.json",
    (size) => `{"Tables":[${list(size, (at) => `{"Name":"T${at}","Schema":[]}`)}]}`,
  ),
  growing(
    "tables to validate queries with",
    "T.json",
    (size) => `[${list(size, (at) => `{"Name":"T${at}","Properties":[${column(at)}]}`)}]`,
  ),
  growing(
    "a table to validate queries with",
    "T.json",
    (size) => `{"Name":"T","Properties":[${list(size, column)}]}`,
  ),
  growing(
    "a table with many keys",
    "T.json",
    (size) => `{${keys(size)},"Name":"T","Properties":[${column(0)}]}`,
  ),
  growing(
    "tables of a workspace",
    "T.json",
    (size) =>
      `{"value":[${list(size, (at) => `{"name":"w/T${at}","properties":{"schema":{"columns":[${column(at)}]}}}`)}]}`,
  ),
  growing(
    "a resource with a computed name",
    "T.json",
    (size) =>
      `{"name":"[${",'".repeat(size / 4)}${", ".repeat(size / 4)}]","properties":{"schema":{"columns":[${column(0)}]}}}`,
  ),
  growing(
    "a resource with a long name",
    "T.json",
    (size) =>
      `{"name":"${"/'".repeat(size / 2)}","properties":{"schema":{"columns":[${column(0)}]}}}`,
  ),
  growing(
    "other resources",
    "T.json",
    (size) => `{"resources":[${list(size, () => '{"properties":{}}')}]}`,
  ),
  growing(
    "the databases of an editor",
    "T.json",
    (size) =>
      `{"cluster":{"databases":[${list(size, (at) => `{"tables":[{"name":"T${at}","columns":[${column(at)}]}]}`)}]}}`,
  ),
  growing(
    "a database schema",
    "T.json",
    (size) =>
      `{"Databases":{"d":{"Tables":{${list(size, (at) => `"T${at}":{"OrderedColumns":[{"Name":"a","CslType":"int"}]}`)}}}}}`,
  ),
  growing(
    "a table in many databases",
    "T.json",
    (size) =>
      `{"Databases":{${list(size, (at) => `"d${at}":{"Tables":{"T":{"OrderedColumns":[{"Name":"a","CslType":"int"}]}}}`)}}}`,
  ),
  growing(
    "rows of a table in many databases",
    "T.csv",
    (size) =>
      `DatabaseName,TableName,ColumnName,ColumnType\n${fill(size, (at) => `d${at},T,a,int\n`)}`,
  ),
  growing(
    "a database schema of empty tables",
    "T.json",
    (size) => `{"Databases":{"d":{"Tables":{${list(size, (at) => `"T${at}":{}`)}}}}}`,
  ),
  growing(
    "a database schema as a cell",
    "T.csv",
    (size) =>
      `DatabaseSchema\n"{""Databases"":{""d"":{""Tables"":{${list(size, (at) => `""T${at}"":{""OrderedColumns"":[{""Name"":""a"",""CslType"":""int""}]}`)}}}}}"\n`,
  ),
  growing(
    "small cells of a database schema",
    "T.csv",
    (size) => `DatabaseSchema\n${fill(size, () => '"{}"\n')}`,
  ),
  growing(
    "rows of a database without columns",
    "T.csv",
    (size) => `DatabaseName,TableName,ColumnName,ColumnType\n${fill(size, (at) => `d,T${at},,\n`)}`,
  ),

  // Frames
  growing("fragments", "T.json", (size) =>
    framed(
      list(size, (at) => `{"FrameType":"TableFragment","TableId":1,"Rows":[["c${at}","int"]]}`),
    ),
  ),
  growing("fragments that replace the rows", "T.json", (size) =>
    framed(
      list(
        size,
        (at) =>
          `{"FrameType":"TableFragment","TableId":1,"TableFragmentType":"DataReplace","Rows":[["c${at}","int"]]}`,
      ),
    ),
  ),
  growing("one fragment", "T.json", (size) =>
    framed(
      `{"FrameType":"TableFragment","TableId":1,"Rows":[${list(size, (at) => `["c${at}","int"]`)}]}`,
    ),
  ),
  growing("headers of fragments", "T.json", (size) =>
    framed(list(size, (at) => `{"FrameType":"TableHeader","TableId":${at}}`)),
  ),

  // Commands
  growing(
    "one command",
    "T.kql",
    (size) => `.create table T (${list(size, (at) => `c${at}:int`)})`,
  ),
  growing("a command for each table", "T.kql", (size) =>
    fill(size, (at) => `.create table T${at} (a:int)\n`),
  ),
  growing(
    "a command for many tables",
    "T.kql",
    (size) => `.create tables ${list(size, (at) => `T${at} (a:int)`)}`,
  ),
  growing("commands that change a table", "T.kql", (size) =>
    fill(size, (at) => `.create table T${at % 9000} (a:int)\n.drop table T\n`),
  ),
  growing(
    "a long command that changes a table",
    "T.kql",
    (size) => `.create table T (a:int)\n.drop tables (${"['a'] ".repeat(size / 6)}`,
  ),
  growing("commands that merge a new column each", "T.kql", (size) =>
    fill(size, (at) => `.create-merge table T (c${at}:int)\n`),
  ),
  growing("commands that merge the same column", "T.kql", (size) =>
    fill(size, () => ".create-merge table T (a:int)\n"),
  ),
  growing("commands that replace the columns", "T.kql", (size) =>
    fill(size, (at) => `.alter table T (c${at}:int)\n`),
  ),
  growing("broken commands", "T.kql", (size) => fill(size, () => ".create table T (a\n")),
  growing("commands without columns", "T.kql", (size) => fill(size, () => ".create table T\n")),
  growing("commands whose names do not close", "T.kql", (size) =>
    fill(size, () => ".create table ['T\n"),
  ),
  growing("commands on one line", "T.kql", (size) => ".create table T (a:int) ".repeat(size / 24)),
  growing(
    "columns that do not close",
    "T.kql",
    (size) => `.create table T (${"['".repeat(size / 2)}`,
  ),
  growing(
    "escapes in a name",
    "T.kql",
    (size) => `.create table T (['${"\\n".repeat(size / 2)}']:int)`,
  ),
  growing(
    "escapes that do not close",
    "T.kql",
    (size) => `.create table T (['${"\\'".repeat(size / 2)}`,
  ),
  growing(
    "verbatim quotes",
    "T.kql",
    (size) => `.create table T ([@'${"''".repeat(size / 2)}']:int)`,
  ),
  growing(
    "comments in a command",
    "T.kql",
    (size) => `.create table T (${"//a\n".repeat(size / 4)}a:int)`,
  ),
  growing(
    "comments on one line",
    "T.kql",
    (size) => `.create table T (a:int, ${"//".repeat(size / 2)}`,
  ),
  growing(
    "dots in the name of a table",
    "T.kql",
    (size) => `.create table ${"a.".repeat(size / 2)}`,
  ),
  growing(
    "column descriptions",
    "T.kql",
    (size) =>
      `.create table T (a:int)\n.alter table T column-docstrings (${list(size, (at) => `c${at}:"x"`)})`,
  ),
  growing(
    "spaces before a command",
    "T.kql",
    (size) => `.a${`\n${" ".repeat(1000)}`.repeat(size / 1001)}`,
  ),

  // Tables in text
  growing(
    "Markdown",
    "T.md",
    (size) => `|ColumnName|ColumnType|\n|---|---|\n${fill(size, (at) => `|c${at}|int|\n`)}`,
  ),
  growing(
    "Markdown with a wide row",
    "T.md",
    (size) => `|ColumnName|ColumnType|\n|---|---|\n${"|".repeat(size)}\n`,
  ),
  growing(
    "Markdown with many wide rows",
    "T.md",
    (size) => `|ColumnName|ColumnType|\n|---|---|\n${`${"|".repeat(3999)}\n`.repeat(size / 4000)}`,
  ),
  growing(
    "Markdown with a wide header",
    "T.md",
    (size) => `|ColumnName|ColumnType${"|a".repeat(size / 2)}|\n|---|---|\n|a|int|\n`,
  ),
  growing(
    "Markdown with a long rule",
    "T.md",
    (size) => `|ColumnName|ColumnType|\n|${"-".repeat(size)}|---|\n|a|int|\n`,
  ),
  growing(
    "Markdown with backslashes",
    "T.md",
    (size) => `|ColumnName|ColumnType|\n|---|---|\n|${"\\".repeat(size)}|int|\n`,
  ),
  growing(
    "Markdown with escaped pipes",
    "T.md",
    (size) => `|ColumnName|ColumnType|\n|---|---|\n|${"\\|".repeat(size / 2)}|int|\n`,
  ),
  growing(
    "Markdown with backslashes before each pipe",
    "T.md",
    (size) =>
      `|ColumnName|ColumnType|\n|---|---|\n|${`${"\\".repeat(999)}|`.repeat(size / 1000)}|int|\n`,
  ),
  growing(
    "a box",
    "T.txt",
    (size) =>
      `+---+---+\n|ColumnName|ColumnType|\n+---+---+\n${fill(size, (at) => `|c${at}|int|\n`)}`,
  ),
  growing(
    "a box of rules",
    "T.txt",
    (size) => `+--+--+\n|ColumnName|ColumnType|\n${"+--+--+\n".repeat(size / 8)}`,
  ),
  growing(
    "a box with many joints",
    "T.txt",
    (size) => `${"+-".repeat(size / 2)}+\n|ColumnName|ColumnType|\n|a|int|\n`,
  ),
  growing(
    "a box with many joints and rows",
    "T.txt",
    (size) =>
      `${"+-".repeat(size / 4)}+\n|ColumnName|ColumnType|\n${"|a|int|\n".repeat(size / 16)}`,
  ),
  growing(
    "a box of bars",
    "T.txt",
    (size) =>
      `+${"+".repeat(1000)}-\n|ColumnName|ColumnType|\n${`${"|".repeat(1001)}\n`.repeat(size / 1002)}`,
  ),
  growing("a rule that does not end", "T.txt", (size) => `|\n${"-".repeat(size)}x\n`),
  growing("Format-List", "T.txt", (size) =>
    fill(size, (at) => `ColumnName : c${at}\nColumnType : int\n\n`),
  ),
  growing("Format-List with a new key each", "T.txt", (size) =>
    fill(size, (at) => `ColumnName : c${at}\nColumnType : int\nk${at} : 1\n\n`),
  ),
  growing(
    "Format-List with a long value",
    "T.txt",
    (size) =>
      `ColumnName : a\nColumnType : int\nDescription : a\n${"              a\n".repeat(size / 16)}`,
  ),
  growing("Format-List of one key", "T.txt", (size) => "ColumnName : a\n".repeat(size / 15)),
  growing(
    "a header of Name and Type",
    "T.csv",
    (size) => `Name,Type,More\n${fill(size, (at) => `c${at},x,1\n`)}`,
  ),
];
