// Compares the TypeScript type of each scalar with the one that json-schema-to-typescript derives from its
// JSON Schema.

import { compile } from "json-schema-to-typescript";
import { expect, test } from "vitest";
import { scalarMappings } from "../../generator/mapping/kusto-types.ts";

/** Their types have what JSON Schema does not know: bigints, and the exact type of any JSON value. */
const inexpressible = new Set(["dynamic", "long", "longBigint"]);

const members = (type: string): string[] =>
  type
    .replace(/[()\s;]/g, "")
    .split("|")
    .toSorted();

test.each(scalarMappings.filter(({ constant }) => !inexpressible.has(constant)))(
  "the type of $constant is the type of its JSON Schema",
  async ({ schema, typescript }) => {
    const source = await compile({ type: "object", properties: { column: schema } }, "Row", {
      bannerComment: "",
      format: false,
    });
    const [, derived = ""] = /^column\?: (.*)$/m.exec(source) ?? [];
    expect(members(typescript)).toEqual(members(derived));
  },
);

test("only bigints and JSON values are missing in JSON Schema", () => {
  const others = scalarMappings.filter(({ constant }) => inexpressible.has(constant));
  expect(others.map(({ typescript }) => typescript)).toEqual([
    "JsonValue",
    "number | bigint | null",
    "bigint | null",
  ]);
});
