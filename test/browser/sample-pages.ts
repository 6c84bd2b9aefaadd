// Builds the data of the pages that the browser tests open.

import type {
  ExplorerData,
  History,
  QueryRead,
  SavedQuery,
} from "../../generator/explore/explorer-data.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import {
  columnsOf,
  hostileNames,
  hostileTables,
  madeUpData,
  shippedData,
  type Tables,
} from "../explore/page-data.ts";

const historyOf = (table: string, column: string, subject: string): History => ({
  from: "v1.0.0",
  entries: [
    {
      commit: "0123456789",
      date: "2026-03-01",
      subject,
      problem: null,
      changes: [
        {
          table,
          column,
          message: `new column ${column} string`,
          grade: "additive",
          types: "additive",
          stream: "additive",
          fixes: [],
          approved: null,
        },
        {
          table,
          column: "Gone",
          message: "column Gone string is no longer in the rows",
          grade: "breaking",
          types: "breaking",
          stream: "neutral",
          fixes: ["reads of the column no longer compile: remove them"],
          approved: null,
        },
      ],
    },
    {
      commit: "abcdef0123",
      date: "2026-02-01",
      subject: "Break the exports",
      problem: "The exports of this commit cannot be read: unknown type",
      changes: [],
    },
    {
      commit: "0011223344",
      date: "2026-01-15",
      subject: "Remove a table",
      problem: null,
      changes: [
        {
          table: "OldTable",
          column: null,
          message: "the table no longer exists",
          grade: "breaking",
          types: "breaking",
          stream: "breaking",
          fixes: ["imports of the table no longer compile: remove them"],
          approved: "agreed in January",
        },
      ],
    },
  ],
});

/** The shipped tables with a history and queries. */
export function fullPage(): ExplorerData {
  const data = shippedData();
  const positionsOf = (table: string, ...names: string[]): number[] =>
    names.map((name) => columnsOf(data, table).findIndex(([column]) => column === name));
  return {
    ...data,
    history: historyOf("DeviceInfo", "AwsResourceName", "Add the columns of March"),
    queries: [
      {
        name: "failedLogons",
        file: "queries/failedLogons.kql",
        line: 1,
        problem: null,
        reads: [
          ["AlertInfo", [], "all others"],
          ["DeviceLogonEvents", positionsOf("DeviceLogonEvents", "ActionType", "AccountName"), []],
        ],
      },
      {
        name: "Sign-ins after a phishing mail",
        file: "rules/phishing.yaml",
        line: 12,
        problem: 'unknown table "SigninLogs"',
        reads: [
          [
            "EmailEvents",
            positionsOf("EmailEvents", "Timestamp", "RecipientEmailAddress"),
            positionsOf("EmailEvents", "Subject"),
          ],
        ],
      },
      {
        name: "print",
        file: "queries/print.kql",
        line: 3,
        problem: null,
        reads: [],
      },
    ],
  };
}

/** Two tenants that differ in a column, a type and a table. */
export function tenantsPage(): ExplorerData {
  return madeUpData(
    {
      DeviceInfo: [
        ["Timestamp", "datetime"],
        ["DeviceId", "string"],
        ["OSBuild", "long"],
        ["PublicIP", "string"],
      ],
      AlertInfo: [["AlertId", "string"]],
    },
    {
      DeviceInfo: [
        ["Timestamp", "datetime"],
        ["DeviceId", "string"],
        ["OSBuild", "string"],
      ],
    },
  );
}

const tenant = (firstType: KustoType): Tables =>
  Object.fromEntries(
    Array.from({ length: 350 }, (_, index) => [
      `T${String(index).padStart(3, "0")}`,
      [["Id", index === 0 ? firstType : "string"]],
    ]),
  );

/** 350 tables with one column, of which two tenants have different types in the first table. */
export function manyTablesPage(): ExplorerData {
  return madeUpData(tenant("string"), tenant("long"));
}

/** Every name of the data is hostile. */
export function hostilePage(): ExplorerData {
  const data = madeUpData(hostileTables, hostileTables);
  const [script = ""] = hostileNames;
  const bidi = `${script}\u202E`;
  return {
    ...data,
    title: bidi,
    module: bidi,
    tenants: data.tenants.map(({ tables }, index) => ({
      name: `${bidi} ${index}`,
      tables: tables.map(({ columns, ...table }) => ({
        ...table,
        columns: columns.map(([name, type]) => [name, type, bidi.repeat(3)] as const),
      })),
    })),
    history: historyOf(script, bidi, bidi),
    queries: hostileNames.map((name) => ({
      name,
      file: `${name}.kql`,
      line: 1,
      problem: bidi,
      reads: [[script, [hostileNames.indexOf(name)], "all others"]],
    })),
  };
}

/** Queries that read 12 columns of each of three tables by name, and every third one whole rows. */
function madeUpQueries(tables: readonly string[], count: number): readonly SavedQuery[] {
  return Array.from({ length: count }, (_, query): SavedQuery => {
    const reads = [0, 1, query + 2].map((table): QueryRead => {
      const named = Array.from({ length: 12 }, (__, at) => (query + at * 4) % 50);
      return [tables[table % tables.length] ?? "", named, query % 3 === 0 ? "all others" : []];
    });
    const file = `queries/endpoint/suspicious-behavior-${query}.kql`;
    return { name: `suspicious-behavior-${query}`, file, line: 1, problem: null, reads };
  });
}

/** The shipped tables with 500 queries. */
export function manyQueriesPage(): ExplorerData {
  const data = shippedData();
  const tables = data.tenants[0]?.tables.map(({ name }) => name) ?? [];
  return { ...data, queries: madeUpQueries(tables, 500) };
}

/**
 * 1,000 tables with 50 columns each; every second column name is in one table only. 5,000 queries read three
 * tables each.
 */
export function largePage(): ExplorerData {
  const types: readonly KustoType[] = ["string", "long", "datetime", "dynamic", "bool"];
  const words = ["Device", "Email", "Identity", "Cloud", "Alert", "Process", "File", "Network"];
  const word = (index: number): string => words[index % words.length] ?? "";
  const tables = Array.from({ length: 1000 }, (_, table) => {
    const columns = Array.from({ length: 50 }, (__, column) => {
      const isOwn = column % 2 === 1;
      const name = `${word(column)}${word(column * 3 + 1)}${isOwn ? `Own${table}x${column}` : `Field${column}Id`}`;
      return [name, types[(table + column) % types.length] ?? "string"] as const;
    });
    return [`${word(table)}${word(table * 5 + 2)}Events${table}`, columns] as const;
  });
  const names = tables.map(([name]) => name);
  return { ...madeUpData(Object.fromEntries(tables)), queries: madeUpQueries(names, 5000) };
}
