// Checks the types of reading the stream: only events of the chosen tables, and handlers typed by
// table.

import {
  type AllEventHandlers,
  type Batch,
  createReader,
  type DeviceInfo as DeviceInfoRow,
  DeviceInfo,
  DeviceLogonEvents,
  type EventHandlers,
  eventOf,
  forwardMessage,
  handleEvent,
  type HuntingEvent,
  type HuntingEventOf,
  type JsonValue,
  parseJsonColumn,
  parseLines,
  parseMessage,
  stringify,
} from "defender";
import type { AllEventHandlers as AllFormsHandlers } from "all-forms";
import type { Expect, Same } from "./exact.js";

declare const body: Uint8Array;
declare const event: HuntingEvent;

const all = parseMessage(body);
const chosen = parseMessage(body, { tables: ["DeviceInfo", "UrlClickEvents"] });
const reader = createReader([DeviceInfo, DeviceLogonEvents]);
const read = reader.parseMessage(body);
const picked = parseMessage(body, {
  columns: { DeviceInfo: ["ReportId", "OSPlatform"] },
  tables: ["UrlClickEvents"],
});
const pickedInfo = parseMessage(body, { columns: { DeviceInfo: ["ReportId"] } });
const readPicked = reader.parseMessage(body, { columns: { DeviceLogonEvents: ["LogonType"] } });
const forwarded = forwardMessage(body, { columns: { DeviceInfo: ["ReportId"] } });
const forwardedWhole = forwardMessage(body);

export type Batches = [
  Expect<Same<(typeof all.events)[number], HuntingEvent>>,
  Expect<Same<(typeof chosen.events)[number], HuntingEventOf<"DeviceInfo" | "UrlClickEvents">>>,
  Expect<
    Same<
      (typeof read.events)[number]["category"],
      "AdvancedHunting-DeviceInfo" | "AdvancedHunting-DeviceLogonEvents"
    >
  >,
  Expect<
    Same<
      (typeof picked.events)[number]["category"],
      "AdvancedHunting-DeviceInfo" | "AdvancedHunting-UrlClickEvents"
    >
  >,
  Expect<Same<(typeof pickedInfo.events)[number]["properties"], Pick<DeviceInfoRow, "ReportId">>>,
  Expect<Same<(typeof readPicked.events)[number]["tenantId"], string>>,
  Expect<Same<typeof all.skipped, number>>,
  Expect<Same<(typeof all.unknown)[number]["category"], string>>,
  Expect<Same<(typeof all.rejected)[number]["record"], unknown>>,
];

// @ts-expect-error no such table
parseMessage(body, { tables: ["DeviceInf"] });
// @ts-expect-error no such column
parseMessage(body, { columns: { DeviceInfo: ["ReportIdd"] } });
// @ts-expect-error no such table in columns
parseMessage(body, { columns: { DeviceInf: ["ReportId"] } });
// @ts-expect-error the reader has no such table
reader.parseMessage(body, { columns: { UrlClickEvents: ["Url"] } });
// @ts-expect-error no such option
parseMessage(body, { table: ["DeviceInfo"] });
// @ts-expect-error a number is not a message
parseMessage(1);
// @ts-expect-error the tables were chosen when the reader was created
reader.parseMessage(body, { tables: ["DeviceInfo"] });

export function pickedColumns(): unknown {
  for (const each of picked.events) {
    if (each.category === "AdvancedHunting-UrlClickEvents") return each.properties.Url;
    // @ts-expect-error a column that was not chosen
    if (each.properties.DeviceName === null) return each.properties.OSPlatform;
  }
  for (const each of readPicked.events) {
    if (each.category === "AdvancedHunting-DeviceInfo") return each.properties.DeviceName;
    // @ts-expect-error a column that was not chosen
    return each.properties.LogonType ?? each.properties.AccountName;
  }
  const bytes: Uint8Array | undefined = forwarded.tables.get("DeviceInfo")?.ndjson;
  const none: undefined = forwardedWhole.tables.get("DeviceInfo")?.records[0]?.event;
  return (
    forwarded.tables.get("DeviceInfo")?.records[0]?.event?.properties.ReportId ?? bytes ?? none
  );
}

export function byTable(): string | null | undefined {
  for (const each of chosen.events) {
    // @ts-expect-error a table that was not chosen
    if (each.category === "AdvancedHunting-DeviceLogonEvents") return undefined;
    if (each.category === "AdvancedHunting-UrlClickEvents") return each.properties.Url;
  }
  for (const each of read.events) {
    if (each.category === "AdvancedHunting-DeviceLogonEvents") return each.properties.LogonType;
  }
  if (eventOf(event, "DeviceInfo")) {
    const row: DeviceInfoRow = event.properties;
    return row.DeviceName ?? event.properties.MachineGroup;
  }
  // @ts-expect-error no such table
  return eventOf(event, "AdvancedHunting-DeviceInfo") ? "" : null;
}

export async function lines(stream: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const batch of parseLines(stream, { tables: ["DeviceInfo"], batchSize: 100 })) {
    const typed: Batch<HuntingEventOf<"DeviceInfo">> = batch;
    count += typed.events.length;
  }
  return count;
}

const some: EventHandlers<string | null | undefined> = {
  DeviceInfo: (each) => each.properties.DeviceName,
  _: (each) => each.tenantId,
};
export const handled: string | null | undefined = handleEvent(event, some);

export const misspelt: EventHandlers = {
  // @ts-expect-error no such table
  DeviceInf: () => undefined,
};
export const wrongColumn: EventHandlers<unknown> = {
  // @ts-expect-error no such column
  DeviceInfo: (each) => each.properties.DeviceNam,
};
// @ts-expect-error a table is missing, and this type requires all of them
export const notAll: AllEventHandlers = { DeviceInfo: () => undefined };
export const everyTable: AllFormsHandlers<number> = {
  AllScalars: (each) => each.properties.IntColumn ?? 0,
  LongModes: () => 0,
};

const json = parseJsonColumn("{}");
export const value: JsonValue | undefined = json.ok ? json.value : undefined;
export const text: string = stringify(event);
