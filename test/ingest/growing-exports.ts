// Builds exports of any size that could cost a reader more than their size: each has a name, a file
// name and a text.

import { growingFormats } from "./growing-formats.ts";
import { fill, growing, type GrowingExport } from "./growing-text.ts";

const header = "ColumnName,ColumnType\n";
const member = (index: number): string => `"k${index}":1`;
const object = (size: number): string => fill(size, member, ",");
const rows = (size: number, row: (index: number) => string): string =>
  header + fill(size, (index) => `${row(index)}\n`);

const cells: readonly GrowingExport[] = [
  growing("columns", "T.csv", (size) => rows(size, (at) => `Column${at},string`)),
  growing("short columns", "T.csv", (size) => rows(size, (at) => `${at.toString(36)},int`)),
  growing("one column again and again", "T.csv", (size) => rows(size, () => "Id,long")),
  growing("letter cases", "T.csv", (size) =>
    rows(size, (at) => `${at % 2 === 0 ? "A" : "a"}${at >> 1},long`),
  ),
  growing("unknown types", "T.csv", (size) => rows(size, (at) => `C${at},lnog${at}`)),
  growing("one long type", "T.csv", (size) => `${header}Id,${"lnog".repeat(size / 4)}\n`),
  growing("long types", "T.csv", (size) => rows(size, (at) => `C${at},${"lnog".repeat(100)}`)),
  growing("columns that a union renamed", "T.csv", (size) =>
    rows(size, (at) => `ReportId${at}_long,long`),
  ),
  growing("clashing columns of a union", "T.csv", (size) => rows(size, () => "ReportId_long,long")),
  growing("underscores", "T.csv", (size) => `${header}${"_a".repeat(size / 2)}1,long\n`),
  growing("a table in each row", "T.csv", (size) =>
    fill(size, (at) => (at === 0 ? "TableName,ColumnName,ColumnType\n" : `T${at},Id,long\n`)),
  ),
  growing("a table that a union merged in each row", "T.csv", (size) =>
    fill(size, (at) =>
      at === 0 ? "TableName,ColumnName,ColumnType\n" : `T${at},ReportId_long,long\n`,
    ),
  ),
  growing("ordinals in reverse", "T.csv", (size) => {
    const count = Math.floor(size / 14);
    const row = (at: number): string => `c${at},${count - at - 1},int\n`;
    return `ColumnName,ColumnOrdinal,ColumnType\n${Array.from({ length: count }, (_, at) => row(at)).join("")}`;
  }),
  growing("the same ordinal", "T.csv", (size) =>
    fill(size, (at) => (at === 0 ? "ColumnName,ColumnOrdinal,ColumnType\n" : `c${at},7,int\n`)),
  ),
  growing("a wide header", "T.csv", (size) => `ColumnName,ColumnType${",a".repeat(size / 2)}\n`),
  growing("a wide header, many rows", "T.csv", (size) => {
    const more = fill(size / 2, () => ",a");
    return `ColumnName,ColumnType${more}\n${fill(size / 2, () => "a,long\n")}`;
  }),
  growing("a header that names a cell again and again", "T.csv", (size) =>
    fill(size, () => "ColumnName", ","),
  ),
  growing("empty cells", "T.csv", (size) => `${header}${",".repeat(size)}\n`),
  growing("short rows", "T.csv", (size) => rows(size, () => "a")),
  growing("blank lines", "T.csv", (size) => `${header}Id,long\n${"\n".repeat(size)}`),
  growing("white space", "T.csv", (size) => `${" ".repeat(size)}x`),
  growing("quoted cells", "T.csv", (size) => rows(size, (at) => `"C${at}","string"`)),
  growing(
    "quotes in quoted cells",
    "T.csv",
    (size) => `${header}"${'""'.repeat(size / 2)}",long\n`,
  ),
  growing("misplaced quotes", "T.csv", (size) => rows(size, () => 'a"b"c,long')),
  growing("broken quotes", "T.csv", (size) => rows(size, () => '"a"b,long')),
  growing("quotes only", "T.csv", (size) => header + '"'.repeat(size)),
  growing("an unclosed quote", "T.csv", (size) => `${header}"${"a,b\n".repeat(size / 4)}`),
  growing("line breaks in a cell", "T.csv", (size) => `${header}"${"\n".repeat(size)}",long\n`),
  growing(
    "a list as a cell",
    "T.csv",
    (size) => `TableName,Schema\nT,"${fill(size, (at) => `c${at}:int`, ",")}"\n`,
  ),
  growing("JSON as a cell", "T.csv", (size) => {
    const columns = fill(size, (at) => `{""Name"":""c${at}"",""CslType"":""int""}`, ",");
    return `TableName,Schema\nT,"{""OrderedColumns"":[${columns}]}"\n`;
  }),
  growing(
    "a cell without a colon",
    "T.csv",
    (size) => `TableName,Schema\nT,"${"a".repeat(size)}"\n`,
  ),
  growing("tabs", "T.tsv", (size) => `ColumnName\tColumnType\n${"\t".repeat(size)}\n`),
  growing(
    "lines of tabs",
    "T.tsv",
    (size) => `ColumnName\tColumnType\nId\tlong\n${"\t\n".repeat(size / 2)}`,
  ),
  growing("line endings of old programs", "T.csv", (size) => "\r".repeat(size)),
  growing("line endings of Windows", "T.csv", (size) =>
    fill(size, (at) => (at === 0 ? "ColumnName,ColumnType\r\n" : "a\r\n")),
  ),
  growing("rows of a table", "T.csv", (size) =>
    fill(size, (at) => (at === 0 ? "Timestamp,DeviceId,DeviceName\n" : `${at},a,b\n`)),
  ),
  growing("names of rows", "T.csv", (size) => fill(size, (at) => `c${at.toString(36)}`, ",")),
  growing(
    "brackets in a name of rows",
    "T.csv",
    (size) => `Timestamp,${" [".repeat(size / 2)},c\n`,
  ),
];

