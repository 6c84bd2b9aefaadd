// Checks the workflows and the action of this repository with GitHub's own schemas.

import { readdirSync, readFileSync } from "node:fs";
import { validateAction, validateWorkflow } from "@action-validator/core";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";

/** What GitHub requires of an issue form. */
const issueForm = new Ajv({ allowUnionTypes: true }).compile({
  type: "object",
  additionalProperties: false,
  required: ["name", "description", "body"],
  properties: {
    name: { type: "string", minLength: 1 },
    description: { type: "string", minLength: 1, maxLength: 200 },
    labels: { type: "array", items: { type: "string" } },
    body: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["type", "attributes"],
        properties: {
          type: { enum: ["markdown", "textarea", "input", "dropdown", "checkboxes"] },
          id: { type: "string", pattern: "^[A-Za-z0-9_-]+$" },
          attributes: {
            type: "object",
            additionalProperties: false,
            properties: {
              value: { type: "string" },
              label: { type: "string", minLength: 1 },
              description: { type: "string", minLength: 1 },
              render: { type: "string" },
              options: { type: "array", minItems: 1, items: { type: ["string", "object"] } },
            },
            anyOf: [{ required: ["label"] }, { required: ["value"] }],
          },
          validations: {
            type: "object",
            additionalProperties: false,
            properties: { required: { type: "boolean" } },
          },
        },
      },
    },
  },
});

const read = (file: string): string =>
  readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

const workflows = readdirSync(new URL("../../.github/workflows", import.meta.url));

test("there are workflows for CI, the night, releases and schemas", () => {
  expect(workflows).toEqual(["ci.yml", "nightly.yml", "release.yml", "schema-refresh.yml"]);
});

test.each(workflows)("%s is a valid workflow", (file) => {
  expect(validateWorkflow(read(`.github/workflows/${file}`)).errors).toEqual([]);
});

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
  const scripts = ["action.yml", ...workflows.map((file) => `.github/workflows/${file}`)].flatMap(
    (file) =>
      [...read(file).matchAll(/^ *(?:- )?run: (?:\|\n(?:(?: {8,}.*)?\n)+|.*)/gm)].map(
        ([script]) => script,
      ),
  );
  expect(scripts.length).toBeGreaterThan(20);
  expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
});

test("every action of another repository has a version", () => {
  const used = workflows.flatMap((file) =>
    [...read(`.github/workflows/${file}`).matchAll(/uses: (\S+)/g)].map(([, action]) => action),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(
    used.filter((action) => action !== "./" && !/^[\w-]+\/[\w-]+@v\d+$/.test(`${action}`)),
  ).toEqual([]);
});

test("the steps of the schema refresh that run huntgen do not have GitHub's token", () => {
  const { jobs } = parse(read(".github/workflows/schema-refresh.yml"));
  const steps: { run?: string; env?: Record<string, string> }[] = jobs.refresh.steps;
  const withToken = steps.filter((step) => JSON.stringify(step).includes("github.token"));
  expect(withToken).toHaveLength(1);
  expect(withToken[0]?.run).not.toMatch(/\b(?:node|npm|npx)\b/);
});

test.each(["bug.yml", "unreadable-export.yml"])(
  "the issue form %s asks for no data and is complete",
  (file) => {
    const form = parse(read(`.github/ISSUE_TEMPLATE/${file}`));
    expect([issueForm(form), issueForm.errors]).toEqual([true, null]);
    expect(form.body[0].attributes.value).toMatch(/^\*\*Do not (?:paste|attach)/);
    const ids: string[] = form.body.flatMap(({ id }: { id?: string }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

test("dependabot updates the packages and the actions every week", () => {
  const { version, updates } = parse(read(".github/dependabot.yml"));
  expect(version).toBe(2);
  expect(updates).toMatchObject([
    { "package-ecosystem": "npm", directory: "/", schedule: { interval: "weekly" } },
    { "package-ecosystem": "github-actions", directory: "/", schedule: { interval: "weekly" } },
  ]);
});
