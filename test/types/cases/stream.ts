// Checks the types of events: their category distinguishes them, and each has the row of its table.

import type {
  DeviceInfo,
  DeviceLogonEvents,
  HuntingEvent,
  HuntingEventOf,
  StreamRecord,
  TableName,
  UrlClickEvents,
} from "defender";
import type { AllScalars, HuntingEvent as AnyEvent, LongModes } from "all-forms";
import type { Expect, Same } from "./exact.js";

export type Categories = [
  Expect<Same<HuntingEvent["category"], `AdvancedHunting-${TableName}`>>,
  Expect<Same<HuntingEventOf<"DeviceInfo">["category"], "AdvancedHunting-DeviceInfo">>,
  Expect<Same<HuntingEventOf<"DeviceInfo">["properties"], DeviceInfo>>,
  Expect<Same<HuntingEvent["time"], string>>,
  Expect<Same<HuntingEvent["tenantId"], string>>,
  Expect<Same<HuntingEventOf<TableName>, HuntingEvent>>,
];

/** The event type of a table that is imported by itself. */
export type OfTables = [
  Expect<Same<DeviceInfo.Event, HuntingEventOf<"DeviceInfo">>>,
  Expect<Same<UrlClickEvents.Event["properties"]["MachineGroup"], string | null | undefined>>,
  Expect<
    Same<DeviceInfo.Event extends StreamRecord<"DeviceInfo", DeviceInfo> ? true : false, true>
  >,
];

// @ts-expect-error no such table
export type NoTable = HuntingEventOf<"DeviceInf">;

export function narrow(event: HuntingEvent): unknown[] {
  switch (event.category) {
    case "AdvancedHunting-DeviceLogonEvents": {
      const row: DeviceLogonEvents = event.properties;
      // @ts-expect-error another table's rows
      const wrong: HuntingEventOf<"UrlClickEvents"> = event;
      // @ts-expect-error no such column
      return [row.LogonType, event.properties.LogonTyp, wrong];
    }
    case "AdvancedHunting-UrlClickEvents": {
      const row: UrlClickEvents = event.properties;
      const group: string | null | undefined = event.properties.MachineGroup;
      // @ts-expect-error a column of another table
      return [row.Url, group, event.properties.LogonType];
    }
    // @ts-expect-error no such table
    case "AdvancedHunting-DeviceLogonEvent":
      return [];
    default:
      return [event.tenantId];
  }
}

/** Every event has this column, whether or not the export lists it. */
export function machineGroup(event: HuntingEvent): string | null | undefined {
  return event.properties.MachineGroup;
}

export type MachineGroups = [
  Expect<Same<HuntingEvent["properties"]["MachineGroup"], string | null | undefined>>,
  Expect<Same<"MachineGroup" extends keyof UrlClickEvents ? true : false, false>>,
  Expect<Same<"MachineGroup" extends keyof DeviceInfo ? true : false, true>>,
];

/** After a switch over every table the type is never, so the compiler reports a missing table. */
export function every(event: AnyEvent): AllScalars | LongModes {
  switch (event.category) {
    case "AdvancedHunting-AllScalars":
      return event.properties;
    case "AdvancedHunting-LongModes":
      return event.properties;
    default:
      return event satisfies never;
  }
}

export function some(event: AnyEvent): AllScalars | undefined {
  switch (event.category) {
    case "AdvancedHunting-AllScalars":
      return event.properties;
    default:
      // @ts-expect-error LongModes remains
      event satisfies never;
      return undefined;
  }
}

export const written: HuntingEventOf<"UrlClickEvents"> = {
  time: "2026-03-01T00:10:21.9630741Z",
  tenantId: "682b96ab-25e6-58dd-72a4-a92066e851a1",
  category: "AdvancedHunting-UrlClickEvents",
  operationName: "Publish",
  Tenant: null,
  properties: { Url: null, MachineGroup: null },
};
const wrongRow = { ...written, category: "AdvancedHunting-DeviceInfo" } as const;
export const fits: HuntingEvent = { ...wrongRow, properties: {} };
// @ts-expect-error category and properties do not match
export const unfit: HuntingEvent = { ...wrongRow, properties: { Url: "x" } };
