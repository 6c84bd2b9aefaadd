// Passes tables and messages to libraries that accept Standard Schema: tRPC, Hono, react-hook-form
// and TanStack Form, and checks every table by the specification itself. Each program runs its own
// server and sends requests to it.

import { beforeAll, describe, expect, it } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

let consumer: Project;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/standard-schema");
});

const issues = [
  expect.objectContaining({ path: ["Timestamp"], message: expect.stringContaining("datetime") }),
  expect.objectContaining({ path: ["ProcessId"], message: expect.stringContaining("long") }),
];
/** What is read of the message: all digits, the wrong record and the new table. */
const read = {
  rows: ['{"DeviceName":"ws-1","ReportId":639199803770463703}'],
  rejected: [[1, [["ProcessId"]]]],
  unknown: 1,
};

const programs: readonly [name: string, answer: unknown][] = [
  [
    "specification",
    {
      schemas: 68,
      found: [],
      paths: [null, [["Timestamp"], ["ProcessId"]]],
      rows: read.rows,
    },
  ],
  [
    "trpc",
    {
      device: "ws-1",
      refused: [
        { httpStatus: 400, issues },
        { httpStatus: 400, issues: [{ path: [], message: expect.stringContaining('"records"') }] },
      ],
      message: { categories: ["AdvancedHunting-DeviceEvents"], ...read },
    },
  ],
  [
    "hono",
    [
      [200, { device: "ws-1" }],
      [422, { issues }],
      [200, read],
      [
        400,
        { issues: [{ path: [], message: expect.stringContaining("unexpected end of input") }] },
      ],
    ],
  ],
  [
    "forms",
    [
      [{ device: "ws-1" }, ["Timestamp", "ProcessId"]],
      [{ device: "ws-1" }, ["Timestamp", "ProcessId"]],
    ],
  ],
];

describe("programs that pass tables and messages to libraries", () => {
  it("compile, and have every expected type error", async () => {
    const outcome = await start(consumer.dir, "node", "node_modules/typescript/bin/tsc");
    expect(outcome).toEqual({ status: 0, stdout: "", output: "" });
    const directives = consumer
      .list("src")
      .flatMap((file) => consumer.read(`src/${file}`).match(/@ts-expect-error/g) ?? []);
    expect(directives).toHaveLength(7);
  });

  it.each(programs)(
    "accept rows and messages, and report wrong ones with a path: %s",
    async (name, answer) => {
      const { status, stdout, output } = await start(consumer.dir, "node", `dist/${name}.js`);
      expect({ status, output }).toEqual({ status: 0, output: stdout });
      expect(JSON.parse(stdout)).toEqual(answer);
      expect(stdout).not.toContain("s3cret");
    },
  );
});
