// Checks the variants that exports may have: every spelling that the usual tools write is read as
// the same schema.

import * as fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import { readSchema } from "../../generator/read-schema.ts";
import { formatProblem, HuntgenError } from "../../generator/problems.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

let project: Project;

beforeEach(() => {
  project = createProject();
});

type Tables = Record<string, string[]>;

/** Reads the exports `<name>` of a project as `Table: ["Column:type", ...]`. */
function read(exports: Readonly<Record<string, string | Uint8Array>>): Tables {
  for (const [file, text] of Object.entries(exports)) project.write(`input-schemas/${file}`, text);
  const { schema, warnings } = readSchema(loadConfig(project.dir));
  expect(warnings.map(formatProblem)).toEqual([]);
  return Object.fromEntries(
    schema.tables.map(({ name, columns }) => [
      name,
      columns.map((column) => `${column.name}:${column.type}`),
    ]),
  );
}

const plain = "ColumnName,ColumnType\nId,long\nName,string\n";

describe("an export of one table", () => {
  test.each([
    ["plain", plain],
    ["a byte order mark", `\uFEFF${plain}`],
    ["CRLF", plain.replace(/\n/g, "\r\n")],
    ["CR", plain.replace(/\n/g, "\r")],
    ["line breaks of all kinds", "ColumnName,ColumnType\r\nId,long\rName,string\n"],
    ["no last line break", plain.trimEnd()],
    ["blank lines", `\n\r\n${plain.replace(/\n/g, "\n\n \n")}\n\n`],
    ["quotes", plain.replace(/\w+/g, '"$&"')],
    ["quotes and CRLF", plain.replace(/\w+/g, '"$&"').replace(/\n/g, "\r\n")],
    ["quotes after LF, then CRLF", 'ColumnName,ColumnType\n"Id","long"\r\n"Name","string"\r\n'],
    ["white space", plain.replace(/\w+/g, " $&\t")],
    ["another order", "ColumnType,ColumnName\nlong,Id\nstring,Name\n"],
    ["another letter case", plain.replace("ColumnName,ColumnType", "columnname,COLUMNTYPE")],
    ["more columns", "A,ColumnName,B,ColumnType,C\n1,Id,2,long,3\n,Name,,string,\n"],
    ["a note over two lines", 'ColumnName,ColumnType,Note\nId,long,"a\nb, ""c"""\nName,string,\n'],
    ["only DataType", "ColumnName,DataType\nId,System.Int64\nName,System.String\n"],
    [
      "DataType if ColumnType is empty",
      "ColumnName,ColumnType,DataType\nId,,System.Int64\nName,string,System.Nonsense\n",
    ],
    [
      "the whole result of getschema",
      "ColumnName,ColumnOrdinal,DataType,ColumnType\nId,0,System.Int64,long\nName,1,System.String,string\n",
    ],
    [
      "ordinals in another order",
      "ColumnName,ColumnOrdinal,ColumnType\nName,01,string\nId,0,long\n",
    ],
    ["empty ordinals", "ColumnName,ColumnOrdinal,ColumnType\nId,,long\nName,,string\n"],
    ["a TableName", "TableName,ColumnName,ColumnType\nOne,Id,long\nOne,Name,string\n"],
  ])("is read as the same table with %s", (spelling, text) => {
    const file = spelling === "a TableName" ? "any.csv" : "One.csv";
    expect(read({ [file]: text })).toEqual({ One: ["Id:long", "Name:string"] });
  });
});

// Copied from facts/kusto-types.md.
const typeNames = `
  bool      boolean        System.SByte System.Boolean      SByte Boolean
  datetime  date           System.DateTime                  DateTime
  decimal   -              System.Data.SqlTypes.SqlDecimal  SqlDecimal Decimal
  dynamic   object         System.Object                    Object
  guid      uuid uniqueid  System.Guid                      Guid
  int       int32          System.Int32                     Int32
  long      int64          System.Int64                     Int64
  real      double float   System.Double                    Double
  string    -              System.String                    String
  timespan  time           System.TimeSpan                  TimeSpan`
  .trim()
  .split("\n")
  .map((line) => line.split(/\s+/).filter((name) => name !== "-" && name !== ""));

const cases = (name: string): string[] => [name, name.toUpperCase(), name.toLowerCase()];

test.each(typeNames)("reads each name of %s in any case, in either cell", (type, ...others) => {
  const names = [type, ...others].flatMap(cases);
  const rows = names.flatMap((name, index) => [`A${index},${name},`, `B${index},,${name}`]);
  const { T } = read({ "T.csv": `ColumnName,ColumnType,DataType\n${rows.join("\n")}` });
  expect(T).toEqual(names.flatMap((_, index) => [`A${index}:${type}`, `B${index}:${type}`]));
});

test("the list of names covers every type", () => {
  expect(typeNames).toHaveLength(10);
});

test("names that only documentation prints are rejected", () => {
  const names = ["integer", "enum", "list", "array", "nullable bool"];
  const columns = names.map((name, index) => `A${index}:${name}`);
  expect(() => read({ "T.csv": csv(...columns) })).toThrow(HuntgenError);
});

test("a file may hold several tables with rows in any order, next to files of one table", () => {
  expect(
    read({
      "all.csv":
        "ColumnName,TableName,ColumnType,ColumnOrdinal\nB,Two,int,1\nId,One,long,0\nA,Two,bool,0\nName,One,string,1\n",
      "Three.csv": csv("Id:guid"),
    }),
  ).toEqual({ One: ["Id:long", "Name:string"], Three: ["Id:guid"], Two: ["A:bool", "B:int"] });
});

