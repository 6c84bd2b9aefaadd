// Checks forwarding: records stay the bytes that arrived, are sorted by table, and are checked as
// if they were read.

import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  eventKey,
  type ForwardedRecord,
  forwardLines,
  forwardMessage,
  MessageError,
  parseMessage,
  recordKey,
} from "../../../generated/index.ts";
import { sampleTexts } from "../../support/records.ts";
import { withAndWithoutScanner } from "../../support/with-and-without-scanner.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const sample = `{"records":[${sampleTexts.join(",")}]}`;

function record(table: string, properties: string): string {
  return `{"time":"t","tenantId":"x","category":"AdvancedHunting-${table}","properties":${properties}}`;
}

function only(...records: readonly string[]): ForwardedRecord {
  const { tables } = forwardMessage(`{"records":[${records.join(",")}]}`);
  const [table] = tables.values();
  const [found] = table?.records ?? [];
  if (found === undefined) throw new Error("no record was forwarded");
  return found;
}

withAndWithoutScanner(() => {
  test("forwarding passes on the bytes of the captured records by table", () => {
    const body = encoder.encode(sample);
    const { tables, rejected, unknown, skipped } = forwardMessage(body);
    expect([rejected, unknown, skipped]).toEqual([[], [], 0]);
    for (const [name, { records, ndjson }] of tables) {
      const texts = sampleTexts.filter((text) => text.includes(`"AdvancedHunting-${name}"`));
      expect(records.map(({ bytes }) => decoder.decode(bytes))).toEqual(texts);
      expect(decoder.decode(ndjson)).toBe(texts.map((text) => `${text}\n`).join(""));
      expect(records.every(({ table, event }) => table === name && event === undefined)).toBe(true);
    }
    expect([...tables.values()].flatMap(({ records }) => records)).toHaveLength(70);
  });

  test("forwarding returns records that are not events as the reader does", () => {
    const body = `{"records":[${[
      record("DeviceInfo", '{"ReportId":"x","New":639199803770463703}'),
      "5",
      record("DeviceInfo", '{"ReportId":1e3}'),
      record("NewTable", '{"A":639199803770463703}'),
      record("AlertInfo", '{"Title":7}'),
    ].join(",")}]}`;
    const options = { tables: ["DeviceInfo"] } as const;
    const { tables, ...rest } = forwardMessage(body, options);
    const { events, ...expected } = parseMessage(body, options);
    expect(rest).toEqual(expected);
    expect(events).toHaveLength(1);
    expect(decoder.decode(tables.get("DeviceInfo")?.ndjson)).toBe(
      `${record("DeviceInfo", '{"ReportId":1e3}')}\n`,
    );
  });

  test("forwarding writes a record of several lines as one line of NDJSON, with equal values", () => {
    const pretty = JSON.stringify({ records: [JSON.parse(sampleTexts[0] ?? "")] }, null, "\r\n ");
    const [table] = forwardMessage(pretty).tables.values();
    const lines = decoder.decode(table?.ndjson).split("\n");
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "")).toEqual(JSON.parse(sampleTexts[0] ?? ""));
    expect(decoder.decode(table?.records[0]?.bytes)).toContain("\r\n");
  });

  test("forwarding with chosen columns returns the event of a record too", () => {
    const columns = { DeviceInfo: ["ReportId"] } as const;
    const { tables, skipped } = forwardMessage(sample, { columns, tables: ["AlertInfo"] });
    expect(skipped).toBe(67);
    const infos = tables.get("DeviceInfo")?.records ?? [];
    expect(infos.map(({ event }) => event)).toEqual(parseMessage(sample, { columns }).events);
    expect(tables.get("AlertInfo")?.records.map(({ event }) => event)).toEqual([undefined]);
  });

  test("forwarding accepts lines cut at any byte, from buffers that are reused", async () => {
    const bytes = encoder.encode(`\uFEFF${sampleTexts.slice(0, 9).join("\r\n")}\n\n {not json}\n`);
    async function* cut(size: number): AsyncGenerator<Uint8Array> {
      const buffer = new Uint8Array(size);
      for (let at = 0; at < bytes.length; at += size) {
        const part = bytes.subarray(at, at + size);
        buffer.set(part);
        yield buffer.subarray(0, part.length);
      }
      buffer.fill(0x78);
    }
    for (const size of [997, 4096, bytes.length]) {
      const texts: string[] = [];
      const rejected: unknown[] = [];
      for await (const batch of forwardLines(cut(size), { batchSize: 4 })) {
        for (const { records } of batch.tables.values()) {
          texts.push(...records.map((each) => decoder.decode(each.bytes)));
        }
        rejected.push(...batch.rejected.map(({ record: text }) => text));
      }
      expect(texts.toSorted()).toEqual(sampleTexts.slice(0, 9).toSorted());
      expect(rejected).toEqual([" {not json}"]);
    }
  });

  test("forwarding throws for text that is not a message", () => {
    expect(() => forwardMessage("[]")).toThrow(MessageError);
  });

  describe("the key of a forwarded record", () => {
    test("is the same for copies whose envelope differs", () => {
      const copy = record("DeviceInfo", '{"ReportId":1}').replace('"t"', '"u"');
      expect(recordKey(only(record("DeviceInfo", '{"ReportId":1}')))).toBe(recordKey(only(copy)));
    });

    test("differs for any other row, tenant or table, however a record is written", () => {
      const texts = [
        record("DeviceInfo", "{}"),
        record("AlertInfo", "{}"),
        record("DeviceInfo", "{}").replace('"x"', '"y"'),
        record("DeviceInfo", "{}").replace('"tenantId":"x",', ""),
        record("DeviceInfo", '{"ReportId":null}'),
        record("DeviceInfo", '{"New":1e400}'),
        record("DeviceInfo", '{"New":null}'),
        record("DeviceInfo", '{"New":639199803770463703}'),
        record("DeviceInfo", '{"New":639199803770463704}'),
        record("DeviceInfo", '{"ReportId":1}').replace("properties", "prop\\u0065rties"),
        record("DeviceInfo", '{"ReportId":2}').replace("properties", "prop\\u0065rties"),
        record("DeviceInfo", '{"New":"\\ud800"}'),
        record("DeviceInfo", '{"New":"\ud801"}'),
        record("DeviceInfo", '{"New":"\ufffd"}'),
      ];
      expect(new Set(texts.map((text) => recordKey(only(text)))).size).toBe(texts.length);
    });

    test("is the hash of tenant, category and row, like `eventKey` if the keys of the row are in order", () => {
      const row = '{"New":"é","ReportId":1}';
      const text = record("DeviceInfo", row);
      const hash = createHash("sha256").update(`["x","AdvancedHunting-DeviceInfo",${row}]`);
      const key = recordKey(only(text));
      expect(key).toBe(hash.digest("hex"));
      expect(parseMessage(`{"records":[${text}]}`).events.map(eventKey)).toEqual([key]);
    });
  });
});
