// Checks that texts that an attacker chooses cannot hide, duplicate or change other records:
// strings that look like the structure of a message, in every way of reading.

import { describe, expect, test } from "vitest";
import {
  createReader,
  DeviceLogonEvents,
  forwardMessage,
  MessageError,
  parseLines,
  parseMessage,
} from "../../../generated/index.ts";
import { withAndWithoutScanner } from "../../support/with-and-without-scanner.ts";

function record(table: string, row: object | string): string {
  const properties = typeof row === "string" ? row : JSON.stringify(row);
  return `{"time":"t","tenantId":"x","category":"AdvancedHunting-${table}","properties":${properties}}`;
}

/** Text that an attacker may put into any string. */
const fragments = [
  ":[",
  ":{",
  "]",
  "]}",
  "}]}",
  ',{"time',
  ',{"time":"t","category":"AdvancedHunting-DeviceInfo","properties":{',
  '"category":"AdvancedHunting-DeviceInfo"',
  '{"records":[',
  '"records":[{}]',
  "\\",
  '\\"',
  '\\\\":[',
  '":639199803770463703,',
  ":639199803770463703",
  "639199803770463703",
  "[639199803770463703,",
  "\u0083\u0083\u0083\u0083639199803770463703",
  "\u0000\u001f",
  "😀é漢",
];

withAndWithoutScanner(() => {
  describe.each(fragments)("a command line of %j", (fragment) => {
    const text = `{"records":[${[
      record("DeviceProcessEvents", { ProcessCommandLine: fragment, ReportId: 1 }),
      record("DeviceLogonEvents", { AccountName: "mallory", AdditionalFields: "]" }),
      record(
        "DeviceInfo",
        `{"DeviceName":${JSON.stringify(fragment)},"ReportId":639199803770463703}`,
      ),
      record("NewTable", { Subject: fragment }),
    ].join(",")}]}`;

    test("does not hide a record of a chosen table", () => {
      for (const body of [text, Buffer.from(text)]) {
        const chosen = parseMessage(body, { tables: ["DeviceLogonEvents"] });
        expect(chosen.events.map(({ properties }) => properties.AccountName)).toEqual(["mallory"]);
        expect([chosen.skipped, chosen.unknown.length, chosen.rejected]).toEqual([2, 1, []]);
      }
    });

    test("does not hide a record from a reader, from columns or from forwarding", () => {
      const { events } = createReader([DeviceLogonEvents]).parseMessage(text);
      expect(events).toHaveLength(1);
      const columns = { DeviceLogonEvents: ["AccountName"] } as const;
      expect(parseMessage(text, { columns }).events.map(({ properties }) => properties)).toEqual([
        { AccountName: "mallory" },
      ]);
      const { tables } = forwardMessage(text);
      expect([...tables.keys()]).toEqual([
        "DeviceProcessEvents",
        "DeviceLogonEvents",
        "DeviceInfo",
      ]);
    });

    test("does not change records, or integers in other rows", () => {
      const { events, unknown } = parseMessage(text);
      expect(events.map(({ properties }) => properties)).toEqual([
        { ProcessCommandLine: fragment, ReportId: 1 },
        { AccountName: "mallory", AdditionalFields: "]" },
        { DeviceName: fragment, ReportId: 639199803770463703n },
      ]);
      expect(unknown).toHaveLength(1);
    });

    test("does not hide a line", async () => {
      const lines = (JSON.parse(text) as { records: object[] }).records.map((each) =>
        JSON.stringify(each),
      );
      for await (const { events, skipped } of parseLines(lines.join("\n"), {
        tables: ["DeviceLogonEvents"],
      })) {
        expect([events.length, skipped]).toEqual([1, 2]);
      }
    });
  });

  test("a message that contains every character is read quickly", () => {
    const all = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code)).join("");
    const escaped = Array.from({ length: 10_000 }, (_, code) => `\\u${`${code}`.padStart(4, "0")}`);
    const text = `{"records":[${record(
      "DeviceInfo",
      `{"DeviceName":${JSON.stringify(all)},"New":"${escaped.join("").repeat(4)}","ReportId":639199803770463703}`,
    )}]}`;
    const { events } = parseMessage(text);
    expect(events.map(({ properties }) => (properties as { ReportId: unknown }).ReportId)).toEqual([
      639199803770463703n,
    ]);
  });

  test.each(['{"records":[', '{"records":[{"a":"', '{"records":[639199803770463703:['])(
    "a broken message is a MessageError, never another error: %s",
    (text) => {
      expect(() => parseMessage(text)).toThrow(MessageError);
    },
  );
});
