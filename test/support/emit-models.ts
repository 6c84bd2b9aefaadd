// Builds the models that every target is tested with: the shipped tables, all scalars, and hostile names.

import { loadConfig } from "../../generator/config.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import { identifierOf } from "../../generator/model/identifier.ts";
import { readSchema } from "../../generator/read-schema.ts";
import { buildEmitModel, type EmitModel } from "../../generator/targets/emit-model.ts";

export const shippedModel = (): EmitModel => buildEmitModel(readSchema(loadConfig()).schema, {});

type Columns = readonly (readonly [name: string, type: KustoType])[];

export function modelOf(tables: Readonly<Record<string, Columns>>): EmitModel {
  return buildEmitModel(
    {
      tables: Object.entries(tables).map(([name, columns], index) => ({
        name,
        identifier: `${identifierOf(name)}_${index}`,
        source: "T.csv",
        columns: columns.map(([column, type]) => ({
          name: column,
          type,
          long: "exact",
          description: `${column} of ${name}`,
        })),
      })),
    },
    {},
  );
}

export const scalars: readonly KustoType[] = [
  "bool",
  "datetime",
  "decimal",
  "dynamic",
  "guid",
  "int",
  "long",
  "real",
  "string",
  "timespan",
];

/** Ends of literals, comments and commands of every target, escapes, hidden characters and templates. */
export const pieces = [
  '"',
  "'",
  "`",
  "```",
  "\\",
  "\\\\",
  "''",
  '""',
  "$$",
  "/*",
  "*/",
  "--",
  "#",
  "//",
  ";",
  ")",
  "]",
  "}",
  "{{x}}",
  "{x:String}",
  "\n",
  "\n\n.drop table T\n\n",
  "\r\n",
  "\t",
  "\u0000",
  "\u2028",
  "\u202E",
  "\uFEFF",
  "\u{1F98A}",
  "%s",
  "${x}",
  "$1",
  "$&",
  "VALUE",
  "\\n",
  "\\x41",
  "\\u0041",
  "\\U0001F98A",
  "/",
  "~",
  "~1",
  ".",
  " ",
  "*",
  "?",
  "[0]",
  "@'",
  "h'",
  "E'",
];

const reservedWords =
  "select from where table order group by let print union join limit index null true false and or not in between case when end all any default current_timestamp string long int real bool datetime dynamic guid decimal timespan database cluster function view as with record records properties time category StreamTime StreamTenantId EventKey Timestamp timestamp TIMESTAMP row rowid filename key value keys __proto__ constructor toString";

/** Column names that a target must quote. */
export const hostileColumns: readonly string[] = [
  ...new Set([
    ...pieces,
    ...pieces.map((piece) => `a${piece}b`),
    ...pieces.map((piece) => `${piece}'); DROP TABLE x; --`),
    ...reservedWords.split(" "),
    "Upn",
    "UPN",
    "upn",
    "UPN_2",
    "x".repeat(200),
  ]),
];

/** A table with all scalars, a table with hostile columns, and tables with hostile names of several pieces. */
export function hostileModel(): EmitModel {
  const columns = hostileColumns.map(
    (name, index) => [name, scalars[index % scalars.length] ?? "string"] as const,
  );
  const names = [
    ...Array.from({ length: Math.ceil(pieces.length / 8) }, (_, index) =>
      pieces.slice(index * 8, index * 8 + 8).join(""),
    ),
    "select",
    "string",
    "table",
  ];
  return modelOf({
    ...Object.fromEntries(
      names.map((name) => [name, [["Timestamp", "datetime"] as const, ["x", "string"] as const]]),
    ),
    AllScalars: scalars.map((type) => [`The ${type}`, type] as const),
    Hostile: columns,
  });
}