const pasted: readonly GrowingExport[] = [
  growing("aligned below a wide header", "T.txt", (size) => {
    const more = fill(size / 2, () => " a");
    return `ColumnName ColumnType${more}\n${fill(size / 2, () => "Id         long\n")}`;
  }),
  growing("aligned below a header as wide as the rows", "T.txt", (size) => {
    const side = Math.floor(Math.sqrt(size));
    const row = `Id         long      ${" b".repeat(side / 2)}\n`;
    return `ColumnName ColumnType${" a".repeat(side / 2)}\n${fill(size, () => row)}`;
  }),
  growing("not aligned below a wide header", "T.txt", (size) => {
    const more = fill(size / 2, () => " a");
    return `ColumnName ColumnType${more}\n${fill(size / 2, () => "AccountUpnName long\n")}`;
  }),
  growing("aligned", "T.txt", (size) =>
    fill(size, (at) => (at === 0 ? "ColumnName ColumnType\n" : `c${at}`.padEnd(11) + "long\n")),
  ),
  growing("without a header", "T.txt", (size) => fill(size, (at) => `c${at} long\n`)),
  growing("without a header, between tabs", "T.txt", (size) =>
    fill(size, (at) => `c${at}\tlong\n`),
  ),
  growing("prose", "T.txt", (size) => "one two three four\n".repeat(size / 19)),
  growing("words", "T.txt", (size) => "ab ".repeat(size / 3)),
  growing("one letter", "T.txt", (size) => "a".repeat(size)),
  growing(
    "a rule below a header",
    "T.txt",
    (size) => `ColumnName ColumnType\n${"-".repeat(size)}\n`,
  ),
  growing("colons", "T.txt", (size) => ":".repeat(size)),
  growing("a list", "T.txt", (size) => fill(size, (at) => `c${at}:int`, ", ")),
  growing("a list of letters", "T.txt", (size) => `a:${"b".repeat(size)}`),
  growing("brackets that do not close", "T.txt", (size) => `a:${"['".repeat(size / 2)}`),
  growing("commas", "T.txt", (size) => `a:int${",".repeat(size)}`),
  growing("line breaks in a list", "T.txt", (size) => `a:int,${"\n".repeat(size)}b:int`),
  growing("spaces in a list", "T.txt", (size) => `a:int,${" ".repeat(size)}b c:int`),
  growing("a query on top", "T.txt", (size) => `T\n${"| where a\n".repeat(size / 10)}| getschema`),
  growing("a query of spaces", "T.txt", (size) => `T\n|${" ".repeat(size)}| getschema\n`),
  growing("comments", "T.txt", (size) => "// comment\n".repeat(size / 11)),
  growing("a title of spaces", "T.html", (size) => `<title>${" ".repeat(size)}x`),
  growing("titles", "T.html", (size) => "<title".repeat(size / 6)),
  growing("a web page", "T.html", (size) => `<!doctype html>${"<p>".repeat(size / 3)}`),
];

