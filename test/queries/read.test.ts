// Checks which queries are read from each kind of file, and that positions are those of the file.

import { array, assert, boolean, constantFrom, integer, pre, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { readQueryFile } from "../../generator/queries/read/read-queries.ts";
import type { SavedQuery } from "../../generator/queries/read/saved-query.ts";

/** The one query of a file. */
function readOne(file: string, text: string): SavedQuery {
  const queries = readQueryFile(file, text);
  expect(queries.length).toBe(1);
  const [query] = queries;
  if (query === undefined) throw new Error("no query");
  return query;
}

/** The position of a word, found by the obvious way: by its lines. */
function positionOf(text: string, word: string): { line: number; column: number } {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n/);
  const line = lines.findIndex((each) => each.includes(word));
  return { line: line + 1, column: (lines[line]?.indexOf(word) ?? 0) + 1 };
}

const sentinel = (query: string): string => `id: 1\nname: Rule\n${query}\ntactics:\n  - Impact\n`;

/** Files of every kind with the word NEEDLE in their query. */
const files: readonly (readonly [name: string, file: string, text: string])[] = [
  ["KQL", "q.kql", "// comment\nA\n| where NEEDLE == 1\n"],
  ["KQL with a BOM", "q.csl", "\uFEFFA | where NEEDLE == 1"],
  ["KQL with CRLF", "q.kusto", "A\r\n| where x == 1\r\n  and NEEDLE == 1\r\n"],
  ["KQL with characters outside of the BMP", "q.kql", "A | where '😀😀' == NEEDLE"],
  ["a literal block of YAML", "r.yaml", sentinel("query: |\n  A\n  | where x\n\n  | where NEEDLE")],
  ["a deeper block of YAML", "r.yaml", sentinel("query: |\n      A\n        | where NEEDLE")],
  [
    "a block with an indentation indicator",
    "r.yml",
    sentinel("query: |2\n    A\n  | where NEEDLE"),
  ],
  ["a stripped block", "r.yml", sentinel("query: |-\n  A\n  | where NEEDLE")],
  [
    "a folded block",
    "r.yml",
    sentinel("query: >\n  A\n  | where x == 1\n  and NEEDLE\n\n  | take 1"),
  ],
  [
    "a folded block with more indented lines",
    "r.yml",
    sentinel("query: >\n  A\n    | where x\n    | where NEEDLE\n  | take 1"),
  ],
  [
    "a block with CRLF",
    "r.yml",
    sentinel("query: |\n  A\n  | where NEEDLE").replaceAll("\n", "\r\n"),
  ],
  ["a block after a BOM", "r.yml", `\uFEFF${sentinel("query: |\n  A\n  | where NEEDLE")}`],
  ["a plain scalar", "r.yml", sentinel("query: A | where NEEDLE")],
  ["a plain scalar on several lines", "r.yml", sentinel("query: A\n  where x\n\n  where NEEDLE")],
  [
    "a scalar between double quotes",
    "r.yml",
    sentinel(String.raw`query: "A \"x\" \u0041\n| where NEEDLE"`),
  ],
  [
    "a folded scalar between double quotes",
    "r.yml",
    sentinel('query: "A\n  where x\n\n  where NEEDLE"'),
  ],
  ["an escaped line break", "r.yml", sentinel('query: "A \\\n  where NEEDLE"')],
  ["a scalar between single quotes", "r.yml", sentinel("query: 'A | where x == ''y'' and NEEDLE'")],
  [
    "a custom detection",
    "d.json",
    String.raw`{"displayName": "D", "queryCondition": {"queryText": "A\n| where x == \"y\" and \u0041 and NEEDLE"}}`,
  ],
  [
    "a custom detection in a list",
    "d.json",
    '{"value": [{"payload": {"queryCondition": {"queryText": "A | where NEEDLE"}}}]}',
  ],
  [
    "a custom detection in YAML",
    "d.yaml",
    "defender:\n  displayName: D\n  queryCondition:\n    queryText: |\n      A\n      | where NEEDLE\n",
  ],
  ["an ARM template", "t.json", '{"resources": [{"properties": {"query": "A\\n| where NEEDLE"}}]}'],
  [
    "a nested ARM template",
    "t.json",
    '{"resources": [{"properties": {"mainTemplate": {"resources": [{"properties": {"query": "A | where NEEDLE"}}]}}}]}',
  ],
  ["Markdown", "m.md", "# Title\n\n```kql\nA\n| where NEEDLE\n```\n"],
  [
    "Markdown with an indented fence",
    "m.md",
    "- item\n\n  ~~~Kusto\n  A\n  | where NEEDLE\n  ~~~\n",
  ],
  ["Markdown with CRLF", "m.md", "```kusto\r\nA\r\n| where NEEDLE\r\n```\r\n"],
];

function texts(text: string): string[] {
  return readQueryFile("m.md", text).map(({ text: query }) => query);
}

test("a line that repeats the language of a fence closes it", () => {
  expect(texts("```kql\nA\n```kql\n\nprose\n\n```kql\nB\n```\n")).toEqual(["A\n", "B\n"]);
  expect(texts("```kql\nA\n```Kusto")).toEqual(["A\n"]);
  // The first fence is not closed, and another one follows.
  expect(texts("```kql\nA\n```kql\nB\n```\nprose\n")).toEqual(["A\n", "B\n"]);
  expect(texts("````kql\nA\n```kql\nB\n````\n")).toEqual(["A\n```kql\nB\n"]);
});

