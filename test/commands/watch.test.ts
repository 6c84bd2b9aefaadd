// Checks when watching ends.

import { expect, test } from "vitest";
import { watchInputs } from "../../generator/watch.ts";
import { createProject } from "../support/scratch-project.ts";

test("watching ends if it is aborted while its watchers start", { timeout: 10_000 }, async () => {
  const { dir } = createProject({ "input/T.csv": "" });
  const inputs = { exports: `${dir}/input`, files: [], queries: [], out: `${dir}/generated` };
  const controller = new AbortController();
  let runs = 0;
  const run = async (): Promise<typeof inputs> => {
    runs += 1;
    return inputs;
  };
  const watching = watchInputs(inputs, run, controller.signal);
  controller.abort();
  await watching;
  expect(runs).toBe(1);
});
