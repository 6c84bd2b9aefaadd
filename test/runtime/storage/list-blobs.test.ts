// Checks which blobs are listed: by table, tenant, hour and position.

import { describe, expect, test } from "vitest";
import { listBlobs, readBlobs, type ReadBlobsOptions } from "../../../generated/storage.ts";
import type { TableName } from "../../../generated/stream.ts";
import { createMemoryStorage, type MemoryStorage, requestError } from "./memory-storage.ts";
import { event, list, one, path, pathOf, type Positions, read, two } from "./stored-events.ts";

const encoder = new TextEncoder();

/** Creates three tables, two tenants and four hours, and blobs that no export wrote. */
function createAccount(): MemoryStorage {
  const storage = createMemoryStorage();
  for (const table of ["DeviceInfo", "AlertInfo", "NewTable"]) {
    for (const tenant of [two, one]) {
      for (const hour of ["2026-03-02T00", "2026-03-01T23", "2026-02-28T23", "2026-03-01T00"]) {
        storage.append(pathOf(table, `${hour}:00:00Z`, tenant), `${event}\r\n`);
      }
    }
  }
  storage.append("insights-logs-other/x", "x");
  storage.append("insights-logs-advancedhunting-deviceinfo/readme.txt", "x");
  storage.append("insights-logs-advancedhunting-deviceinfo/tenantId=x/readme.txt", "x");
  return storage;
}

describe("listBlobs", () => {
  test("lists by table, tenant and hour", async () => {
    const hours = ["2026-02-28T23", "2026-03-01T00", "2026-03-01T23", "2026-03-02T00"];
    const expected = ["AlertInfo", "DeviceInfo", "newtable"].flatMap((table) =>
      ["1111", "2222"].flatMap((tenant) => hours.map((hour) => `${table} ${tenant} ${hour}`)),
    );
    expect(await list(createAccount())).toEqual(expected);
    const chosen = await list(createAccount(), {
      tables: ["DeviceInfo", "AlertInfo", "DeviceInfo"],
    });
    expect(chosen).toEqual(expected.slice(0, 16));
  });

  test.each<[string, string | Date | undefined, string | Date | undefined, string[]]>([
    ["a day", "2026-03-01", "2026-03-02", ["01T00", "01T23"]],
    ["a day as dates", new Date("2026-03-01"), new Date("2026-03-02"), ["01T00", "01T23"]],
    ["parts of hours", "2026-03-01T00:30:00Z", "2026-03-01T23:00:00.001Z", ["01T00", "01T23"]],
    ["an hour", "2026-03-01T00:00:00Z", "2026-03-01T01:00:00Z", ["01T00"]],
    ["from", "2026-03-01T01:00:00Z", undefined, ["01T23", "02T00"]],
    ["to", undefined, "2026-03-01T00:00:00Z", ["28T23"]],
    ["nothing", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", []],
    ["backwards", "2026-03-02T00:00:00Z", "2026-03-01T00:00:00Z", []],
  ])("filters by hours: %s", async (_name, from, to, expected) => {
    const found = await list(createAccount(), {
      tables: ["DeviceInfo"],
      tenantId: two.replace("ABCD", "aBCd"),
      from,
      to,
    });
    expect(found.map((each) => each.slice(-5))).toEqual(expected);
    expect(found.every((each) => each.startsWith("DeviceInfo 2222 2026-0"))).toBe(true);
  });

  test("requests no more than it needs", async () => {
    const storage = createAccount();
    const day = { from: "2026-03-01", to: "2026-03-02T00:00:00Z" };
    await list(storage, { tables: ["DeviceInfo"], tenantId: one, ...day });
    const container = "insights-logs-advancedhunting-deviceinfo";
    expect(storage.requests).toEqual([
      `folders ${container} tenantId=`,
      `list ${container} tenantId=${one}/y=2026/m=03/d=01/`,
    ]);
  });

  test("lists no blobs of a table that is not exported", async () => {
    expect(await list(createAccount(), { tables: ["UrlClickEvents"] })).toEqual([]);
    const storage = createAccount();
    storage.service.getContainerClient = () => {
      throw requestError(403, "AuthorizationFailure");
    };
    await expect(list(storage)).rejects.toThrow("AuthorizationFailure");
  });

  test("returns how much was read and how much exists, and omits blobs that have not grown", async () => {
    const storage = createMemoryStorage();
    storage.append(path, event);
    const positions: Positions = {};
    await read(storage, positions);
    expect(await list(storage, { positions })).toEqual([]);
    storage.append(path, "\r\n{");
    const listed: unknown[] = [];
    for await (const blob of listBlobs(storage.service, { positions })) listed.push(blob);
    const size = encoder.encode(event).length;
    expect(listed).toMatchObject([{ path, size: size + 3, position: size, table: "DeviceInfo" }]);
  });

  test.each<[string, ReadBlobsOptions<TableName>, string]>([
    [
      "a time",
      { from: "yesterday" },
      'expected a UTC time (YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ), got "yesterday"',
    ],
    ["a zone", { to: "2026-03-01T00:00:00+02:00" }, "expected a UTC time"],
    ["a tenant", { tenantId: "contoso" }, 'tenantId: expected a GUID, got "contoso"'],
    [
      "half a byte",
      { positions: { [path]: 1.5 } },
      `positions: expected a number of bytes for "${path}"`,
    ],
    ["less than nothing", { positions: { [path]: -1 } }, "expected a number of bytes"],
    ["no number", { positions: { x: NaN } }, 'positions: expected a number of bytes for "x"'],
    // A file of positions may hold this.
    ["text", { positions: JSON.parse('{"x":"5"}') }, "expected a number of bytes"],
    [
      "a table",
      { tables: JSON.parse('["DeviceInf"]') },
      '"DeviceInf" is not a table of this schema',
    ],
  ])("rejects an invalid option: %s", async (_name, options, message) => {
    const storage = createMemoryStorage();
    const reading = readBlobs(storage.service, options).next();
    await expect(reading).rejects.toThrow(RangeError);
    await expect(readBlobs(storage.service, options).next()).rejects.toThrow(message);
    expect(storage.requests).toEqual([]);
  });
});
