// Lists changes of a schema and what they do to queries, as KQL's rules of name resolution imply.

import type { QueryVerdict } from "../../generator/queries/impact/compare-query.ts";

/** The tables before every change. */
export const impactTables: Readonly<Record<string, string>> = {
  Logons:
    "Timestamp:datetime DeviceId:string AccountName:string Port:int Extra:string ReportId:long",
  Info: "Timestamp:datetime DeviceId:string DeviceName:string OS:string",
  Files: "Timestamp:datetime DeviceId:string FileName:string Size:long",
};

/**
 * `+Table.Column:type` adds a column, `-Table.Column` removes it, `Table.Column:type` changes its type,
 * `+Table` and `-Table` add and remove tables.
 */
export type ImpactCase = readonly [
  change: string,
  query: string,
  verdict: QueryVerdict | "unaffected",
  /** A part of the detail. */
  detail?: string,
];

export const impactCases: readonly ImpactCase[] = [
  // A name that is gone
  [
    "-Logons.AccountName",
    "Logons | where AccountName == 'a'",
    "breaks",
    'unknown column "AccountName"',
  ],
  ["-Logons.AccountName", "Logons | project AccountName", "breaks"],
  ["-Logons.AccountName", "Logons | summarize count() by AccountName", "breaks"],
  ["-Logons.AccountName", "Logons | project DeviceId", "unaffected"],
  ["-Logons.AccountName", "Logons | take 1", "result-changes", 'removes "AccountName"'],
  ["-Logons.AccountName", "Info | take 1", "unaffected"],
  ["-Logons.AccountName", "Logons | count", "unaffected"],
  ["-Logons.AccountName", "Logons | project-away AccountName", "breaks"],
  [
    "-Logons.AccountName",
    "Logons | where column_ifexists('AccountName', '') == 'a' | count",
    "reads-another",
    '"AccountName" reads a default value instead of Logons.AccountName',
  ],
  ["+Logons.New:string", "Logons | where column_ifexists('New', '') == 'a' | count", "unaffected"],
  ["-Logons.AccountName", "Logons | where * has 'a' | count", "unaffected"],
  ["-Logons", "Logons | take 1", "breaks", 'unknown table "Logons"'],
  ["-Logons", "union Logons, Info | count", "breaks"],
  [
    "-Logons",
    "union isfuzzy=true Logons, Info | count",
    "reads-another",
    'the query no longer reads the table "Logons"',
  ],
  ["-Logons", "union * | count", "unaffected"],
  ["-Logons", "union * | where Timestamp > ago(1d) | count", "unaffected"],
  ["-Logons", "union Logons, Info | where Timestamp > ago(1d) | count", "breaks"],
  ["-Logons", "union * | where AccountName == 'a' | count", "reads-another"],
  ["-Files", "let f = Files | project Size; Info | where OS == 'x'", "breaks"],
  ["-Logons.DeviceId", "Logons | join kind=inner Info on DeviceId", "breaks"],
  ["-Info.DeviceId", "Logons | lookup (Info | project DeviceId, OS) on DeviceId", "breaks"],
  ["-Logons.Port", "// Port\nLogons | where AccountName == 'Port' | count", "unaffected"],
  [
    "-Logons.Port -Logons.Extra",
    "Logons | project Port, Extra",
    "breaks",
    '"Port"; unknown column "Extra"',
  ],
  // A name that resolves to something else
  [
    "+Logons.DeviceName:string",
    "Logons | join kind=inner Info on DeviceId | where DeviceName has 'x' | project DeviceName",
    "reads-another",
    '"DeviceName" reads Logons.DeviceName instead of Info.DeviceName',
  ],
  ["+Logons.DeviceName:string", "Logons | join kind=inner Info on DeviceId", "reads-another"],
  ["+Logons.OS:string", "Logons | lookup Info on DeviceId | project OS", "reads-another"],
  [
    "+Info.AccountName:string",
    "Logons | join kind=inner Info on DeviceId | project AccountName",
    "unaffected",
  ],
  [
    "+Info.AccountName:string",
    "Logons | join kind=inner Info on DeviceId",
    "result-changes",
    'adds "AccountName1"',
  ],
  [
    "-Logons.Timestamp",
    "Logons | join kind=inner Info on DeviceId | project Timestamp",
    "reads-another",
    "Info.Timestamp instead of Logons.Timestamp",
  ],
  ["-Logons.Timestamp", "Logons | join kind=inner Info on DeviceId | project Timestamp1", "breaks"],
  [
    "+Logons.name:string",
    "let name = 'a'; Logons | where AccountName == name | count",
    "reads-another",
    "instead of the variable",
  ],
  [
    "+Logons.Other:string",
    "let name = 'a'; Logons | where AccountName == name | count",
    "unaffected",
  ],
  [
    "-Files.Timestamp",
    "union Files, Info | project Timestamp",
    "reads-another",
    '"Timestamp" no longer reads Files.Timestamp',
  ],
  [
    "+Files.OS:string",
    "union Files, Info | where OS == 'x' | project OS",
    "result-changes",
    'reads more tables for "OS"',
  ],
  ["-Files.Timestamp", "union Files, Info", "result-changes", 'reads fewer tables for "Timestamp"'],
  ["-Files.Timestamp", "search 'x'", "result-changes", 'reads fewer tables for "Timestamp"'],
  [
    "-Files.Size",
    "union * | where Size > 1 | count",
    "reads-another",
    "a function or the data defines",
  ],
  // The third table has another type, so that the column gets a name for each type.
  [
    "Info.DeviceId:long",
    "union Logons, Files, Info | project DeviceId",
    "breaks",
    "DeviceId_string",
  ],
  // A column that the query defines itself
  [
    "+Logons.Day:datetime",
    "Logons | extend Day = bin(Timestamp, 1d) | summarize count() by Day",
    "unaffected",
  ],
  ["+Logons.Day:datetime", "Logons | project Day = bin(Timestamp, 1d)", "unaffected"],
  // Types
  ["Logons.Port:string", "Logons | where Port > 1024 | count", "breaks"],
  ["Logons.Port:long", "Logons | where Port > 1024 | count", "unaffected"],
  [
    "Logons.Port:long",
    "Logons | summarize by Port",
    "result-changes",
    '"Port" changes from int to long',
  ],
  ["Logons.Port:string", "Logons | project AccountName", "unaffected"],
  ["Logons.Extra:dynamic", "Logons | project X = tostring(parse_json(Extra).x)", "unaffected"],
  ["Files.Size:string", "Files | summarize sum(Size)", "breaks"],
  ["Info.DeviceId:long", "Logons | join kind=inner Info on DeviceId | count", "breaks"],
  ["Files.Timestamp:string", "union Files, Info | project Timestamp", "breaks"],
  // Additions
  ["+Logons.New:string", "Logons", "result-changes", 'adds "New"'],
  ["+Logons.New:string", "Logons | summarize arg_max(Timestamp, *) by DeviceId", "result-changes"],
  ["+Logons.New:string", "Logons | project AccountName", "unaffected"],
  ["+Logons.Another:string", "Logons | project-keep A*", "result-changes"],
  ["+Logons.New:string", "search 'x' | count", "unaffected"],
  ["+New", "Logons | take 1", "unaffected"],
  ["+New", "union withsource=T * | summarize count() by T", "unaffected"],
  // A query that did not bind before
  ["+Logons.New:string", "Logons | project New", "unaffected"],
  ["-Logons.Port", "Logons | project Missing", "unaffected"],
];
