// Provides what is sent everywhere: a row of DeviceEvents, and wrong rows that the compiler never
// saw.

import type { DeviceEvents } from "@huntgen/defender/tables/DeviceEvents";

export const right: DeviceEvents = { DeviceName: "ws-1", ProcessId: 4711, FileName: null };

/** The rows as they arrive over a network. */
export const wrong: DeviceEvents = JSON.parse(
  '{"Timestamp":"yesterday","ProcessId":"s3cret","DeviceName":"ws-1"}',
);

export const message = `{"records":[${[
  ["DeviceEvents", '{"DeviceName":"ws-1","ReportId":639199803770463703}'],
  ["DeviceEvents", '{"ProcessId":"s3cret"}'],
  ["NewTable", "{}"],
]
  .map(([table, row]) => `{"category":"AdvancedHunting-${table}","properties":${row}}`)
  .join(",")}]}`;
