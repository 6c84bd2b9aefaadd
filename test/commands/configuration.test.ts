// Checks that the schema of huntgen.config.json that editors read agrees with what the program
// accepts.

import { Ajv } from "ajv";
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Config, loadConfig } from "../../generator/config.ts";
import { HuntgenError } from "../../generator/problems.ts";
import { createProject, type Project } from "../support/scratch-project.ts";

const schema: object = JSON.parse(
  readFileSync(new URL("../../huntgen.config.schema.json", import.meta.url), "utf8"),
);
const seed = 20260917;

/** Returns the configuration, or the codes of its problems. Any other error is a bug. */
function load(project: Project, text: string): Config | string[] {
  project.write("huntgen.config.json", text);
  try {
    return loadConfig(project.dir);
  } catch (error) {
    if (error instanceof HuntgenError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

test("the shipped schema is a strict draft-07 schema", () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  expect([ajv.validateSchema(schema), ajv.errors]).toEqual([true, null]);
  expect(schema).toMatchObject({ $schema: "http://json-schema.org/draft-07/schema#" });
  expect(() => ajv.compile(schema)).not.toThrow();
});

test("the defaults in the schema are the ones in use", () => {
  const project = createProject();
  const { configFile, ...defaults } = loadConfig(project.dir);
  expect(configFile).toBe(`${project.dir}/huntgen.config.json`);
  const filled: Record<string, unknown> = {};
  new Ajv({ useDefaults: true, strictSchema: false }).validate(schema, filled);
  expect(defaults).toEqual({
    ...filled,
    input: `${project.dir}/${String(filled["input"])}`,
    out: `${project.dir}/${String(filled["out"])}`,
    functions: `${project.dir}/${String(filled["functions"])}`,
    queries: [],
    long: { default: filled["long"], columns: {} },
    package: undefined,
  });
  expect(load(project, "{}")).toEqual(loadConfig(project.dir));
});

const everyPackageKey = {
  name: "@a/b",
  version: "1.0.0",
  license: "MIT",
  repository: { url: "git+https://a.example/b.git", directory: "packages/b" },
  homepage: "https://a.example/b",
  bugs: "https://a.example/b/issues",
  keywords: ["hunting"],
  readme: false,
};

test.each([
  ["a string for long", { long: "bigint" }, { long: { default: "bigint", columns: {} } }],
  [
    "only patterns",
    { long: { columns: { "*.A": "string" } } },
    { long: { default: "exact", columns: { "*.A": "string" } } },
  ],
  ["a key for editors", { $schema: "./x.json" }, { importExtension: ".js" }],
  ["the extension", { importExtension: ".ts" }, { importExtension: ".ts" }],
  ["no extension", { importExtension: "none" }, { importExtension: "none" }],
  ["schemas in draft-07", { jsonSchema: { draft07: true } }, { jsonSchema: { draft07: true } }],
  ["schemas with the default", { jsonSchema: {} }, { jsonSchema: { draft07: false } }],
  ["tables to exclude", { exclude: ["A*", "B"] }, { exclude: ["A*", "B"] }],
  [
    "a package",
    { package: { name: "@a/b", version: "1.0.0" } },
    { package: { name: "@a/b", version: "1.0.0" } },
  ],
  [
    "a package with everything that a registry shows",
    { package: { ...everyPackageKey } },
    { package: { ...everyPackageKey } },
  ],
])("loads a configuration with %s", (_, written, expected) => {
  expect(load(createProject(), `\uFEFF${JSON.stringify(written)}`)).toMatchObject(expected);
});

/** Draws mostly valid values, so that a configuration of many keys is valid at times. */
function mostly<T>(good: fc.Arbitrary<T>, ...bad: unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: good, weight: 20 },
    { arbitrary: fc.constantFrom(...bad), weight: 1 },
  );
}

