// Lists the columns that an engine stores for a table: those of the row, and two of the envelope.

import type { KustoType } from "../mapping/kusto-types.ts";
import type { EmitTable } from "./emit-model.ts";

export interface StoredColumn {
  /** The name in the engine. */
  readonly name: string;
  readonly type: KustoType;
  /** The name in the row or, for columns of the envelope, in the record. */
  readonly source: string;
  readonly isEnvelope: boolean;
  readonly description?: string | undefined;
}

/**
 * Returns the columns of the export, those that the stream adds, and `StreamTime` and `StreamTenantId`.
 * `plainNameOf` is for engines that ignore the letter case of names: it changes names that the engine does not
 * allow, and the later ones of equal names get a number.
 */
export function storedColumnsOf(
  { columns, streamColumns }: EmitTable,
  plainNameOf?: (name: string) => string,
): readonly StoredColumn[] {
  const stored: StoredColumn[] = [];
  const unused = (name: string): string =>
    unusedName(
      name,
      stored.map((column) => column.name),
    );
  for (const column of [...columns, ...streamColumns]) {
    const name = plainNameOf === undefined ? column.name : unused(plainNameOf(column.name));
    stored.push({ ...column, name, source: column.name, isEnvelope: false });
  }
  const envelope = [
    { name: "StreamTime", type: "datetime", source: "time" },
    { name: "StreamTenantId", type: "string", source: "tenantId" },
  ] as const;
  for (const { name, type, source } of envelope) {
    stored.push({ name: unused(name), type, source, isEnvelope: true });
  }
  return stored;
}

/** Returns a name that is not among `taken`, even if letter case is ignored. */
export function unusedName(name: string, taken: Iterable<string>): string {
  const keys = new Set([...taken].map((each) => each.toLowerCase()));
  let unused = name;
  for (let count = 2; keys.has(unused.toLowerCase()); count += 1) unused = `${name}_${count}`;
  return unused;
}
