// Lists everything that can be wrong with the files of a project, as data: the files, and the exact
// lines that huntgen prints about them. To add a case, add an entry.

import { readFileSync } from "node:fs";
import { wrongExports } from "./wrong-exports.ts";

export interface ProblemCase {
  readonly name: string;
  /** Files of the project. A file of the table `Good` is added if they contain no export. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Symbolic links of the project, and their targets. */
  readonly links?: Readonly<Record<string, string>>;
  readonly directories?: readonly string[];
  /** The command that reports the problem: `generate` by default. */
  readonly command?: string;
  readonly args?: readonly string[];
  /** The problem lines on stderr, in order. A run with only warnings does not stop. */
  readonly lines: readonly string[];
}

const header = "ColumnName,ColumnType\n";
const good = `${header}Id,long\n`;

/** Returns an export `input-schemas/T.csv`. */
function table(text: string | Uint8Array): Record<string, string | Uint8Array> {
  return { "input-schemas/T.csv": text };
}

function config(text: string): Record<string, string> {
  return { "huntgen.config.json": text, "input-schemas/Good.csv": good };
}

const orders = `${header}Id,long\nName,string\nPrice,real\n`;

function shipped(name: string): string {
  return readFileSync(new URL(`../../input-schemas/${name}.csv`, import.meta.url), "utf8");
}

function rowsOf(name: string): string[] {
  return shipped(name).trim().split(/\r?\n/).slice(1);
}

const T = "input-schemas/T.csv";
const inHeader = "the first line must be a header such as ColumnName,ColumnType";

/** Options of the compiler, the line about them, and the configuration of huntgen. */
const compilerSettings: readonly (readonly [
  name: string,
  options: Readonly<Record<string, unknown>>,
  line: string,
  configuration?: string,
])[] = [
  [
    "modules that are CommonJS",
    { module: "nodenext", verbatimModuleSyntax: true },
    'package.json: warning: the compiler will reject the generated code as CommonJS, because of "module": "nodenext" and "verbatimModuleSyntax"; set "type": "module" in package.json',
  ],
  [
    "CommonJS",
    { target: "es2022", module: "commonjs", verbatimModuleSyntax: true },
    'tsconfig.json:4: warning: the compiler will reject the generated code, because "verbatimModuleSyntax" does not allow ES modules with "module": "commonjs"; set "module": "nodenext" here and "type": "module" in package.json',
  ],
  [
    "an old target",
    { target: "es2016", module: "esnext" },
    'tsconfig.json:3: warning: the compiler will reject the generated code, which needs the library of ES2022; set "target": "es2022"',
  ],
  [
    "an old library",
    { target: "es2022", lib: ["es2020"] },
    'tsconfig.json:4: warning: the compiler will reject the generated code, which needs the library of ES2022; add "es2022" to "lib"',
  ],
  [
    "imports of .ts files",
    { target: "es2022" },
    'tsconfig.json: warning: the compiler will reject imports of ".ts" files; set "allowImportingTsExtensions": true, or "importExtension": ".js" in huntgen.config.json',
    '{ "importExtension": ".ts" }',
  ],
];

