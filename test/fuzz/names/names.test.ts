// Checks random names up to the compiled code. `npm run fuzz -- names` checks more of them.

import ts from "typescript-5.5";
import { expect, test } from "vitest";
import { identifierOf } from "../../../generator/model/identifier.ts";
import { judgeRandomNames } from "./fuzz-names.ts";
import { judgeNames } from "./judge-names.ts";

test("code of 10,000 random names compiles, or the name is refused with a code and a line", async () => {
  const { accepted, refused, finding } = await judgeRandomNames({
    seed: 1,
    first: 0,
    count: 10_000,
  });
  expect(finding).toBeUndefined();
  expect(accepted).toBeGreaterThan(4 * refused);
});

test.each(["infer", "keyof", "unique", "readonly"])("a table named %s compiles", async (table) => {
  const verdict = await judgeNames([{ table, column: "Id", type: "long" }]);
  expect(verdict).toEqual({ accepted: 2, refused: 0 });
});

test.each([
  ["a backslash and the start of a comment", ["\\", "/*"]],
  ["a comment that is opened and closed by different columns", ["/*", "x", "*/"]],
  ["backslashes before quotes", ["\\", '"', '\\"', "\\\\", '\\\\"', "`", "${"]],
  ["right-to-left marks and hidden letters", ["a\u202eb", "\u2066", "\u3164", "\ufe0f", "\u2028"]],
  ["digits of the schemas' bounds", [":9223372036854776000", '{"minimum":-9223372036854776000']],
  ["two spellings of one letter", ["\u00e9", "e\u0301", "\u0130", "\u0131", "\u212a", "K"]],
  ["10,000 characters", ["x".repeat(10_000)]],
])("columns with %s compile", async (_what, columns) => {
  const rows = columns.map((column) => ({ table: "T", column, type: "long" }));
  expect(await judgeNames(rows)).toEqual({ accepted: columns.length + 1, refused: 0 });
});

test("names with half of a surrogate pair are refused", async () => {
  const rows = [
    { table: "T", column: "a\ud800", type: "long" },
    { table: "U\udc00", column: "a", type: "long" },
  ];
  expect(await judgeNames(rows)).toEqual({ accepted: 0, refused: 2 });
});

test("every keyword of TypeScript is reserved", () => {
  const { FirstKeyword, LastKeyword } = ts.SyntaxKind;
  const keywords = Array.from({ length: LastKeyword - FirstKeyword + 1 }, (_, at) =>
    ts.tokenToString(FirstKeyword + at),
  );
  expect(keywords).toContain("satisfies");
  const free = keywords.filter((word) => word !== undefined && identifierOf(word) === word);
  expect(free).toEqual([]);
});
