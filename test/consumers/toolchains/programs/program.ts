// Uses the package as a project does: reads a message, validates rows, names columns. Every
// TypeScript version compiles it, as ESM and as CommonJS. Each error that the compiler must find is
// below a directive.

import {
  createReader,
  eventOf,
  type HuntingEvent,
  type HuntingEventOf,
  type Issue,
  parseMessage,
  stringify,
  type TableName,
  tables,
} from "@huntgen/defender";
import { DeviceEvents } from "@huntgen/defender/tables/DeviceEvents";
import { DeviceInfo } from "@huntgen/defender/tables/DeviceInfo";
// @ts-expect-error -- no such table
import type { DeviceEvnts } from "@huntgen/defender/tables/DeviceEvnts";

declare const console: { log(text: string): void };

/** The integer is past 2^53: a number cannot hold it. */
const body = `{"records":[
  {"time":"2026-09-01T00:00:00.0000000Z","tenantId":"t","category":"AdvancedHunting-DeviceInfo",
    "properties":{"DeviceName":"ws-1","ReportId":639199803770463703,"OSPlatform":null}},
  {"time":"2026-09-01T00:00:00.0000000Z","tenantId":"t","category":"AdvancedHunting-DeviceEvents",
    "properties":{"DeviceName":"ws-2","ProcessId":"4711"}},
  {"time":"2026-09-01T00:00:00.0000000Z","tenantId":"t","category":"AdvancedHunting-NewTable",
    "properties":{}}]}`;

const batch = parseMessage(body);
const devices: string[] = [];
for (const event of batch.events) devices.push(describe(event));
const chosen = createReader([DeviceEvents]).parseMessage(body);
const row: unknown = JSON.parse('{"DeviceName":"ws-3","FileSize":12}');

console.log(
  JSON.stringify({
    devices,
    rejected: batch.rejected.flatMap(({ issues }) => issues.map(describeIssue)),
    unknown: batch.unknown.map(({ category }) => category),
    skipped: chosen.skipped,
    digits: batch.events.map((event) => stringify(event).includes("639199803770463703")),
    isRow: DeviceEvents.is(row) ? row.FileSize : "no row",
    tables: Object.keys(tables).length,
  }),
);

function describe(event: HuntingEvent): string {
  switch (event.category) {
    case "AdvancedHunting-DeviceInfo":
      // @ts-expect-error -- a misspelt column
      void event.properties.DeviceNmae;
      return `${event.properties.DeviceName} in ${event.properties.MachineGroup ?? "no group"}`;
    // @ts-expect-error -- a category that no table has
    case "AdvancedHunting-DeviceInf":
      return "never";
    default:
      return eventOf(event, "DeviceEvents") ? (event.properties.ActionType ?? "") : event.category;
  }
}

function describeIssue({ path, expected, actual }: Issue): string {
  return `${path.join(".")}: ${expected}, not ${actual}`;
}

export type Logon = HuntingEventOf<"DeviceLogonEvents">;
export const known: TableName = "DeviceInfo";
export const given: DeviceInfo = { DeviceName: null, ReportId: 1n };

// @ts-expect-error -- not a table
export type Wrong = HuntingEventOf<"DeviceLogonEvnts">;
// @ts-expect-error -- not a table
export const unknown: TableName = "DeviceInf";
// @ts-expect-error -- a column of another type
export const wrong: DeviceInfo = { DeviceName: 5 };
// @ts-expect-error -- not a column
export const misspelt: DeviceInfo = { DeviceNmae: "ws" };
// A call would throw, since the table is unknown at run time too.
// @ts-expect-error -- no such table
export const misread = (): unknown => parseMessage(body, { tables: ["DeviceEvnts"] });
export type Unresolved = DeviceEvnts;