export const problemCases: readonly ProblemCase[] = [
  ...wrongExports,

  // The header
  {
    name: "no header",
    files: table("Id,long\nName,string\n"),
    lines: [`${T}:1: no header; ${inHeader} [no-header]`],
  },
  {
    name: "no header, after blank lines",
    files: table("\n\r\n\nId,long\n"),
    lines: [`${T}:4: no header; ${inHeader} [no-header]`],
  },
  {
    name: "a header without a name column",
    files: table("Field,ColumnType\nId,long\n"),
    lines: [`${T}:1: the header has no ColumnName [missing-name-column]`],
  },
  {
    name: "a header without a type column",
    files: table("ColumnName,Kind\nId,long\n"),
    lines: [`${T}:1: the header has neither ColumnType nor DataType [missing-type-column]`],
  },
  {
    name: "a header that names a cell twice, in another letter case",
    files: table("ColumnName,ColumnType,COLUMNNAME\nId,long,Id\n"),
    lines: [`${T}:1: the header names "COLUMNNAME" twice [duplicate-header]`],
  },
  {
    name: "only a header",
    files: table(header),
    lines: [`${T}:1: no columns below the header; export the schema again [no-columns]`],
  },
  {
    name: "a header and blank lines",
    files: table(`${header}\n\n`),
    lines: [`${T}:1: no columns below the header; export the schema again [no-columns]`],
  },

  // Rows
  {
    name: "a row too short",
    files: table(`${header}Id,long\nName\n`),
    lines: [`${T}:3: expected 2 cells as in the header, got 1 [short-row]`],
  },
  {
    name: "a row too long",
    files: table(`${header}Id,long,more\nName,string\n`),
    lines: [`${T}:2: expected 2 cells as in the header, got 3 [long-row]`],
  },
  {
    name: "rows too short and too long, after a quoted cell over three lines",
    files: table(`ColumnName,ColumnType,Note\nId,long,"one\ntwo\nthree"\nA,b\n\nA,b,c,d\n`),
    lines: [
      `${T}:5: expected 3 cells as in the header, got 2 [short-row]`,
      `${T}:7: expected 3 cells as in the header, got 4 [long-row]`,
    ],
  },
  {
    name: "an unclosed quote in the header",
    files: table('"ColumnName,ColumnType\nId,long\n'),
    lines: [`${T}:1: unclosed quote; add the closing quote [unclosed-quote]`],
  },
  {
    name: "an unclosed quote in the first row",
    files: table(`${header}"Id,long\nName,string\n`),
    lines: [`${T}:2: unclosed quote; add the closing quote [unclosed-quote]`],
  },
  {
    name: "an unclosed quote in the middle, after blank lines and quoted cells",
    files: table(`${header}\n"Id","long"\n\nName,"string\nUrl,string\nAge,int\n`),
    lines: [`${T}:5: unclosed quote; add the closing quote [unclosed-quote]`],
  },
  {
    name: "an unclosed quote after a cell over two lines",
    files: table(`ColumnName,ColumnType,Note\r\nId,long,"one\r\ntwo"\r\nName,string,"open\r\n`),
    lines: [`${T}:4: unclosed quote; add the closing quote [unclosed-quote]`],
  },
  {
    name: "an unclosed quote in the last line, without a line break",
    files: table(`${header}Id,long\n"`),
    lines: [`${T}:3: unclosed quote; add the closing quote [unclosed-quote]`],
  },
  {
    name: "a problem before an unclosed quote",
    files: table(`${header}Id,lnog\nName,"string\n`),
    lines: [
      `${T}:2: unknown column type "lnog", did you mean "long"? [unknown-type]`,
      `${T}:3: unclosed quote; add the closing quote [unclosed-quote]`,
    ],
  },
  {
    name: "a quote in the middle of a cell",
    files: table(`${header}Id,long\nNa"me,string\nUrl,string\n`),
    lines: [
      `${T}:3: unexpected quote inside a cell; quote the whole cell and write "" for each quote in it [misplaced-quote]`,
    ],
  },
  {
    name: "text after a closing quote",
    files: table(`${header}"Id"x,long\n`),
    lines: [
      `${T}:2: unexpected quote inside a cell; quote the whole cell and write "" for each quote in it [misplaced-quote]`,
    ],
  },

  // Columns
  {
    name: "an unknown type that is close to a known one",
    files: table(`${header}Id,lnog\n`),
    lines: [`${T}:2: unknown column type "lnog", did you mean "long"? [unknown-type]`],
  },
  {
    name: "an unknown type that is close to a known one in another letter case",
    files: table(`${header}Id,DateTme\n`),
    lines: [`${T}:2: unknown column type "DateTme", did you mean "datetime"? [unknown-type]`],
  },
  {
    name: "an unknown type that is not close to a known one",
    files: table(`${header}Id,nullable bool of sorts\n`),
    lines: [`${T}:2: unknown column type "nullable bool of sorts" [unknown-type]`],
  },
  {
    name: "an unknown type in DataType only",
    files: table("ColumnName,DataType\nId,System.Int6\n"),
    lines: [
      `${T}:2: unknown column type "System.Int6", did you mean "system.int64"? [unknown-type]`,
    ],
  },
  {
    name: "type names that every object inherits",
    files: table(`${header}A,constructor\nB,__proto__\nC,toString\n`),
    lines: [
      `${T}:2: unknown column type "constructor" [unknown-type]`,
      `${T}:3: unknown column type "__proto__" [unknown-type]`,
      `${T}:4: unknown column type "toString", did you mean "string"? [unknown-type]`,
    ],
  },
  {
    name: "an empty name",
    files: table(`${header}Id,long\n  ,string\n"",string\n`),
    lines: [
      `${T}:3: the column has no name [empty-name]`,
      `${T}:4: the column has no name [empty-name]`,
    ],
  },
  {
    name: "an empty type",
    files: table(`${header}Id,\n`),
    lines: [`${T}:2: column "Id" has no type [empty-type]`],
  },
  {
    name: "an empty type and an empty DataType",
    files: table("ColumnName,DataType,ColumnType\nId,,\nName,System.String,\n"),
    lines: [`${T}:2: column "Id" has no type [empty-type]`],
  },
  {
    name: "a duplicate column",
    files: table(`${header}Id,long\nName,string\nId,string\nId,long\n`),
    lines: [
      `${T}:4: duplicate column "Id" (first defined on line 2) [duplicate-column]`,
      `${T}:5: duplicate column "Id" (first defined on line 2) [duplicate-column]`,
    ],
  },
  {
    name: "a column that differs by letter case only",
    files: table(`${header}AccountUpn,string\nAccountUPN,string\n`),
    lines: [
      `${T}:3: warning: column "AccountUPN" differs from "AccountUpn" on line 2 only in letter case; both are kept [case-variant]`,
    ],
  },
  {
    name: "a duplicate among columns that differ by letter case",
    files: table(`${header}Id,long\nid,long\nId,long\nid,long\n`),
    lines: [
      `${T}:3: warning: column "id" differs from "Id" on line 2 only in letter case; both are kept [case-variant]`,
      `${T}:4: duplicate column "Id" (first defined on line 2) [duplicate-column]`,
      `${T}:5: duplicate column "id" (first defined on line 3) [duplicate-column]`,
    ],
  },

  // Ordinals
  {
    name: "ordinals that are not numbers from 0",
    files: table(
      "ColumnName,ColumnType,ColumnOrdinal\nA,long,0\nB,long,-1\nC,long,x\nD,long,1.5\n",
    ),
    lines: [
      `${T}:3: ColumnOrdinal must be a number from 0, got "-1" [invalid-ordinal]`,
      `${T}:4: ColumnOrdinal must be a number from 0, got "x" [invalid-ordinal]`,
      `${T}:5: ColumnOrdinal must be a number from 0, got "1.5" [invalid-ordinal]`,
    ],
  },
  {
    name: "an ordinal on some rows only",
    files: table("ColumnName,ColumnType,ColumnOrdinal\nA,long,0\nB,long,\n"),
    lines: [`${T}:3: ColumnOrdinal must be a number from 0, got "" [invalid-ordinal]`],
  },
  {
    name: "an ordinal twice",
    files: table("ColumnName,ColumnType,ColumnOrdinal\nA,long,3\nB,long,0\nC,long,03\n"),
    lines: [`${T}:4: duplicate ColumnOrdinal 3 (first on line 2) [duplicate-ordinal]`],
  },

  // Tables
  {
    name: "an empty TableName",
    files: table("TableName,ColumnName,ColumnType\nA,Id,long\n,Name,string\n"),
    lines: [`${T}:3: the TableName cell is empty [empty-table-name]`],
  },
  {
    name: "two files for one table",
    files: {
      "input-schemas/A.csv": good,
      "input-schemas/all.csv": `TableName,ColumnName,ColumnType\nB,Id,long\nA,Id,long\nA,Name,string\n`,
    },
    lines: [
      `input-schemas/all.csv:3: table "A" is also in input-schemas/A.csv; remove one of them, or merge them with \`huntgen add --merge\` [duplicate-table]`,
    ],
  },
  {
    name: "two extensions of one table",
    files: { "input-schemas/A.CSV": good, "input-schemas/A.csv": good },
    lines: [
      `input-schemas/A.csv:2: table "A" is also in input-schemas/A.CSV; remove one of them, or merge them with \`huntgen add --merge\` [duplicate-table]`,
    ],
  },
  {
    name: "tables that differ by letter case only",
    files: { "input-schemas/MyTable.csv": good, "input-schemas/mytable.csv": good },
    lines: [
      `input-schemas/mytable.csv: table "mytable" and table "MyTable" in input-schemas/MyTable.csv map to the same output file; add one of them to "exclude" [colliding-tables]`,
    ],
  },
  {
    name: "a known table in another letter case, next to its export",
    files: { "input-schemas/DeviceInfo.csv": good, "input-schemas/deviceinfo.csv": good },
    lines: [
      'input-schemas/deviceinfo.csv: warning: read as table "DeviceInfo"; rename the file to "DeviceInfo.csv" [assumed-table]',
      'input-schemas/deviceinfo.csv:2: table "DeviceInfo" is also in input-schemas/DeviceInfo.csv; remove one of them, or merge them with `huntgen add --merge` [duplicate-table]',
    ],
  },
  {
    name: "a known table with a date and a copy of it",
    files: {
      "input-schemas/DeviceInfo-2026-09-01.csv": good,
      "input-schemas/DeviceInfo - Copy.json": '[{"ColumnName":"Id","ColumnType":"long"}]',
    },
    lines: [
      'input-schemas/DeviceInfo - Copy.json: warning: read as table "DeviceInfo"; rename the file to "DeviceInfo.json" [assumed-table]',
      'input-schemas/DeviceInfo-2026-09-01.csv: warning: read as table "DeviceInfo"; rename the file to "DeviceInfo.csv" [assumed-table]',
      'input-schemas/DeviceInfo-2026-09-01.csv:2: table "DeviceInfo" is also in input-schemas/DeviceInfo - Copy.json; remove one of them, or merge them with `huntgen add --merge` [duplicate-table]',
    ],
  },
  ...[
    "graph.json",
    "response.json",
    "schemas.csv",
    "My hunting query.csv",
    "Advanced hunting.csv",
  ].map((file) => ({
    name: `a file that any tool may name ${file}`,
    files: {
      [`input-schemas/${file}`]: file.endsWith(".csv")
        ? good
        : '[{"ColumnName":"Id","ColumnType":"long"}]',
    },
    lines: [
      `input-schemas/${file}: the table is not named; rename the file, or run \`huntgen add FILE --table NAME\` [unnamed-table]`,
    ],
  })),
  {
    name: "a misspelled table with the columns of a known table",
    files: { "input-schemas/AlertInof.csv": shipped("AlertInfo") },
    lines: [
      'input-schemas/AlertInof.csv: warning: table "AlertInof" has nearly the name and the columns of "AlertInfo"; if it is a copy, remove it, and if it is misspelled, rename it [similar-table]',
    ],
  },
  {
    name: "a copy of a custom table, and the rows of a copy that a file names",
    files: {
      "input-schemas/Orders_CL.csv": orders,
      "input-schemas/Orders_CL (copy 2).csv": orders,
      "input-schemas/all.csv": `TableName,ColumnName,ColumnType\n${rowsOf("AlertInfo")
        .map((row) => `AlertInfo_old,${row}\n`)
        .join("")}`,
    },
    lines: [
      'input-schemas/Orders_CL (copy 2).csv: warning: table "Orders_CL (copy 2)" has nearly the name and the columns of "Orders_CL"; if it is a copy, remove it, and if it is misspelled, rename it [similar-table]',
      'input-schemas/all.csv:2: warning: table "AlertInfo_old" has nearly the name and the columns of "AlertInfo"; if it is a copy, remove it, and if it is misspelled, rename it [similar-table]',
    ],
  },
  {
    name: "custom tables that are similar, without a warning",
    files: {
      "input-schemas/AlertInfo_CL.csv": shipped("AlertInfo"),
      "input-schemas/LogsEU_CL.csv": orders,
      "input-schemas/LogsUS_CL.csv": orders,
      "input-schemas/Alertinfos.csv": good,
    },
    lines: [],
  },
  {
    name: "tables with the same identifier",
    files: { "input-schemas/2-fa.csv": good, "input-schemas/2 fa.csv": good },
    lines: [
      `input-schemas/2-fa.csv: table "2-fa" and table "2 fa" in input-schemas/2 fa.csv map to the same output file; add one of them to "exclude" [colliding-tables]`,
    ],
  },
  {
    name: "a table whose identifier another one needs",
    files: { "input-schemas/class.csv": good, "input-schemas/class_.csv": good },
    lines: [
      `input-schemas/class_.csv: table "class_" and table "class" in input-schemas/class.csv map to the same output file; add one of them to "exclude" [colliding-tables]`,
    ],
  },
  {
    name: "table names without a usable file name",
    files: {
      "input-schemas/---.csv": good,
      "input-schemas/Stream.csv": good,
      "input-schemas/all.csv": `TableName,ColumnName,ColumnType\n${"x".repeat(201)},Id,long\n`,
    },
    lines: [
      `input-schemas/---.csv: table "---" has no usable file name; add it to "exclude" [invalid-table-name]`,
      `input-schemas/Stream.csv: table "Stream" conflicts with the schema file of the stream; add it to "exclude" [invalid-table-name]`,
      `input-schemas/all.csv:2: table "${"x".repeat(80)}…" has no usable file name; add it to "exclude" [invalid-table-name]`,
    ],
  },
  {
    name: "names with half of a surrogate pair",
    files: {
      "input-schemas/T.json": String.raw`[{"TableName":"T","ColumnName":"a\ud800","ColumnType":"int"},
{"TableName":"\udc00","ColumnName":"a","ColumnType":"int"}]`,
    },
    lines: [
      String.raw`input-schemas/T.json:1: column "a\u{d800}" contains an unpaired surrogate, which UTF-8 cannot encode; fix the export [invalid-name]`,
      String.raw`input-schemas/T.json:2: table "\u{dc00}" contains an unpaired surrogate, which UTF-8 cannot encode; fix the export [invalid-table-name]`,
    ],
  },

  // Files
  {
    name: "an empty file",
    files: table(""),
    lines: [`${T}: empty file; export the schema again [empty-file]`],
  },
  {
    name: "only white space",
    files: table("\uFEFF \r\n\t\n"),
    lines: [`${T}: empty file; export the schema again [empty-file]`],
  },
  {
    name: "binary data",
    files: table(Uint8Array.from([0x43, 0x6f, 0x6c, 0x00, 0x01, 0x0a])),
    lines: [`${T}: contains binary data; save the export as CSV in UTF-8 [not-text]`],
  },
  {
    name: "UTF-16 that ends within a character",
    files: table(Buffer.from(`\uFEFF${good}`, "utf16le").subarray(0, -1)),
    lines: [`${T}: invalid UTF-16 text; save the export as CSV in UTF-8 [not-text]`],
  },
  {
    name: "UTF-16 without a byte order mark, holding binary data",
    files: table(Buffer.from(`${good}\0`, "utf16le")),
    lines: [`${T}: contains binary data; save the export as CSV in UTF-8 [not-text]`],
  },
  {
    name: "Latin-1",
    files: table(Buffer.from(`${header}Größe,long\n`, "latin1")),
    lines: [`${T}: not UTF-8 text; save the export as CSV in UTF-8 [not-text]`],
  },
  {
    name: "a directory that is named like an export",
    files: { "input-schemas/Good.csv": good },
    directories: [T],
    lines: [`${T}: cannot be read (EISDIR) [unreadable-file]`],
  },
  {
    name: "a broken link",
    files: { "input-schemas/Good.csv": good },
    links: { [T]: "../gone.csv" },
    lines: [`${T}: cannot be read (ENOENT) [unreadable-file]`],
  },
  {
    name: "a link that leads to itself",
    files: { "input-schemas/Good.csv": good },
    links: { [T]: "T.csv" },
    lines: [`${T}: cannot be read (ELOOP) [unreadable-file]`],
  },
  {
    name: "files that are not exports",
    files: {
      "input-schemas/Good.csv": good,
      "input-schemas/notes.txt": "",
      "input-schemas/README.md": "",
      "input-schemas/.hidden": "",
    },
    directories: ["input-schemas/old"],
    lines: [
      `input-schemas/notes.txt: warning: skipped: no schema found in it [unread-file]`,
      `input-schemas/old: warning: skipped: a directory, not an export [unread-file]`,
    ],
  },
  {
    name: "a directory without an export",
    files: { "input-schemas/README.md": "" },
    lines: [
      `input-schemas: no exports found; save one as <Table>.csv, or run \`huntgen init\` to start with the known tables [no-exports]`,
    ],
  },
  {
    name: "a missing input directory",
    files: { "README.md": "" },
    lines: [
      `input-schemas: no such directory; run \`huntgen init\` to start with the known tables, or set another directory with --input [no-exports]`,
    ],
  },
  {
    name: "a file instead of the input directory",
    files: { "input-schemas": good },
    lines: [`input-schemas: cannot be listed (ENOTDIR) [unreadable-file]`],
  },
  {
    name: "an input directory with a slash at its end",
    files: { "mine/T.csv": `${header}Id,lnog\n` },
    args: ["--input", "mine/"],
    lines: [`mine/T.csv:2: unknown column type "lnog", did you mean "long"? [unknown-type]`],
  },

  // Untrusted text
  {
    name: "control characters, in cells and in a file's name",
    files: {
      "input-schemas/a\u001B[2Jb\n.csv": `${header}Id,"lo\nng\u001B[31m"\n"x\u202Ey\u0007",\n"\u2028"",]",?\n`,
    },
    lines: [
      `input-schemas/a\\u{1b}[2Jb\\u{a}.csv:2: unknown column type "lo\\u{a}ng\\u{1b}[31m" [unknown-type]`,
      `input-schemas/a\\u{1b}[2Jb\\u{a}.csv:4: column "x\\u{202e}y\\u{7}" has no type [empty-type]`,
      `input-schemas/a\\u{1b}[2Jb\\u{a}.csv:5: unknown column type "?" [unknown-type]`,
    ],
  },
  {
    name: "a cell that looks like a problem line",
    files: table(`${header}"Id\ninput-schemas/Other.csv:1: fine [ok]",\n`),
    lines: [
      `${T}:2: column "Id\\u{a}input-schemas/Other.csv:1: fine [ok]" has no type [empty-type]`,
    ],
  },
  {
    name: "a cell of a megabyte",
    files: table(`${header}Id,${"x".repeat(1_000_000)}\n`),
    lines: [`${T}:2: unknown column type "${"x".repeat(80)}…" [unknown-type]`],
  },

  // Configuration
  {
    name: "a configuration that is not JSON",
    files: config('{\n  "input": "input-schemas",\n  "out": generated\n}\n'),
    lines: [`huntgen.config.json:3: not valid JSON: invalid symbol [invalid-config]`],
  },
  {
    name: "a configuration with a comma too many",
    files: config('{\n  "out": "generated",\n}\n'),
    lines: [`huntgen.config.json:3: not valid JSON: property name expected [invalid-config]`],
  },
  {
    name: "an empty configuration",
    files: config(""),
    lines: [`huntgen.config.json:1: not valid JSON: value expected [invalid-config]`],
  },
  {
    name: "a configuration that cannot be read",
    files: { "input-schemas/Good.csv": good },
    directories: ["huntgen.config.json"],
    lines: [`huntgen.config.json: cannot be read (EISDIR) [invalid-config]`],
  },
  {
    name: "a configuration that is not an object",
    files: config("[]"),
    lines: [`huntgen.config.json:1: the configuration must be object [invalid-config]`],
  },
  {
    name: "unknown keys, at the top and below",
    files: config(
      '{\n  "inputs": "x",\n  "package": { "name": "a", "version": "1.0.0",\n    "licence": "MIT" },\n  "long": {\n    "column": {}\n  }\n}\n',
    ),
    lines: [
      `huntgen.config.json:2: unknown key "inputs", did you mean "input"? [unknown-config-key]`,
      `huntgen.config.json:4: unknown key "package.licence", did you mean "license"? [unknown-config-key]`,
      `huntgen.config.json:6: unknown key "long.column", did you mean "columns"? [unknown-config-key]`,
    ],
  },
  {
    name: "keys that every object inherits",
    files: config('{\n  "__proto__": {},\n  "constructor": 1\n}\n'),
    lines: [
      `huntgen.config.json:2: unknown key "__proto__", did you mean "input"? [unknown-config-key]`,
      `huntgen.config.json:3: unknown key "constructor", did you mean "input"? [unknown-config-key]`,
    ],
  },
  {
    name: "values of a wrong type",
    files: config('{\n  "input": 1,\n  "exclude": ["a",\n    2],\n  "package": null\n}\n'),
    lines: [
      `huntgen.config.json:2: "input" must be string [invalid-config]`,
      `huntgen.config.json:4: "exclude.1" must be string [invalid-config]`,
      `huntgen.config.json:5: "package" must be object [invalid-config]`,
    ],
  },
  {
    name: "values that are not allowed",
    files: config(
      '{\n  "importExtension": "js",\n  "long": {\n    "default": "big",\n    "columns": {\n      "*.Id": "text"\n    }\n  }\n}\n',
    ),
    lines: [
      `huntgen.config.json:2: "importExtension" must be one of ".js", ".ts", "none" [invalid-config]`,
      `huntgen.config.json:4: "long.default" must be one of "exact", "number", "bigint", "string" [invalid-config]`,
      `huntgen.config.json:6: "long.columns.*.Id" must be one of "exact", "number", "bigint", "string" [invalid-config]`,
    ],
  },
  {
    name: "a package without a version and with a bad name",
    files: config('{\n  "package": {\n    "name": "Acme Defender"\n  }\n}\n'),
    lines: [
      `huntgen.config.json:2: "package" must have required property 'version' [invalid-config]`,
      `huntgen.config.json:3: "package.name" has an invalid format [invalid-config]`,
    ],
  },
  {
    name: "a package without import extensions",
    files: config(
      '{\n  "package": { "name": "a", "version": "1.0.0" },\n  "importExtension": "none"\n}\n',
    ),
    lines: [
      `huntgen.config.json:3: a package requires an import extension because Node does; use ".js" or ".ts" [invalid-config]`,
    ],
  },
  {
    name: "patterns that match nothing",
    files: config('{ "exclude": ["Nope*"], "long": { "columns": { "*.Nope": "bigint" } } }'),
    lines: [
      `huntgen.config.json: warning: the pattern "Nope*" matches nothing in these exports [unused-pattern]`,
      `huntgen.config.json: warning: the pattern "*.Nope" matches nothing in these exports [unused-pattern]`,
    ],
  },

  // The output
  {
    name: "foreign files in the way",
    files: {
      "input-schemas/Good.csv": good,
      "generated/index.ts": "export const mine = 1;\n",
      "generated/tables/Good.ts": "export const mine = 2;\n",
    },
    lines: [
      `generated/index.ts: exists but was not generated by huntgen; move it, or choose another directory with --out [foreign-file]`,
      `generated/tables/Good.ts: exists but was not generated by huntgen; move it, or choose another directory with --out [foreign-file]`,
    ],
  },
  {
    name: "a file instead of the output directory",
    files: { "input-schemas/Good.csv": good, generated: "mine" },
    lines: [
      `generated: is a file, but the output must be a directory; choose another path [unwritable-output]`,
    ],
  },
  {
    name: "the working directory as the output",
    files: { "input-schemas/Good.csv": good },
    args: ["--out="],
    lines: [
      `.: is or contains the working directory; choose a separate directory for the output [unwritable-output]`,
    ],
  },
  {
    name: "a folder above the working directory as the output",
    files: { "input-schemas/Good.csv": good },
    args: ["--out", "../"],
    lines: [
      `..: is or contains the working directory; choose a separate directory for the output [unwritable-output]`,
    ],
  },

  // Emitters
  {
    name: "emitters that cannot be found, and folders that they cannot have",
    files: {
      "input-schemas/Good.csv": good,
      "huntgen.config.json":
        '{\n"emitters": [\n"./emit.js",\n{ "use": "adx", "out": "../adx" },\n{ "use": "adx", "out": "tables" }]}\n',
    },
    lines: [
      `huntgen.config.json:3: cannot find the emitter "./emit.js"; write the path of a module, with its extension, relative to the configuration [unknown-emitter]`,
      `huntgen.config.json:4: the folder "../adx" of the emitter "adx" is not a path below the folder; set another folder with "out" [invalid-path]`,
      `huntgen.config.json:5: the folder "tables" of the emitter "adx" is written by huntgen or a build; set another folder with "out" [colliding-paths]`,
    ],
  },
  {
    name: "emitters that fail, or are not emitters",
    files: {
      "input-schemas/Good.csv": good,
      "fails.mjs": 'export default () => { throw new Error("no"); };',
      "other.mjs": "export const emit = () => [];",
      "huntgen.config.json": '{\n"emitters": [\n"./fails.mjs",\n"./other.mjs"]}\n',
    },
    args: ["--input", "input-schemas"],
    lines: [
      `huntgen.config.json:3: the emitter "./fails.mjs" failed: Error: no (fails.mjs:1:30) [failed-emitter]`,
      `huntgen.config.json:4: the module "./other.mjs" is not an emitter: expected "export default (model, options) => [...]", got no default export [invalid-emitter]`,
    ],
  },

  // All problems at once
  {
    name: "problems of all files in one run, sorted",
    files: {
      "input-schemas/b.csv": `${header}Id,lnog\nName\nId,long\n`,
      "input-schemas/a.csv": "Id,long\n",
      "input-schemas/C.csv": `${header}"open,long\n`,
      "input-schemas/d.csv": "",
      "input-schemas/e.csv": Uint8Array.from([0xff, 0xfe]),
      "input-schemas/f.csv": `${header}Upn,string\nUPN,string\n`,
      "input-schemas/notes.txt": "",
    },
    lines: [
      `input-schemas/C.csv:2: unclosed quote; add the closing quote [unclosed-quote]`,
      `input-schemas/a.csv:1: no header; ${inHeader} [no-header]`,
      `input-schemas/b.csv:2: unknown column type "lnog", did you mean "long"? [unknown-type]`,
      `input-schemas/b.csv:3: expected 2 cells as in the header, got 1 [short-row]`,
      `input-schemas/b.csv:4: duplicate column "Id" (first defined on line 2) [duplicate-column]`,
      `input-schemas/d.csv: empty file; export the schema again [empty-file]`,
      `input-schemas/e.csv: empty file; export the schema again [empty-file]`,
      `input-schemas/f.csv:3: warning: column "UPN" differs from "Upn" on line 2 only in letter case; both are kept [case-variant]`,
      `input-schemas/notes.txt: warning: skipped: no schema found in it [unread-file]`,
    ],
  },
  // Settings with which the compiler rejects the generated code
  ...compilerSettings.map(([name, options, line, configuration = "{}"]) => ({
    name: `compiler settings: ${name}`,
    files: {
      ...config(configuration),
      "package.json": "{}",
      "tsconfig.json": JSON.stringify({ compilerOptions: options }, null, 1),
    },
    args: [],
    lines: [`${line} [compiler-settings]`],
  })),

  {
    name: "compiler settings: imports without an extension",
    files: {
      ...config('{ "importExtension": "none" }'),
      "package.json": '{ "type": "module" }',
      "tsconfig.json": '{ "compilerOptions": { "module": "nodenext" } }',
    },
    args: [],
    lines: [
      'tsconfig.json:1: warning: the compiler will reject imports without an extension; set "importExtension": ".js" in huntgen.config.json [compiler-settings]',
    ],
  },

  // Files of the commands
  {
    name: "a directory instead of the attributes of git",
    files: {},
    directories: [".gitattributes"],
    command: "init",
    args: [],
    lines: [
      ".gitattributes: is not a file, but lines must be added to it; move it [unwritable-output]",
    ],
  },
  {
    name: "a directory instead of the approvals",
    files: config("{}"),
    directories: ["huntgen.approvals.json"],
    command: "diff",
    args: [".", "."],
    lines: ["huntgen.approvals.json: cannot be read (EISDIR) [invalid-approvals]"],
  },
  {
    name: "an approval without a reason",
    files: { ...config("{}"), "huntgen.approvals.json": '{"a": 1}' },
    command: "diff",
    args: [".", "."],
    lines: ["huntgen.approvals.json: every reason must be a string [invalid-approvals]"],
  },
  {
    name: "an empty reason for an approval",
    files: config("{}"),
    command: "diff",
    args: [".", ".", "--approve", "--reason", " "],
    lines: ["--reason: must not be empty; write why the changes are acceptable [invalid-flag]"],
  },
  {
    name: "a directory instead of an export that is given",
    files: config("{}"),
    directories: ["CHANGELOG.md"],
    command: "add",
    args: ["CHANGELOG.md"],
    lines: ["CHANGELOG.md: cannot be read (EISDIR) [unreadable-file]"],
  },
  {
    name: "a directory instead of the file of rejected records",
    files: { ...config("{}"), "records.ndjson": "{}" },
    directories: ["CHANGELOG.md"],
    command: "validate",
    args: ["records.ndjson", "--rejected", "CHANGELOG.md"],
    lines: ["CHANGELOG.md: a directory, not a file [unwritable-output]"],
  },
  {
    name: "a directory instead of a manifest",
    files: config("{}"),
    directories: ["manifest.json"],
    command: "diff",
    args: ["./manifest.json", "."],
    lines: [
      "./manifest.json: no exports found; save one as <Table>.csv, or run `huntgen init` to start with the known tables [no-exports]",
    ],
  },
  {
    name: "exports that --tables does not know",
    files: {},
    command: "init",
    args: ["--tables", "DeviceInfoo"],
    lines: [
      '--tables: no known table matches "DeviceInfoo", did you mean "DeviceInfo"? [invalid-flag]',
    ],
  },
  {
    name: "a file of records without a record",
    files: { "page.html": "<html></html>", "input-schemas/Good.csv": good },
    command: "validate",
    args: ["page.html"],
    lines: ['page.html: no stream records found: the file starts with "<" [no-records]'],
  },

  // Queries
  {
    name: "queries that do not bind, with their positions",
    files: {
      ...table(`${header}Id,long\nName,string\n`),
      "huntgen.config.json": '{ "queries": "q" }',
      "q/a.kql": "T | where Nam == 'x'",
      "q/b.kql": "Tt | take 1",
      "q/c.kql": "T | where isemty(Name)",
      "q/d.kql": "T | where Id",
      "q/e.kql": "T | where Name ==",
      "q/f.kql": "T | project A = Id, A = Name",
      "q/g.kql": "T\n\nT | take 1",
      "q/h/A.kql": "T",
      "q/i.kql": "T | where Name has '😀' and Nope == 1",
    },
    lines: [
      `q/a.kql:1:11: unknown column "Nam", did you mean "Name"? [unknown-column]`,
      `q/b.kql:1:1: unknown table "Tt", did you mean "T"? [unknown-table]`,
      `q/c.kql:1:11: unknown function "isemty", did you mean "isempty"? [unknown-function]`,
      `q/d.kql:1:11: the expression must have the type bool [wrong-type]`,
      `q/e.kql:1:18: missing expression [syntax-error]`,
      `q/f.kql:1:21: a column with the name "A" is already declared [duplicate-column]`,
      `q/g.kql: the file has several queries; a module has one query, so split the file [invalid-query]`,
      `q/h/A.kql: its module would have the same name as that of "q/a.kql"; rename one of them [colliding-queries]`,
      `q/i.kql:1:29: unknown column "Nope" [unknown-column]`,
    ],
  },
  {
    name: "rules that are not YAML",
    files: { "input-schemas/Good.csv": good, "r.yaml": "query: |\n  A\n b: [" },
    command: "lint",
    args: ["r.yaml"],
    lines: [
      `r.yaml:3:1: not valid YAML: all mapping items must start at the same column [not-yaml]`,
    ],
  },
];
