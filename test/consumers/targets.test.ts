// Checks the emitter of docs/targets.md in a project with the packed package, against the Python program of the
// same page, and compiles the types of "huntgen/emit".

import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

const page = readFileSync(new URL("../../docs/targets.md", import.meta.url), "utf8");

/** The only block of a language on the page. */
function blockOf(language: string): string {
  const [block, ...others] = [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(
    ([, name]) => name === language,
  );
  expect(others).toEqual([]);
  return block?.[2] ?? "";
}

let consumer: Project;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/targets");
});

async function run(command: string, ...args: string[]): Promise<void> {
  const { status, output } = await start(consumer.dir, command, ...args);
  expect([status, output]).toEqual([0, output]);
}

test("the emitter and the Python program of the page have ten lines, and write the same files", async () => {
  for (const language of ["js", "python"])
    expect(blockOf(language).trim().split("\n").length).toBeLessThanOrEqual(10);
  consumer.write("my-emitter.js", blockOf("js"));
  consumer.write("program.py", blockOf("python"));
  await run("npx", "huntgen", "init");
  consumer.write("huntgen.config.json", '{ "emitters": ["./my-emitter.js"] }');
  await run("npx", "huntgen", "generate");
  await run("npx", "huntgen", "generate", "--check");
  await run("python3", "program.py");
  const emitted = consumer.contents("generated/my-emitter");
  expect(Object.keys(emitted)).toHaveLength(66);
  expect(emitted["DeviceInfo.md"]).toMatch(/^# DeviceInfo\n\n- Timestamp: datetime\n/);
  expect(consumer.contents("my-emitter")).toEqual(emitted);
});

test("the types of huntgen/emit describe the model and the files", async () => {
  await expect(run("npx", "tsc")).resolves.toBeUndefined();
});