const json: readonly GrowingExport[] = [
  growing(
    "objects with a new key each",
    "T.json",
    (size) => `[${fill(size, (at) => `{"k${at}":1}`, ",")}]`,
  ),
  growing(
    "columns with a new key each",
    "T.json",
    (size) =>
      `[${fill(size, (at) => `{"ColumnName":"c${at}","ColumnType":"int","k${at}":1}`, ",")}]`,
  ),
  growing("JSON lines with a new key each", "T.json", (size) =>
    fill(size, (at) => `{"ColumnName":"c${at}","ColumnType":"int","k${at}":1}\n`),
  ),
  growing("JSON lines of other keys", "T.json", (size) => fill(size, (at) => `{"k${at}":1}\n`)),
  growing("JSON lines of many values", "T.json", (size) =>
    fill(size, () => `{"k":[${"1,".repeat(500)}1]}\n`),
  ),
  growing("JSON lines, one of them long", "T.json", (size) => `{"k":1}\n{${object(size)}}\n`),
  growing(
    "JSON lines that end in a broken one",
    "T.json",
    (size) => `${fill(size, () => '{"k":1}\n')}{"k":}\n`,
  ),
  growing(
    "results with a new key each",
    "T.json",
    (size) =>
      `{"schema":[],"results":[${fill(size, (at) => `{"ColumnName":"c","k${at}":1}`, ",")}]}`,
  ),
  growing(
    "OrderedColumns with many keys",
    "T.json",
    (size) =>
      `{${object(size / 2)},"OrderedColumns":[${fill(size / 2, (at) => `{"Name":"c${at}","CslType":"int"}`, ",")}]}`,
  ),
  growing(
    "OrderedColumns whose columns have many keys",
    "T.json",
    (size) => `{"OrderedColumns":[{"Name":"a","CslType":"int",${object(size)}}]}`,
  ),
  growing(
    "Log Analytics with many keys",
    "T.json",
    (size) =>
      `{${object(size / 2)},"tables":[${fill(size / 2, (at) => `{"name":"T${at}","columns":[{"name":"a","type":"int"}]}`, ",")}]}`,
  ),
  growing(
    "tables without columns",
    "T.json",
    (size) => `{"tables":[${fill(size, () => '{"name":"T"}', ",")}]}`,
  ),
  growing(
    "Data Explorer v1 with wide rows",
    "T.json",
    (size) =>
      `{"Tables":[{"Columns":[{"ColumnName":"ColumnName"}],"Rows":[${fill(size, () => `["a${'","a'.repeat(50)}"]`, ",")}]}]}`,
  ),
  growing("frames", "T.json", (size) => `[${fill(size, () => '{"FrameType":"a"}', ",")}]`),
  growing("frames with many keys", "T.json", (size) => `[{"FrameType":"a",${object(size)}}]`),
  growing(
    "named types",
    "T.json",
    (size) => `[${fill(size, (at) => `{"name":"c${at}","type":"int"}`, ",")}]`,
  ),
  growing(
    "a message",
    "T.json",
    (size) => `{"records":[${fill(size, () => '{"category":"AdvancedHunting-T"}', ",")}]}`,
  ),
  growing("errors", "T.json", (size) => `{"exceptions":[${fill(size, () => '"a"', ",")}]}`),
  growing("a long error", "T.json", (size) => `{"error":{"message":"${"a".repeat(size)}"}}`),
  growing("one key again and again", "T.json", (size) => `{${fill(size, () => '"a":1', ",")}}`),
  growing("numbers", "T.json", (size) => `[${fill(size, () => "1", ",")}]`),
  growing("arrays", "T.json", (size) => `[${fill(size, () => "[]", ",")}]`),
  growing("nested arrays", "T.json", (size) => "[".repeat(size / 2) + "]".repeat(size / 2)),
  growing("nested arrays that do not close", "T.json", (size) => "[".repeat(size)),
  growing("objects that do not close", "T.json", (size) => '{"a":'.repeat(size / 5)),
  growing("escapes", "T.json", (size) => `{"a":"${"\\u0041".repeat(size / 6)}"}`),
  growing("broken escapes", "T.json", (size) => `{"a":"${"\\x".repeat(size / 2)}"}`),
  growing("commas in an array", "T.json", (size) => `[${",".repeat(size)}]`),
  growing("symbols in an array", "T.json", (size) => `[${"@ ".repeat(size / 2)}]`),
  growing("values without commas", "T.json", (size) => `[${"1 ".repeat(size / 2)}]`),
  growing("a string that does not close", "T.json", (size) => `["${"a".repeat(size)}`),
  growing("line breaks in an array", "T.json", (size) => `[${"\n".repeat(size)}]`),
  growing("an array, then white space", "T.json", (size) => `[1,${" ".repeat(size)}`),
  growing("comments in JSON", "T.json", (size) => `[${"/**/".repeat(size / 4)}1]`),
];

