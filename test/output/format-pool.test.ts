// Checks that the threads of a large run format as the running thread does. The pool is the built one,
// since a thread cannot load the sources on Node 20.

import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { PlannedFile } from "../../generator/emit/emitter.ts";
import { format } from "../../generator/output/format.ts";
import { built } from "../support/built-files.ts";
import type { FormatPool } from "../../generator/output/format-pool.ts";

type PoolModule = typeof import("../../generator/output/format-pool.ts");

let createFormatPool: PoolModule["createFormatPool"];
beforeAll(async () => {
  const pool = pathToFileURL(path.join(built, "output/format-pool.js")).href;
  ({ createFormatPool } = (await import(pool)) as PoolModule);
});

const planned = (count: number): PlannedFile[] =>
  Array.from({ length: count }, (_, index) => ({
    path: `${index}.ts`,
    language: "typescript",
    table: undefined,
    render: () => "",
  }));

async function withPool(modules: number, use: (pool: FormatPool) => Promise<void>): Promise<void> {
  const pool = await createFormatPool(planned(modules));
  try {
    await use(pool);
  } finally {
    await pool.close();
  }
}

test("formats on threads only if there are at least 300 modules", async () => {
  await withPool(299, async ({ inFlight }) => expect(inFlight).toBe(1));
  await withPool(300, async ({ inFlight }) => expect(inFlight).toBeGreaterThan(1));
});

test("returns the same texts as one thread, in the order of the requests", async () => {
  const modules = Array.from(
    { length: 40 },
    (_, index) => `export  const a${index} = {b:'${index}'}`,
  );
  // Too long for a thread.
  modules.push(`export const text = "${"x".repeat(160_000)}"`);
  await withPool(300, async (pool) => {
    const formatted = await Promise.all(modules.map((text) => pool.format("typescript", text)));
    expect(formatted).toEqual(await Promise.all(modules.map((text) => format("typescript", text))));
    expect(await pool.format("json", "{ }")).toBe("{ }");
  });
});

test("reports the syntax error of a module, and formats the others", async () => {
  await withPool(300, async (pool) => {
    const [good, bad] = await Promise.allSettled([
      pool.format("typescript", "let a"),
      pool.format("typescript", "let let"),
    ]);
    expect(good).toMatchObject({ status: "fulfilled", value: expect.stringContaining("let a;") });
    expect(bad).toMatchObject({ status: "rejected", reason: { name: "SyntaxError" } });
  });
});
