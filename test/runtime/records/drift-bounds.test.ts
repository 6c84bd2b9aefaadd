// Checks that untrusted names cannot fill the memory through a drift collector, and that the report
// lists what it omits.

import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { tables } from "../../../generated/index.ts";
import { canonicalText } from "../../../generator/runtime/json/canonical-text.ts";
import { createDriftCollector } from "../../../generator/runtime/records/drift.ts";
import type { Issue } from "../../../generator/runtime/table/issue.ts";
import { stringify } from "../../../generator/runtime/json/stringify.ts";

const table = tables.DeviceInfo;
const mostNames = 1000;

const issueOf = (name: string): Issue => ({
  path: [name],
  expected: "absent",
  actual: "string",
  message: "",
});

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Runs something and returns how many more megabytes of the heap are in use afterwards. */
async function measureGrowth(run: () => unknown): Promise<number> {
  const before = await measureHeap();
  const kept = run();
  const growth = (await measureHeap()) - before;
  // Used after the measurement, so that the garbage collector keeps it until then.
  expect(kept).toBeDefined();
  return growth;
}

async function measureHeap(): Promise<number> {
  // V8 keeps the texts that it parsed last until a later task.
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await setTimeout(10);
  }
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/**
 * Creates numbered names of a length. Each is a string of its own, as in rows that `JSON.parse`
 * returns.
 */
function makeNames(count: number, length: number): string[] {
  return Array.from({ length: count }, (_value, index) => `${index}`.padStart(length, "n"));
}

describe("a drift report", () => {
  test("omits unknown columns after the first thousand, and counts them", () => {
    const drift = createDriftCollector();
    for (const name of makeNames(3000, 8)) drift.addRow(table, { [name]: 1, DeviceId: "x" }, []);
    drift.addRow(table, { [makeNames(1, 8)[0] ?? ""]: 1 }, []);
    const report = drift.report();
    expect(Object.keys(report.tables["DeviceInfo"]?.unknownColumns ?? {})).toHaveLength(mostNames);
    expect(report.tables["DeviceInfo"]).toMatchObject({ rows: 3001, omittedColumns: 2000 });
    expect(report.proposals).toHaveLength(mostNames + 1);
    expect(report.proposals.at(-1)).toBe(
      "DeviceInfo: 2000 values of unknown columns are omitted: too many names, or names too long",
    );
  });

  test("omits columns whose name has more than 256 characters, and counts them", () => {
    const drift = createDriftCollector();
    const row = { ["a".repeat(256)]: 1, ["b".repeat(257)]: 2, ["c".repeat(10_000)]: 3 };
    drift.addRow(table, row, []);
    drift.addRow(table, row, []);
    const { unknownColumns, omittedColumns } = drift.report().tables["DeviceInfo"] ?? {};
    expect(unknownColumns).toMatchObject({ ["a".repeat(256)]: { count: 2 } });
    expect(Object.keys(unknownColumns ?? {})).toHaveLength(1);
    expect(omittedColumns).toBe(4);
  });

  test("omits reasons of rejection after the first thousand, and counts them", () => {
    const drift = createDriftCollector();
    for (const name of makeNames(1500, 8)) drift.addRow(table, {}, [issueOf(name), issueOf("x")]);
    drift.addRow(table, {}, [issueOf("n".repeat(10_000))]);
    const { rejectedColumns, omittedRejections } = drift.report().tables["DeviceInfo"] ?? {};
    expect(Object.keys(rejectedColumns ?? {})).toHaveLength(mostNames);
    expect(rejectedColumns).toMatchObject({ "x: expected absent, got string": 1500 });
    expect(omittedRejections).toBe(1500 - 999 + 1);
  });

  test("omits unknown tables after the first thousand, and counts their records", () => {
    const drift = createDriftCollector();
    for (const name of makeNames(1200, 8)) drift.addUnknownTable(`AdvancedHunting-${name}`);
    drift.addUnknownTable(`AdvancedHunting-${"n".repeat(10_000)}`);
    drift.addUnknownTable(`AdvancedHunting-${makeNames(1, 8)[0] ?? ""}`);
    const report = drift.report();
    expect(Object.keys(report.unknownTables)).toHaveLength(mostNames);
    expect(report.omittedTables).toBe(201);
    expect(report.proposals.at(-1)).toBe(
      "201 records of unknown tables are omitted: too many names, or names too long",
    );
  });

  test("omits nothing of an ordinary stream", () => {
    const drift = createDriftCollector();
    drift.addRow(table, { New: 1 }, [issueOf("New")]);
    drift.addUnknownTable("AdvancedHunting-New");
    expect(drift.report()).toMatchObject({
      tables: { DeviceInfo: { omittedColumns: 0, omittedRejections: 0 } },
      omittedTables: 0,
      proposals: ["DeviceInfo: + New long", "New: new table; export its schema"],
    });
  });
});

