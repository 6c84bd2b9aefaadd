// Checks the faults that `npm run mutate` plants.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { equivalentMutants, isSame } from "./equivalent-mutants.ts";
import { findMutants, plant } from "./find-mutants.ts";

const shown = (text: string): string[] =>
  findMutants("x.ts", text).map(({ line, from, to }) => `${line}: ${from} -> ${to}`);

test.each<[string, readonly string[]]>([
  ["const x = a < b;", ["1: < -> <=", "1: < -> >="]],
  ["const x = !a;", ["1: !a -> a"]],
  ["const x = true;\n\nconst y = 0;", ["1: true -> false", "3: 0 -> (0 + 1)"]],
  ["if (a) b();", ["1: a -> true", "1: a -> false", "1: b(); -> ;"]],
  ["const x = a ? b : c;", ["1: a -> true", "1: a -> false"]],
  ["const x = `${a}b`;", ['1: `${a}b` -> ""']],
  ['const x = ["a"];', ['1: ["a"] -> []', '1: "a" -> ""']],
  ['const x = "";', ['1: "" -> "mutant"']],
  ["const x = a.some(b);", ["1: some -> every"]],
  ["const x = a.hasOwnProperty(b);", []],
  ['import { a } from "b";\nexport * from "c";\ntype T = "d" | 1;', []],
  ['const x = { "a-b": 1 };', ["1: 1 -> (1 + 1)"]],
])("mutants are found in %j", (text, mutants) => {
  expect(shown(text)).toEqual(mutants);
});

test("mutants change nothing else", () => {
  const text = "const x = a === b && !c;\n";
  expect(findMutants("x.ts", text).map((mutant) => plant(text, mutant))).toEqual([
    "const x = a === b || !c;\n",
    "const x = a !== b && !c;\n",
    "const x = a === b && c;\n",
  ]);
});

test.each(equivalentMutants)("$file: $code has the equivalent mutant that is listed", (listed) => {
  const text = readFileSync(new URL(`../../${listed.file}`, import.meta.url), "utf8");
  expect(findMutants(listed.file, text).filter((mutant) => isSame(listed, mutant))).toHaveLength(1);
  expect(listed.why.length).toBeGreaterThan(20);
});
