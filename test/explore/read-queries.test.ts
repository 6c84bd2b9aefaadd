// Checks what the page contains of saved queries: which tables and columns they read, and what is uncertain.

import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../generator/config.ts";
import type { SavedQuery } from "../../generator/explore/explorer-data.ts";
import { readSavedQueries } from "../../generator/explore/read-queries.ts";
import { readSchema } from "../../generator/read-schema.ts";
import { createSharedProject, csv } from "../support/scratch-project.ts";

const info = csv("Timestamp:datetime", "DeviceId:string", "DeviceName:string");
const logons = csv("Timestamp:datetime", "DeviceId:string", "AccountName:string");

/** KQL, and what it reads: `Table: named columns + others`, as `all` if they are all others. */
const cases: readonly (readonly [kql: string, reads: string])[] = [
  ["Info", "Info: + all"],
  ["Info | project DeviceName", "Info: DeviceName"],
  ["Info | where DeviceId == 'x' | count", "Info: DeviceId"],
  ["Info | project-away DeviceName", "Info: DeviceName + all"],
  ["Info | project Host = DeviceName | where Host has 'x'", "Info: DeviceName"],
  ["Info | where * has 'x' | count", "Info: + all"],
  ["Info | summarize arg_max(Timestamp, *) by DeviceId | count", "Info: Timestamp DeviceId + all"],
  ["Info | search 'x' | count", "Info: + all"],
  ["union Info, Logons | project DeviceId", "Info: DeviceId; Logons: DeviceId"],
  ["union * | count", "Info:; Logons:"],
  ["union withsource = T Log* | summarize count() by T, AccountName", "Logons: AccountName"],
  ["search in (Logons) 'x' | count", "Logons: + all"],
  ["search 'x' | count", "Info: + all; Logons: + all"],
  ["table('Info') | count", "Info:"],
  [
    "let T = Logons; let f = () { Info | project DeviceId }; f | join T on DeviceId | count",
    "Info: DeviceId; Logons: DeviceId",
  ],
  ["Recent(3) | project DeviceName", "Info: Timestamp DeviceName"],
  ["print x = 1", ""],
  // A workspace has the column, but the exports do not.
  ["Info | where TimeGenerated > ago(1d) | count", "Info:"],
];

const uncertain: readonly (readonly [kql: string, reads: string, problem: string])[] = [
  [
    "Info | where DeviceNam == 'x' | project DeviceId",
    "Info: DeviceId",
    'unknown column "DeviceNam", did you mean "DeviceName"?',
  ],
  [
    "SigninLogs | join kind=inner Logons on AccountName | where IsActive(DeviceId)",
    "Logons: DeviceId AccountName + all",
    'unknown table "SigninLogs", and 1 more',
  ],
  [
    "workspace('x').Info | project DeviceId | count",
    "Info: DeviceId",
    "it reads what workspace() returns",
  ],
  ["Info | where (", "Info: + all", "missing expression"],
  [
    "Logons | where {{filter}} and DeviceId == 'x' | count",
    "Logons: DeviceId",
    "a placeholder hides",
  ],
  ["Logons | {{operator}} AccountName", "Logons: AccountName", "not analyzed: "],
  // Only the second export has the table.
  ["Alerts | count", "Alerts:", 'unknown table "Alerts"'],
];

const columnNames: Readonly<Record<string, readonly string[]>> = {
  Alerts: ["AlertId"],
  Info: ["Timestamp", "DeviceId", "DeviceName"],
  Logons: ["Timestamp", "DeviceId", "AccountName"],
};

function printReads({ reads }: SavedQuery): string {
  return reads
    .map(([table, named, unnamed]) => {
      const nameAt = (at: number): string => columnNames[table]?.[at] ?? "unknown";
      const others = unnamed === "all others" ? "all" : unnamed.map(nameAt).join(", ");
      return [`${table}:`, ...named.map(nameAt), ...(others === "" ? [] : ["+", others])].join(" ");
    })
    .join("; ");
}

describe("the queries of the page", () => {
  const texts = [...cases.map(([kql]) => kql), ...uncertain.map(([kql]) => kql)];
  const project = createSharedProject({
    "huntgen.config.json": '{ "queries": ["queries", "rules/*.yaml", "notes.md"] }',
    "input-schemas/Info.csv": info,
    "input-schemas/Logons.csv": logons,
    "other/Alerts.csv": csv("AlertId:string"),
    "functions/Recent.kql": "(days: long) { Days(days) | where isnotempty(Timestamp) }",
    "functions/Days.kql": "(days: long) { Info }",
    ...Object.fromEntries(
      texts.map((kql, at) => [`queries/${String(at).padStart(2, "0")}.kql`, kql]),
    ),
    "rules/logons.yaml":
      "name: Logons of a device\nquery: |\n  Logons\n  | where AccountName == 'x'\nentityMappings:\n  - fieldMappings:\n      - columnName: DeviceId\n",
    "rules/ignored.txt": "Info",
    "notes.md": "# Notes\n\n```kql\nInfo | count\n```\n\n```kql\nLogons | count\n```\n",
  });
  let queries: readonly SavedQuery[] = [];
  const inFile = (file: string): SavedQuery[] => queries.filter((query) => query.file === file);

  const read = async (): Promise<readonly SavedQuery[]> => {
    const config = loadConfig(project.dir);
    const schemas = [config.input, path.join(project.dir, "other")].map(
      (input) => readSchema({ ...config, input }).schema,
    );
    const found = (await readSavedQueries(config, schemas)) ?? [];
    return found.map((query) => {
      const file = path.relative(project.dir, query.file).replaceAll("\\", "/");
      return { ...query, file };
    });
  };

  beforeAll(async () => {
    queries = await read();
  });

  test("are the same in every run", async () => {
    expect(await read()).toEqual(queries);
  });

  test.each(cases)("read tables and columns: %s", (kql, reads) => {
    const [query] = inFile(`queries/${String(texts.indexOf(kql)).padStart(2, "0")}.kql`);
    expect(query?.problem).toBeNull();
    expect(query && printReads(query)).toBe(reads);
  });

  test.each(uncertain)("that do not bind are listed with the reason: %s", (kql, reads, problem) => {
    const [query] = inFile(`queries/${texts.indexOf(kql)}.kql`);
    expect(query?.problem).toContain(problem);
    expect(query && printReads(query)).toBe(reads);
  });

  test("come from every kind of file, each with its name and line", () => {
    expect(queries.length).toBe(texts.length + 3);
    expect([...inFile("rules/logons.yaml"), ...inFile("notes.md")]).toEqual([
      {
        name: "Logons of a device",
        file: "rules/logons.yaml",
        line: 3,
        problem: null,
        // The rule names one column of whole rows.
        reads: [["Logons", [1, 2], "all others"]],
      },
      expect.objectContaining({ name: "notes", line: 4 }),
      expect.objectContaining({ name: "notes 2", line: 8 }),
    ]);
  });
});

test("the page has no queries if the configuration has no paths, and an empty list if the files have no query", async () => {
  const project = createSharedProject({ "input-schemas/Info.csv": info, "empty/a.md": "text" });
  const config = loadConfig(project.dir);
  const { schema } = readSchema(config);
  expect(await readSavedQueries(config, [schema])).toBeUndefined();
  const empty = { ...config, queries: [path.join(project.dir, "empty")] };
  expect(await readSavedQueries(empty, [schema])).toEqual([]);
});