test("rows that are only counted appear in the report", () => {
  const drift = createDriftCollector();
  drift.addRow(table, { DeviceId: "x" }, []);
  drift.addRows(table, 41);
  drift.addRows(tables.DeviceEvents, 2);
  const report = drift.report();
  expect(report.tables["DeviceInfo"]?.rows).toBe(42);
  expect(report.tables["DeviceInfo"]?.unseenColumns).not.toContain("DeviceId");
  expect(report.tables["DeviceEvents"]?.rows).toBe(2);
  expect(report.proposals).toEqual([]);
});

test("a column counts as seen whatever the order of the keys", () => {
  const drift = createDriftCollector();
  const columns = table.columns.map(({ name }) => name);
  for (const name of columns.slice(1)) drift.addRow(table, { New: 1, [name]: null }, []);
  const { unseenColumns, unknownColumns } = drift.report().tables["DeviceInfo"] ?? {};
  expect(unseenColumns).toEqual(columns.slice(0, 1));
  expect(unknownColumns).toMatchObject({ New: { count: columns.length - 1 } });
});

describe("the memory of a drift collector", () => {
  const long = 5000;
  const many = 20_000;
  // If all were kept, 20,000 names of 5,000 characters would take 100 megabytes.
  const mostMegabytes = 20;

  test("does not grow with long column names", async () => {
    const growth = await measureGrowth(() => {
      const drift = createDriftCollector();
      for (let index = 0; index < many; index++) {
        const name = `${index}`.padStart(long, "n");
        drift.addRow(table, JSON.parse(`{"${name}":1}`), [issueOf(name)]);
      }
      return drift;
    });
    expect(growth).toBeLessThan(mostMegabytes);
  });

  test("does not grow with new orders of keys", async () => {
    const growth = await measureGrowth(() => {
      const drift = createDriftCollector();
      for (let index = 0; index < many; index++) {
        const name = `${index}`.padStart(long, "n");
        drift.addRow(table, JSON.parse(`{"DeviceId":"x","${name}":1,"OSPlatform":"y"}`), []);
        drift.addRow(table, JSON.parse(`{"OSPlatform":"x","${index}":1,"DeviceId":"y"}`), []);
      }
      return drift;
    });
    expect(growth).toBeLessThan(mostMegabytes);
  });

  test("does not grow with a few rows that have huge names", async () => {
    const growth = await measureGrowth(() => {
      const drift = createDriftCollector();
      for (let index = 0; index < 8; index++) {
        drift.addRow(table, JSON.parse(`{"${`${index}`.padStart(5_000_000, "n")}":1}`), []);
      }
      return drift;
    });
    expect(growth).toBeLessThan(mostMegabytes);
  });

  test("does not grow with unknown tables that have long names", async () => {
    const growth = await measureGrowth(() => {
      const drift = createDriftCollector();
      for (let index = 0; index < many; index++) {
        drift.addUnknownTable(`AdvancedHunting-${index}`.padEnd(long, "n"));
      }
      return drift;
    });
    expect(growth).toBeLessThan(mostMegabytes);
  });

  test("does not grow with the messages that the names were cut from", async () => {
    const growth = await measureGrowth(() => {
      const drift = createDriftCollector();
      for (let index = 0; index < 500; index++) {
        const message = `AdvancedHunting-Table${index} `.padEnd(200_000, `${index}`);
        drift.addUnknownTable(message.slice(0, message.indexOf(" ")));
      }
      return drift;
    });
    expect(growth).toBeLessThan(mostMegabytes);
  });

  test("does not grow with rows that have new keys and whose text is written", async () => {
    const growth = await measureGrowth(() => {
      let characters = 0;
      // What is kept of a row depends on the lengths of its keys.
      for (let length = 10_000; length < 12_000; length++) {
        const row: unknown = JSON.parse(`{"${"n".repeat(length)}":1}`);
        characters += canonicalText(row).length + stringify({ row, big: 1n }).length;
      }
      return characters;
    });
    expect(growth).toBeLessThan(mostMegabytes);
  });
});