const mode = mostly(fc.constantFrom("exact", "number", "bigint", "string"), "text", 1, null);
const pattern = mostly(fc.constantFrom("A", "*", "*.A", "__proto__"), "", 1);
const webAddress = mostly(fc.constantFrom("https://a.example", "http://b"), "a.example", "", 1);
/** What a package may have; an absent one is `undefined`, which JSON leaves out. */
const packageDetails = {
  repository: fc.option(
    fc.oneof(
      mostly(fc.constant("github:a/b"), "", 1),
      mostly(
        fc.record(
          { url: fc.constant("https://a.example"), directory: mostly(fc.constant("b"), "", 1) },
          { requiredKeys: ["url"] },
        ),
        {},
        { url: "https://a.example", type: "git" },
      ),
    ),
    { nil: undefined },
  ),
  homepage: fc.option(webAddress, { nil: undefined }),
  bugs: fc.option(webAddress, { nil: undefined }),
  keywords: fc.option(mostly(fc.constantFrom([], ["a", "b"]), "a", [""], [1]), { nil: undefined }),
  readme: fc.option(mostly(fc.boolean(), "no", null), { nil: undefined }),
};
const configuration = fc.record(
  {
    $schema: mostly(fc.constant("x"), 1),
    input: mostly(fc.constantFrom("a", "a/b/"), "", 1, null),
    out: mostly(fc.constantFrom("b", "."), "", [], false),
    exclude: mostly(fc.array(pattern, { maxLength: 2 }), "A"),
    long: fc.oneof(
      mode,
      fc.record(
        {
          default: mode,
          columns: mostly(fc.dictionary(fc.constantFrom("*.A", "__proto__", ""), mode), []),
        },
        { requiredKeys: [] },
      ),
      mostly(fc.constant({}), { more: 1 }),
    ),
    importExtension: mostly(fc.constantFrom(".js", ".ts", "none"), "js", 1),
    package: mostly(
      fc.record({
        name: mostly(fc.constantFrom("a", "@a/b"), "A", "", "a b"),
        version: mostly(fc.constantFrom("1.0.0", "1.0.0-rc.1+5"), "1.0", "v1.0.0"),
        ...packageDetails,
      }),
      null,
      "a",
      {},
      { name: "a", version: "1.0.0", more: 1 },
    ),
    jsonSchema: mostly(
      fc.record({ draft07: mostly(fc.boolean(), "true", 7, null) }, { requiredKeys: [] }),
      true,
      "draft-07",
      { draft7: true },
    ),
    outt: mostly(fc.constant(undefined), 1),
  },
  { requiredKeys: [] },
);

test("the program accepts what the schema accepts, except a package without import extensions", () => {
  const project = createProject();
  const accepts = new Ajv().compile(schema);
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(configuration, (written) => {
      const value: unknown = JSON.parse(JSON.stringify(written));
      const result = load(project, JSON.stringify(value, null, 2));
      const isAccepted = !Array.isArray(result);
      // The only rule that connects two keys. The schema states it in its description.
      const isBundled = written.importExtension === "none" && written.package !== undefined;
      expect(isAccepted).toBe(accepts(value) && !isBundled);
      seen[isAccepted ? "accepted" : "refused"] += 1;
    }),
    { seed, numRuns: 300 },
  );
  expect(seen.accepted).toBeGreaterThan(30);
  expect(seen.refused).toBeGreaterThan(30);
});

test("text of any kind results in a configuration or in problems", () => {
  const project = createProject();
  const whole = '{ "long": { "columns": { "*.A": "bigint" } }, "exclude": ["A"], "out": "x" }';
  const piece = fc.constantFrom(
    '"',
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "1e999",
    "null",
    "\\u",
    "\\",
    "//",
    "\u2028",
    "-",
    "01",
    "\t",
    "\n",
  );
  const text = fc
    .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.array(piece, { maxLength: 3 }))
    .map(([from, to, pieces]) => whole.slice(0, from) + pieces.join("") + whole.slice(to));
  fc.assert(
    fc.property(fc.oneof(text, fc.string()), (written) => {
      expect(load(project, written)).not.toEqual([]);
    }),
    { seed, numRuns: 1000 },
  );
});