test("the name of a column may be any text", () => {
  const names = ["__proto__", "constructor", "*/", "a b", "naïve", "名前", '"', "\\", "toString"];
  const rows = names.map((name) => `"${name.replaceAll('"', '""')}",string`);
  expect(read({ "T.csv": `ColumnName,ColumnType\n${rows.join("\n")}` })).toEqual({
    T: names.map((name) => `${name}:string`),
  });
});

describe("random exports", () => {
  const seed = 20260917;

  // A name that trimming does not change, and that may contain quotes, commas, line breaks and
  // unusual characters.
  const columnName = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom('"', ",", "\n", " ", "\\", "'", "é", "𝒳"),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 12,
    })
    .map((text) => text.trim())
    .filter((text) => text !== "");

  const columns = fc.uniqueArray(
    fc.record({
      name: columnName,
      names: fc.constantFrom(...typeNames),
      which: fc.nat(),
      inDataType: fc.boolean(),
      upper: fc.boolean(),
      quoted: fc.boolean(),
      blankBefore: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12, selector: ({ name }) => name.toLowerCase() },
  );

  const file = fc.record({
    columns,
    lineBreak: fc.constantFrom("\n", "\r\n", "\r"),
    byteOrderMark: fc.boolean(),
    lastBreak: fc.boolean(),
    header: fc.shuffledSubarray(["ColumnName", "ColumnType", "DataType", "ColumnOrdinal", "Note"], {
      minLength: 5,
    }),
    shuffled: fc.infiniteStream(fc.nat()).map((stream) => [...stream.take(12)]),
  });

  type File = typeof file extends fc.Arbitrary<infer T> ? T : never;

  function print(spelt: File): string {
    const rows = spelt.columns.map((column, ordinal) => {
      const written = column.names[column.which % column.names.length] ?? "";
      const type = column.upper ? written.toUpperCase() : written;
      const cells: Record<string, string> = {
        ColumnName: column.name,
        ColumnType: column.inDataType ? "" : type,
        DataType: column.inDataType ? type : "",
        ColumnOrdinal: String(ordinal),
        Note: ordinal % 3 === 0 ? "some, note\nof two lines" : "",
      };
      const row = spelt.header.map((name) => quote(cells[name] ?? "", column.quoted)).join(",");
      return { row: (column.blankBefore ? "\n" : "") + row, key: spelt.shuffled[ordinal] ?? 0 };
    });
    const lines = [
      spelt.header.join(","),
      ...rows.toSorted((a, b) => a.key - b.key).map(({ row }) => row),
    ];
    const text = lines.join("\n") + (spelt.lastBreak ? "\n" : "");
    return (spelt.byteOrderMark ? "\uFEFF" : "") + text.replace(/\n/g, spelt.lineBreak);
  }

  test("are read back as they were written", () => {
    fc.assert(
      fc.property(file, (spelt) => {
        expect(read({ "T.csv": print(spelt) })).toEqual({
          T: spelt.columns.map(({ name, names }) => `${name}:${names[0]}`),
        });
      }),
      { seed, numRuns: 500 },
    );
  });

  test("are reported with the line on which a row with a wrong type starts", () => {
    fc.assert(
      fc.property(file, fc.nat(), (spelt, which) => {
        const wrong = spelt.columns[which % spelt.columns.length];
        const text = print({
          ...spelt,
          header: ["ColumnOrdinal", ...spelt.header.filter((name) => name !== "ColumnOrdinal")],
          columns: spelt.columns.map((column) =>
            column === wrong ? { ...column, names: ["no such type"], blankBefore: true } : column,
          ),
        });
        // A row starts with its ordinal, and the wrong row follows a blank line.
        const start = new RegExp(`(?:\\r\\n|\\r|\\n){2}"?${which % spelt.columns.length}"?,`).exec(
          text,
        );
        const line = text.slice(0, start?.index).split(/\r\n|\r|\n/).length + 2;
        expect(problemsOf(text)).toMatchObject([{ code: "unknown-type", line }]);
      }),
      { seed, numRuns: 300 },
    );
  });

  test("any bytes result in a schema or problems", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        // Random bytes contain no header.
        expect(problemsOf(bytes)).not.toEqual([]);
      }),
      { seed, numRuns: 500 },
    );
  });

  test("exports that are cut, repeated or mixed with random bytes result in a schema or problems", () => {
    const noise = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('"', ",", "\n", "\r", "\0", "\uFEFF", " ", "\u2028")),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(
        file,
        fc.nat(),
        noise,
        fc.integer({ min: 1, max: 3 }),
        (spelt, end, at, times) => {
          let text = print(spelt);
          text = text.slice(0, end % (text.length + 1)).repeat(times);
          for (const [position, character] of at) {
            const index = position % (text.length + 1);
            text = text.slice(0, index) + character + text.slice(index);
          }
          for (const { line } of problemsOf(text)) {
            expect(line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
          }
        },
      ),
      { seed, numRuns: 1000 },
    );
  });
});

function quote(text: string, always: boolean): string {
  return always || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function problemsOf(text: string | Uint8Array): readonly { code: string; line: number }[] {
  try {
    read({ "T.csv": text });
    return [];
  } catch (error) {
    if (error instanceof HuntgenError) return error.problems;
    throw error;
  }
}
