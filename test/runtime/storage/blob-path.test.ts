// Checks the layout of exported blobs: what a path names, and which path a blob has.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blobPath, parseBlobPath } from "../../../generated/storage.ts";

const one = "11111111-1111-1111-1111-111111111111";

describe("the layout of blobs", () => {
  const name = `tenantId=${one}/y=2026/m=03/d=01/h=07/m=00/PT1H.json`;
  const container = "insights-logs-advancedhunting-devicelogonevents";

  test("takes table, tenant and hour from a path", () => {
    const known = { container, name, tenantId: one, hour: "2026-03-01T07:00:00Z" };
    expect(parseBlobPath(`${container}/${name}`)).toEqual({ ...known, table: "DeviceLogonEvents" });
    const news = "insights-logs-advancedhunting-newtable";
    expect(parseBlobPath(`${news}/${name}`)).toEqual({
      ...known,
      container: news,
      table: "newtable",
    });
  });

  test.each([
    "",
    name,
    container,
    `insights-logs-other/${name}`,
    `insights-logs-advancedhunting-/${name}`,
    `${container}/x${name}`,
    `${container}/${name}x`,
    `insights-logs-advancedhunting-..\\x\n\u001b[31m/${name}`,
    `${container}/${name.replace(one, "../../etc")}`,
    `${container}/${name.replace(one, "contoso")}`,
    `${container}/${name.replace("m=03", "m=13")}`,
    `${container}/${name.replace("m=03/d=01", "m=02/d=30")}`,
    `${container}/${name.replace("h=07", "h=24")}`,
    `${container}/${name.replace("PT1H", "PT1M")}`,
  ])("does not accept the path %s", (text) => {
    expect(parseBlobPath(text)).toBeUndefined();
  });

  test.each([
    { table: "../x", tenantId: one, hour: "2026-03-01" },
    { table: "", tenantId: one, hour: "2026-03-01" },
    { table: "DeviceInfo", tenantId: "../../etc", hour: "2026-03-01" },
    { table: "DeviceInfo", tenantId: one, hour: "today" },
  ])("has no path for $table, $tenantId, $hour", (blob) => {
    expect(() => blobPath(blob)).toThrow(RangeError);
  });

  test("reads a path as it was written", () => {
    const hours = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(
        hours,
        fc.uuid(),
        fc.constantFrom("DeviceInfo", "AIAgentsInfo"),
        (at, id, table) => {
          const hour = `${at.toISOString().slice(0, 13)}:00:00Z`;
          const written = blobPath({ table, tenantId: id, hour: at });
          const parsed = parseBlobPath(written);
          expect(parsed).toMatchObject({ table, tenantId: id, hour });
          expect(`${parsed?.container}/${parsed?.name}`).toBe(written);
          expect(blobPath({ table, tenantId: id, hour })).toBe(written);
        },
      ),
      { seed: 6 },
    );
  });
});
