// Checks the workflows and the action of this repository with GitHub's own schemas.

import { readdirSync, readFileSync } from "node:fs";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { expect, test } from "vitest";

const read = (file: string): string =>
  readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test.each(readdirSync(new URL("../../.github/workflows", import.meta.url)))(
  "%s is a valid workflow",
  (file) => {
    expect(validateWorkflow(read(`.github/workflows/${file}`)).errors).toEqual([]);
  },
);

test("action.yml is a valid action", () => {
  expect(validateAction(read("action.yml")).errors).toEqual([]);
});

test("mistakes in a workflow or an action would be found", () => {
  const workflow = read(".github/workflows/ci.yml").replace("runs-on", "run-on");
  expect(validateWorkflow(workflow).errors).not.toEqual([]);
  expect(validateAction(read("action.yml").replace("composite", "composit")).errors).not.toEqual(
    [],
  );
});

test("no script contains an expression, since untrusted text could end up in it", () => {
  const scripts = [
    "action.yml",
    ".github/workflows/ci.yml",
    ".github/workflows/nightly.yml",
  ].flatMap((file) =>
    [...read(file).matchAll(/^ *(?:- )?run: (?:\|\n(?:(?: {8,}.*)?\n)+|.*)/gm)].map(
      ([script]) => script,
    ),
  );
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});
