// Builds the data of the page from schemas.

import type { PackageOptions } from "../config.ts";
import { columnTypeName, type ColumnType } from "../diff/schema-change.ts";
import { scalarMappingOf } from "../mapping/kusto-types.ts";
import type { Schema } from "../model/schema.ts";
import { compare } from "../problems.ts";
import { exampleValues } from "./example-values.ts";
import type {
  ColumnEntry,
  ExplorerData,
  History,
  Labels,
  SavedQuery,
  Tenant,
  TypeFacts,
} from "./explorer-data.ts";
import { statusDate, statusSource, tableStatus } from "./table-status.ts";

/** A schema with the name that the page shows for it. */
interface NamedSchema {
  readonly name: string;
  readonly schema: Schema;
}

export interface PageContent {
  readonly title: string;
  readonly firstView: ExplorerData["firstView"];
  readonly schemas: readonly NamedSchema[];
  readonly package: PackageOptions | undefined;
  /** The directory of the generated code, for imports if there is no package. */
  readonly out: string;
  readonly history?: History | undefined;
  readonly queries?: readonly SavedQuery[] | undefined;
}

export function buildData(content: PageContent): ExplorerData {
  const { title, firstView, schemas, package: published, out } = content;
  const { history = null, queries = null } = content;
  const module = published?.name ?? `./${out.replaceAll("\\", "/")}/index.js`;
  return {
    title,
    firstView,
    module,
    types: typesOf(schemas),
    tenants: schemas.map(buildTenant),
    labels: labelsOf(schemas),
    history,
    queries,
  };
}

function buildTenant({ name, schema }: NamedSchema): Tenant {
  const tables = schema.tables.map((table) => ({
    name: table.name,
    identifier: table.identifier,
    source: table.source,
    columns: table.columns.map((column): ColumnEntry => {
      const type = columnTypeName(column);
      const { description } = column;
      return description === undefined ? [column.name, type] : [column.name, type, description];
    }),
  }));
  return { name, tables };
}

/** The facts of every type that a column has, sorted by the name of the type. */
function typesOf(schemas: readonly NamedSchema[]): Readonly<Record<string, TypeFacts>> {
  const types = new Map<string, ColumnType>();
  for (const { schema } of schemas) {
    for (const { columns } of schema.tables) {
      for (const column of columns) types.set(columnTypeName(column), column);
    }
  }
  const entries = [...types].toSorted(([a], [b]) => compare(a, b));
  return Object.fromEntries(
    entries.map(([name, column]): [string, TypeFacts] => {
      const { typescript, doc } = scalarMappingOf(column);
      return [name, { kusto: column.type, typescript, doc, example: exampleValues[column.type] }];
    }),
  );
}

/** The labels of the tables that the schemas have. */
function labelsOf(schemas: readonly NamedSchema[]): Labels {
  const names = new Set(schemas.flatMap(({ schema }) => schema.tables.map(({ name }) => name)));
  const tables = [...names].toSorted(compare).flatMap((name): Labels["tables"][number][] => {
    const known = tableStatus.get(name);
    return known === undefined ? [] : [[name, known.status, known.streamed]];
  });
  return { source: statusSource, date: statusDate, tables };
}
