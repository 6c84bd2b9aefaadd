// Writes messages for tests, as Event Hubs delivers them.

import { stringify } from "../json/stringify.ts";
import type { Table } from "../table/table.ts";
import { isObject } from "../table/walk.ts";
import { rememberedTable, type SeedOptions } from "./fixture.ts";
import { createDraw, drawGuid, drawTime } from "./random.ts";

/** A record of a message: a row of `fixtureOf`, a table with a row of it, or an event. */
export type MessagePart =
  | object
  | readonly [table: Table<string, unknown>, row: object]
  | { readonly category: string; readonly properties: object };

/**
 * Writes a message body with a record for each part, in order. Rows are not checked, so that tests can write
 * wrong ones. Throws a `TypeError` for a row whose table is not known, such as a copy of a fixture.
 */
export function messageOf(parts: readonly MessagePart[], { seed = 0 }: SeedOptions = {}): string {
  const tenantId = drawGuid(createDraw(seed, "tenantId"));
  const records = parts.map((part, index) => {
    const time = drawTime(createDraw(seed, `time ${index}`));
    const envelope = { time, tenantId, operationName: "Publish", Tenant: "DefaultTenant" };
    return { ...envelope, _TimeReceivedBySvc: time, ...readPart(part, index) };
  });
  return stringify({ records });
}

function readPart(part: MessagePart, index: number): object {
  const table = rememberedTable(part);
  if (table !== undefined) return { category: table.category, properties: part };
  if (Array.isArray(part)) {
    const [pairTable, row]: readonly unknown[] = part;
    if (isObject(pairTable) && isObject(row)) {
      return { category: pairTable["category"], properties: row };
    }
  }
  if (isObject(part) && typeof part["category"] === "string" && "properties" in part) return part;
  throw new TypeError(
    `part ${index}: expected a row of fixtureOf, [table, row] or an event; a copy of a fixture needs its table`,
  );
}
