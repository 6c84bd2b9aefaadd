// The rules that docs/review.md prints are those of the code.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { typeRules, kindRules } from "../../generator/diff/grade-changes.ts";

test("docs/review.md prints the rules of huntgen diff", () => {
  const page = readFileSync(new URL("../../docs/review.md", import.meta.url), "utf8");
  const printed = [...page.matchAll(/^\| ([a-z][^|]*?) *\| (\w+) *\| (\w+) *\|$/gm)]
    .map(([, change, types, stream]) => [change, types, stream])
    .filter(([, types]) => ["breaking", "additive", "neutral"].includes(types ?? ""));
  const words = { same: "same", narrower: "fewer", wider: "more", other: "other" } as const;
  const relations = ["same", "narrower", "wider", "other"] as const;
  expect(printed).toEqual([
    ...Object.entries(kindRules).map(([kind, { types, stream }]) => [
      kind,
      types.grade,
      stream.grade,
    ]),
    ...relations.map((relation) => [
      `type or long mode: ${words[relation]} values`,
      typeRules.types[relation].grade,
      typeRules.stream[relation].grade,
    ]),
  ]);
});
