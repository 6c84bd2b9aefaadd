// Checks how events are handled by table: narrowing, handlers, and readers for chosen tables.

import { expect, test } from "vitest";
import {
  createReader,
  DeviceInfo,
  eventOf,
  handleEvent,
  type HuntingEvent,
  parseMessage,
  UrlClickEvents,
} from "../../../generated/index.ts";
import { sampleTexts } from "../../support/records.ts";

const message = `{"records":[${sampleTexts.join(",")}]}`;
const { events } = parseMessage(message);
const isInfo = ({ category }: HuntingEvent): boolean => category === "AdvancedHunting-DeviceInfo";

test("eventOf selects the events of one table", () => {
  expect(events.filter((event) => eventOf(event, "DeviceInfo"))).toEqual(events.filter(isInfo));
});

test("every event reaches its handler, the handler for the rest, or no handler", () => {
  const handlers = { DeviceInfo: () => "info", _: ({ category }: HuntingEvent) => category };
  expect(events.map((event) => handleEvent(event, handlers))).toEqual(
    events.map((event) => (isInfo(event) ? "info" : event.category)),
  );
  expect(events.filter((event) => handleEvent(event, { DeviceInfo: () => 1 }) === 1)).toEqual(
    events.filter(isInfo),
  );
});

test("handleEvent ignores handlers that are inherited", () => {
  for (const name of ["toString", "constructor", "__proto__"]) {
    // An event that was not parsed here may have any category.
    const event = { category: `AdvancedHunting-${name}`, properties: {} } as never;
    expect(handleEvent<string>(event, { _: () => "rest" })).toBe("rest");
  }
});

test("a reader of chosen tables reads as parseMessage does with those tables", () => {
  const reader = createReader([DeviceInfo, UrlClickEvents]);
  expect(reader.parseMessage(message)).toEqual(
    parseMessage(message, { tables: ["DeviceInfo", "UrlClickEvents"] }),
  );
});
