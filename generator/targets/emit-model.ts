// Defines the model that emitters and programs in other languages read, and builds it from a schema.
// huntgen.model.schema.json describes its JSON.

import type { KustoType, LongMode } from "../mapping/kusto-types.ts";
import { knownTableRenames } from "../model/known-renames.ts";
import type { Schema, SchemaColumn, SchemaTable } from "../model/schema.ts";
import { categoryPrefix } from "../runtime/records/triage.ts";

/** The tables of the exports, as an emitter receives them and `huntgen tables --json` prints them. */
export interface EmitModel {
  /** Changes if a member is removed or gets another meaning. New members do not change it. */
  readonly modelVersion: 1;
  /** Sorted by name in code unit order. */
  readonly tables: readonly EmitTable[];
  /** The members of a record of the stream next to `properties`, which is the row. */
  readonly envelope: readonly EmitEnvelopeMember[];
  /** The renames that Microsoft has published and those of the configuration. */
  readonly renames: readonly EmitRename[];
}

export interface EmitTable {
  /** The Kusto name. It can contain any character, so quote it for the target language. */
  readonly name: string;
  /** The name as letters, digits and underscores. Unique even if letter case is ignored. */
  readonly identifier: string;
  /** The `category` of the table's records on the stream. */
  readonly category: string;
  /** The export of the table: a file name in the input directory. */
  readonly export: string;
  /** In the order of the table. */
  readonly columns: readonly EmitColumn[];
  /** Columns that the rows of the stream have in addition: `MachineGroup`, if the export lacks it. */
  readonly streamColumns: readonly EmitStreamColumn[];
}

export interface EmitColumn {
  /** The Kusto name. It can contain any character, so quote it for the target language. */
  readonly name: string;
  readonly type: KustoType;
  /** From 0. */
  readonly ordinal: number;
  /** The TypeScript mode of a `long`; `exact` for columns of other types. */
  readonly long: LongMode;
  /** The description in the export, if it has one. */
  readonly description?: string;
}

export interface EmitStreamColumn {
  readonly name: string;
  readonly type: KustoType;
}

export interface EmitEnvelopeMember {
  readonly name: string;
  readonly type: KustoType;
  /** Whether every record has the member. */
  readonly required: boolean;
}

export interface EmitRename {
  /** The table of a renamed column; null if the table itself was renamed. */
  readonly table: string | null;
  readonly from: string;
  readonly to: string;
}

const envelope: readonly EmitEnvelopeMember[] = [
  { name: "time", type: "datetime", required: true },
  { name: "tenantId", type: "string", required: true },
  { name: "category", type: "string", required: true },
  { name: "operationName", type: "string", required: false },
  { name: "Tenant", type: "string", required: false },
  // Like `time`, but sometimes without the Z, so it is not a datetime of Kusto.
  { name: "_TimeReceivedBySvc", type: "string", required: false },
];

const machineGroup: EmitStreamColumn = { name: "MachineGroup", type: "string" };

/** Builds the model of a schema. `renames` are those of the configuration. */
export function buildEmitModel(
  schema: Schema,
  renames: Readonly<Record<string, string>>,
): EmitModel {
  return {
    modelVersion: 1,
    tables: schema.tables.map(emitTable),
    envelope,
    renames: [
      ...knownTableRenames
        .filter(([from]) => !Object.hasOwn(renames, from))
        .map(([from, to]) => ({ table: null, from, to })),
      ...Object.entries(renames).map(([from, to]) => splitRename(from, to, schema)),
    ],
  };
}

function emitTable({ name, identifier, source, columns }: SchemaTable): EmitTable {
  const hasMachineGroup = columns.some((column) => column.name === machineGroup.name);
  return {
    name,
    identifier,
    category: `${categoryPrefix}${name}`,
    export: source,
    columns: columns.map(emitColumn),
    streamColumns: hasMachineGroup ? [] : [machineGroup],
  };
}

function emitColumn({ name, type, long, description }: SchemaColumn, ordinal: number): EmitColumn {
  return { name, type, ordinal, long, ...(description === undefined ? {} : { description }) };
}

/** Splits `Table.Old` and `Table.New` of the configuration. Names of tables and columns can have dots. */
function splitRename(from: string, to: string, { tables }: Schema): EmitRename {
  const table = tables.find(({ name, columns }) =>
    columns.some((column) => to === `${name}.${column.name}`),
  );
  if (table === undefined) return { table: null, from, to };
  const prefix = `${table.name}.`;
  // The old column can be named with the old name of the table.
  const start = from.startsWith(prefix) ? prefix.length : from.indexOf(".") + 1;
  return { table: table.name, from: from.slice(start), to: to.slice(prefix.length) };
}