describe("a query in", () => {
  test.each(files)("%s has the positions of its file", (_name, file, text) => {
    const query = readOne(file, text);
    const at = query.text.indexOf("NEEDLE");
    expect(at).toBeGreaterThanOrEqual(0);
    expect(query.locate(at)).toEqual(positionOf(text, "NEEDLE"));
    const { start, end } = query.rangeOf(at, at + "NEEDLE".length);
    expect(text.slice(start, end)).toBe("NEEDLE");
  });

  test("YAML has the positions of its file, however it is written", () => {
    const piece = constantFrom(
      "A",
      " ",
      "\n",
      "\n\n",
      "'",
      '"',
      "\\",
      "😀",
      ": ",
      "#",
      "|",
      "\t",
      "é",
      "- ",
    );
    const styles = [
      "BLOCK_LITERAL",
      "BLOCK_FOLDED",
      "QUOTE_DOUBLE",
      "QUOTE_SINGLE",
      "PLAIN",
    ] as const;
    assert(
      property(
        array(piece, { maxLength: 12 }),
        array(piece, { maxLength: 12 }),
        constantFrom(...styles),
        integer({ min: 20, max: 80 }),
        boolean(),
        (before, after, style, lineWidth, hasCrlf) => {
          const kql = `${before.join("")}NEEDLE${after.join("")}`;
          const written = stringify(
            { query: kql, id: 1 },
            { defaultStringType: style, defaultKeyType: "PLAIN", lineWidth },
          );
          // The library writes some texts so that it reads them back otherwise.
          // It can also continue the word on the next line.
          pre(parse(written).query === kql && written.includes("NEEDLE"));
          const text = hasCrlf ? written.replaceAll("\n", "\r\n") : written;
          const query = readOne("r.yaml", text);
          expect(query.text).toBe(kql);
          const at = kql.indexOf("NEEDLE");
          expect(query.locate(at)).toEqual(positionOf(text, "NEEDLE"));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("JSON has the positions of its file, however it is escaped", () => {
    const character = constantFrom("A", "\n", '"', "\\", "😀", "\u0000", "é", "/");
    assert(
      property(array(character), array(character), (before, after) => {
        const kql = `${before.join("")}NEEDLE${after.join("")}`;
        const text = JSON.stringify({ queryCondition: { queryText: kql } }, null, 2);
        const query = readOne("d.json", text);
        expect(query.text).toBe(kql);
        expect(query.locate(before.join("").length)).toEqual(positionOf(text, "NEEDLE"));
      }),
      { numRuns: 200 },
    );
  });
});

function columnsOf(file: string, text: string): string[] {
  return readOne(file, text).mapped.map(
    ({ column, use, position }) => `${position.line}:${position.column} ${use} ${column}`,
  );
}

describe("a rule", () => {
  test("of Sentinel names columns in mappings, details and overrides", () => {
    const text = [
      "query: A",
      "entityMappings:",
      "  - entityType: Host",
      "    fieldMappings:",
      "      - identifier: FullName",
      "        columnName: DeviceName",
      "sentinelEntitiesMappings:",
      "  - columnName: Entities",
      "customDetails:",
      "  Count: n",
      "alertDetailsOverride:",
      "  alertDisplayNameFormat: 'Logons of {{AccountName}} on {{ DeviceId }}'",
      "  alertSeverityColumnName: Severity",
      "  alertTacticsColumnName: Tactics",
      "  alertDynamicProperties:",
      "    - alertProperty: AlertLink",
      "      value: Link",
    ].join("\n");
    expect(columnsOf("r.yaml", text)).toEqual([
      "6:21 entity mapping DeviceName",
      "8:17 entity mapping Entities",
      "10:10 custom detail n",
      "12:40 alert detail AccountName",
      "12:60 alert detail DeviceId",
      "13:28 alert detail Severity",
      "14:27 alert detail Tactics",
      "17:14 alert detail Link",
    ]);
  });

  test("of Graph names columns in camelCase, or in keys that end with Column", () => {
    const text = [
      '{ "queryCondition": { "queryText": "A" }, "detectionAction": {',
      '  "alertTemplate": {',
      '    "impactedAssets": [{ "identifier": "deviceId" }],',
      '    "entityMappings": { "hosts": [{ "hostNameColumn": "DeviceName" }] }',
      "  },",
      '  "responseActions": [{ "identifier": "deviceId,accountSid" }],',
      '  "automatedActions": [{ "isolate": { "deviceIdColumn": "Id" } }]',
      "} }",
    ].join("\n");
    expect(columnsOf("d.json", text).toSorted()).toEqual(
      [
        "3:41 impacted asset DeviceId",
        "4:56 entity mapping DeviceName",
        "6:40 response action DeviceId",
        "6:49 response action AccountSid",
        "7:58 automated action Id",
      ].toSorted(),
    );
  });

  test.each([
    ["package.json", '{ "name": "x", "version": "1.0.0" }'],
    ["list.yaml", "- a\n- b\n"],
    ["template.json", '{"resources": [{"properties": {"query": "[variables(\'q\')]"}}]}'],
    ["empty.kql", " \n"],
    ["notes.md", "```powershell\nGet-Item\n```\n"],
    ["bad.yaml", "a: [1\nb: 2\n"],
  ])("is not found in %s", (file, text) => {
    expect(readQueryFile(file, text)).toEqual([]);
  });

  test("in YAML that is not valid is a problem with its position", () => {
    expect(() => readQueryFile("r.yaml", "query: |\n  A\n b: [")).toThrow(
      /^r\.yaml:3:\d+: not valid YAML: .* \[not-yaml\]$/,
    );
  });
});