/** As many columns or problems as an export may have, with names as long as the size allows. */
const most = 199_000;
const filled = (size: number, row: (index: number, name: string) => string): string => {
  const count = Math.min(most, Math.floor(size / 24));
  const name = "n".repeat(Math.max(0, Math.floor(size / count) - 20));
  return Array.from({ length: count }, (_, at) => row(at, `${name}${at.toString(36)}`)).join("\n");
};
const full: readonly GrowingExport[] = [
  growing(
    "as many columns as allowed",
    "T.csv",
    (size) => header + filled(size, (_, name) => `${name},string`),
  ),
  growing(
    "as many quoted columns as allowed",
    "T.csv",
    (size) => header + filled(size, (_, name) => `"${name}","int"`),
  ),
  growing(
    "as many unknown types as allowed",
    "T.csv",
    (size) => header + filled(size, (_, name) => `${name},strnig`),
  ),
  growing(
    "as many columns of a union as allowed",
    "T.csv",
    (size) => header + filled(size, (at) => `ReportId_n${at}_long,long`),
  ),
  growing(
    "as many duplicates as allowed",
    "T.csv",
    (size) => header + filled(size, () => "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa,int"),
  ),
  growing(
    "as many letter cases as allowed",
    "T.csv",
    (size) => header + filled(size, (at, name) => `${at % 2 === 0 ? "A" : "a"}${name},int`),
  ),
  growing(
    "as many columns without a type as allowed",
    "T.csv",
    (size) => header + filled(size, (_, name) => `${name},`),
  ),
  growing(
    "as many wrong ordinals as allowed",
    "T.csv",
    (size) => `ColumnName,ColumnOrdinal,ColumnType\n${filled(size, (_, name) => `${name},x,int`)}`,
  ),
  growing(
    "as many tables as allowed",
    "T.csv",
    (size) =>
      `TableName,ColumnName,ColumnType\n${filled(size, (at, name) => `T${at % 9999},${name},int`)}`,
  ),
  growing(
    "as many clashing tables as allowed",
    "T.csv",
    (size) =>
      `TableName,ColumnName,ColumnType\n${filled(size, (at, name) => `${".".repeat(1 + (at % 190))}${at % 50},${name},int`)}`,
  ),
  growing("as many columns in tabs as allowed", "T.txt", (size) =>
    filled(size, (_, name) => `${name}\tlong`),
  ),
  growing(
    "as many aligned columns as allowed",
    "T.txt",
    (size) => `ColumnName ColumnType\n${filled(size, (_, name) => `${name} long`)}`,
  ),
  growing("as many columns in a list as allowed", "T.txt", (size) =>
    filled(size, (_, name) => `${name}:long,`),
  ),
  growing(
    "as many objects as allowed",
    "T.json",
    (size) => `[${filled(size, (_, name) => `{"Name":"${name}","Type":"x"},`)}{}]`,
  ),
  growing("as many objects on lines as allowed", "T.json", (size) =>
    filled(size, (_, name) => `{"Name":"${name}","Type":"x"}`),
  ),
  growing(
    "as many rows of Graph as allowed",
    "T.json",
    (size) => `{"schema":[],"results":[${filled(size, (_, name) => `["${name}"],`)}0]}`,
  ),
];

/** Other encodings, deep or wide values, and more problems than anybody reads. */
const encoded: readonly GrowingExport[] = [
  growing("columns in UTF-16", "T.csv", (size) => utf16(rows(size / 2, (at) => `C${at},int`))),
  growing("JSON in UTF-16", "T.json", (size) =>
    utf16(`[${fill(size / 2, (at) => `{"name":"c${at}","type":"int"}`, ",")}]`),
  ),
  growing("BOMs", "T.csv", (size) => "\uFEFF".repeat(size / 3)),
  growing("line breaks of all kinds", "T.csv", (size) => header + "\r\n\r\n\n".repeat(size / 5)),
  growing("carriage returns", "T.csv", (size) => header + "a,int\r".repeat(size / 6)),
  growing("letters of two units", "T.csv", (size) => rows(size, (at) => `𝒳${at},int`)),
  growing("columns without a type", "T.csv", (size) => rows(size, (at) => `c${at},`)),
  growing("columns without a name", "T.csv", (size) => rows(size, () => ",int")),
  growing(
    "arrays of depth 400",
    "T.json",
    (size) => `[${fill(size, () => `${"[".repeat(400)}${"]".repeat(400)}`, ",")}]`,
  ),
  growing(
    "objects of depth 400",
    "T.json",
    (size) => `[${fill(size, () => `${'{"a":'.repeat(400)}1${"}".repeat(400)}`, ",")}]`,
  ),
  growing("strings", "T.json", (size) => `[${fill(size, () => '"aaaaaaaaaa"', ",")}]`),
  growing("one long string", "T.json", (size) => `["${"a".repeat(size)}"]`),
];

/** Encodes as UTF-16. */
function utf16(text: string): Uint8Array {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}

export const growingExports: readonly GrowingExport[] = [
  ...cells,
  ...pasted,
  ...json,
  ...growingFormats,
  ...full,
  ...encoded,
];
