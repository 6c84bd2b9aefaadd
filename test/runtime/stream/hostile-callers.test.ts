// Checks callers that change their arguments, start a read within a read, or pass bytes of another
// realm.

import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import {
  createDriftCollector,
  forwardMessage,
  MessageError,
  parseLines,
  parseMessage,
} from "../../../generated/index.ts";
import type { SchemaColumn } from "../../../generator/model/schema.ts";
import { readMessage } from "../../../generator/runtime/stream/read-message.ts";
import { schemaTables } from "../../../generator/validate/schema-tables.ts";
import { withAndWithoutScanner } from "../../support/with-and-without-scanner.ts";

function record(table: string, properties: string): string {
  return `{"time":"t","tenantId":"x","category":"AdvancedHunting-${table}","properties":${properties}}`;
}

const text = `{"records":[${record("DeviceInfo", '{"ReportId":639199803770463703,"New":1}')}]}`;

withAndWithoutScanner(() => {
  test("reads bytes of another realm, which are not of this realm's class", async () => {
    const source = [...new TextEncoder().encode(text)];
    const bytes = runInNewContext("Uint8Array.from(source)", { source }) as Uint8Array;
    expect(bytes instanceof Uint8Array).toBe(false);
    expect(parseMessage(bytes)).toEqual(parseMessage(text));
    expect(forwardMessage(bytes).tables.size).toBe(1);
    const line = runInNewContext("Uint8Array.from(source)", {
      source: [...new TextEncoder().encode(record("AlertInfo", "{}"))],
    }) as Uint8Array;
    for await (const { events } of parseLines(line)) expect(events).toHaveLength(1);
  });

  test("reads the same tables after one was removed from the caller's object", () => {
    const columns: SchemaColumn[] = [{ name: "A", type: "string", long: "exact" }];
    const source = { source: "x.csv", columns };
    const tables: Record<string, unknown> = {
      ...schemaTables({
        tables: [
          { name: "One", identifier: "One", ...source },
          { name: "Two", identifier: "Two", ...source },
        ],
      }),
    };
    const both = `{"records":[${record("One", '{"A":"1"}')},${record("Two", '{"A":"2"}')}]}`;
    const read = (names: readonly string[]): unknown =>
      readMessage(tables as Parameters<typeof readMessage>[0], both, { tables: names }).events;
    expect(read(["Two"])).toMatchObject([{ properties: { A: "2" } }]);
    delete tables["One"];
    expect(read(["Two"])).toMatchObject([{ properties: { A: "2" } }]);
  });

  test("lets a drift collector read another message during a read", () => {
    const inner = createDriftCollector();
    const drift: typeof inner = {
      ...inner,
      addRow(...row) {
        parseMessage(text, { columns: { DeviceInfo: ["OSPlatform"] } });
        inner.addRow(...row);
      },
    };
    expect(parseMessage(text, { drift })).toEqual(parseMessage(text));
  });

  test("requires text or bytes for forwarding", () => {
    const forward = forwardMessage as (body: unknown) => unknown;
    expect(() => forward(JSON.parse(text))).toThrow(TypeError);
  });

  test("throws a MessageError for a message without records", () => {
    expect(() => parseMessage(new ArrayBuffer(8))).toThrow(MessageError);
  });
});
