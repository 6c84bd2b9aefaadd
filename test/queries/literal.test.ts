// Checks that a value never leaves its literal. The judge is Microsoft's parser.

import { array, constantFrom, dictionary, integer, letrec, oneof, sample, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { itemsOf } from "../../generator/queries/parser/lists.ts";
import { loadParser } from "../../generator/queries/parser/load-parser.ts";
import type { SyntaxNode } from "../../generator/queries/parser/parser-api.ts";
import { childOf, findNodes, isNode, listItems } from "../../generator/queries/parser/syntax.ts";
import { type ParameterType, writeLiteral } from "../../generator/runtime/saved-queries/literal.ts";

/** Pieces of KQL that would matter outside of a literal. */
const pieces = [
  '"',
  "'",
  "\\",
  '\\"',
  "`",
  "```",
  "~~~",
  '@"',
  "h'",
  "//",
  "/*",
  "\n",
  "\r",
  "\r\n",
  "\u2028",
  "\u2029",
  "\u0085",
  "\0",
  ";",
  "|",
  ")",
  "(",
  "}",
  "]",
  ",",
  ":",
  "--",
  " ",
  "union *",
  "let x = 1;",
  "datetime(",
  "dynamic(",
  "\\u0022",
  "\\x22",
  "\\n",
  "😀",
  "\uD800",
  "\uDC00",
  "\uFEFF",
  "\u202E",
  "é",
  "{{x}}",
  "%%x%%",
  "7d",
  "null",
];
const hostile = array(constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join(""));
/** `HOSTILE_VALUES=100000` compares more values. */
const count = Number(process.env["HOSTILE_VALUES"] ?? 2000);

/** Parses literals as the columns of one `print`, and returns their nodes. */
function parseLiterals(literals: readonly string[]): SyntaxNode[] {
  const globals = loadParser();
  const { KustoCode, GlobalState } = globals.Kusto.Language;
  const columns = literals.map((literal, index) => `c${index} = ${literal}`);
  const code = KustoCode.ParseAndAnalyze(`print ${columns.join(", ")}`, GlobalState.Default);
  expect(itemsOf(globals, code.GetDiagnostics()).map(({ Message }) => Message)).toEqual([]);
  const [operator] = findNodes(code.Syntax, "PrintOperator");
  expect(listItems(childOf(code.Syntax, "Statements")).length).toBe(1);
  return listItems(operator && childOf(operator, "Expressions")).map((named) => {
    const value = childOf(named, "Expression");
    if (value === undefined) throw new Error("no value");
    return value;
  });
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

describe("a literal", () => {
  test("of hostile text is one literal with exactly this text", () => {
    const values = sample(hostile, { numRuns: count, seed: 1 });
    for (const part of chunks(values, 200)) {
      const nodes = parseLiterals(part.map((value) => writeLiteral("string", "p", value)));
      expect(nodes.every((node) => isNode(node, "LiteralExpression"))).toBe(true);
      expect(nodes.map((node) => literalValue(node))).toEqual(part);
    }
  });

  test("of hostile JSON is one literal", () => {
    const json = letrec<{ value: unknown }>((tie) => ({
      value: oneof(
        { depthSize: "small" },
        hostile,
        integer(),
        constantFrom(null, true, 1e300, -1e-300, 2n ** 62n),
        array(tie("value"), { maxLength: 3 }),
        dictionary(hostile, tie("value"), { maxKeys: 3 }),
      ),
    })).value;
    for (const part of chunks(sample(json, { numRuns: count / 4, seed: 2 }), 50)) {
      const nodes = parseLiterals(part.map((value) => writeLiteral("dynamic", "p", value)));
      expect(nodes.length).toBe(part.length);
      expect(nodes.every((node) => isNode(node, "DynamicExpression"))).toBe(true);
      // What is in the literal is JSON, too: no key or text leaves its quotes.
      const texts = nodes.map((node) => node.toString().trim().slice("dynamic(".length, -1));
      expect(texts.map((text): unknown => JSON.parse(text))).toEqual(part.map(withNumbers));
    }
  });

  test("of another type refuses hostile text, or is one literal", () => {
    const types: readonly ParameterType[] = [
      "bool",
      "datetime",
      "decimal",
      "guid",
      "int",
      "long",
      "real",
      "timespan",
    ];
    const starts = [
      "2026-01-01",
      "1",
      "7d",
      "1.02:03:04.5",
      "00000000-0000-0000-0000-000000000000",
      "true",
      "1.5",
      "",
    ];
    const value = tuple(constantFrom(...starts), hostile).map(([start, rest]) => start + rest);
    const written = sample(value, { numRuns: count, seed: 3 }).flatMap((text) =>
      types.flatMap((type) => literalOrRefusal(type, text)),
    );
    expect(written.length).toBeGreaterThan(0);
    for (const part of chunks(written, 200)) {
      expect(parseLiterals(part).every((node) => isNode(node, "LiteralExpression"))).toBe(true);
    }
  });

  test.each<[ParameterType, unknown, string]>([
    ["bool", true, "true"],
    ["datetime", "2026-03-01", "datetime(2026-03-01)"],
    ["datetime", new Date(0), "datetime(1970-01-01T00:00:00.000Z)"],
    ["decimal", "12.50", "decimal(12.50)"],
    ["dynamic", ["a'b", { k: 1n }], 'dynamic(["a\'b", {"k": 1}])'],
    ["guid", "74be27de-1e4e-49d9-b579-fe0b331d3642", "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)"],
    ["int", -(2 ** 31), "int(-2147483648)"],
    ["long", 2n ** 63n - 1n, "long(9223372036854775807)"],
    ["real", Number.NaN, "real(nan)"],
    ["real", Number.NEGATIVE_INFINITY, "real(-inf)"],
    ["real", 1e21, "real(1e+21)"],
    ["string", 'a"\\\n', String.raw`"a\u0022\u005c\u000a"`],
    ["timespan", "7d", "timespan(7.00:00:00.0000000)"],
    ["timespan", "-1.5h", "timespan(-0.01:30:00.0000000)"],
    ["timespan", "90s", "timespan(0.00:01:30.0000000)"],
    ["timespan", "1.02:03:04.5", "timespan(1.02:03:04.5)"],
  ])("of the type %s writes %s as %s, and parses", (type, value, expected) => {
    const literal = writeLiteral(type, "p", value);
    expect(literal).toBe(expected);
    const [node] = parseLiterals([literal]);
    expect(node?.ResultType?.Name).toBe(type);
  });

  test.each<[ParameterType, unknown]>([
    ["bool", "true"],
    ["datetime", "2026-02-30"],
    ["datetime", "2026-13-01"],
    ["datetime", new Date(Number.NaN)],
    ["decimal", "1e5"],
    ["dynamic", undefined],
    ["dynamic", () => 1],
    ["dynamic", [Number.NaN]],
    ["guid", "74be27de"],
    ["int", 2 ** 31],
    ["int", 1.5],
    ["long", 2 ** 53],
    ["long", 2n ** 63n],
    ["long", "5"],
    ["real", "1"],
    ["string", 5],
    ["timespan", "7 days"],
    ["timespan", "24:00:00"],
    ["timespan", "99999999.00:00:00"],
    ["timespan", 7],
    ["timespan", "7d; x"],
    ["timespan", null],
  ])("of the type %s refuses %s", (type, value) => {
    expect(() => writeLiteral(type, "since", value)).toThrow(/^parameter "since" must be /);
  });

  test("of JSON that contains itself is refused", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => writeLiteral("dynamic", "p", cycle)).toThrow(TypeError);
  });
});

/** Replaces integers that JSON.parse reads as numbers. */
function withNumbers(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(withNumbers);
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withNumbers(item)]));
}

function literalValue(node: SyntaxNode): unknown {
  return "LiteralValue" in node ? node.LiteralValue : undefined;
}

/** Any error but a `TypeError` fails the test. */
function literalOrRefusal(type: ParameterType, value: unknown): string[] {
  try {
    return [writeLiteral(type, "p", value)];
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}
