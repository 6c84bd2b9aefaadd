// Writes values of columns: ordinary values, and those at the edge of what a column accepts.

import type { SchemaColumn } from "../../../generator/model/schema.ts";
import { scalarMappingOf } from "../../../generator/mapping/kusto-types.ts";
import type { Random } from "../../support/random-rows.ts";
import { scalarValues } from "../../support/scalar-values.ts";
import { changeCharacter, edgeDatetime, plainDatetime } from "./datetime-texts.ts";
import type { JsonTree } from "./json-tree.ts";
import { oddNumber } from "./number-texts.ts";
import { quote } from "./string-texts.ts";

const words = ["", "Windows11", "contoso.com", "\u00e9t\u00e9", "a \\ b", '{"a":1}', "S-1-5-21"];

/** Draws a value that the column accepts, as Defender writes it. */
export function plainValue(random: Random, column: SchemaColumn): JsonTree {
  const { below, chance, pick } = random;
  if (chance(0.1)) return "null";
  switch (column.type) {
    case "bool":
      return pick(["true", "false"]);
    case "datetime":
      return quote(plainDatetime(random));
    case "decimal":
      return pick(["0", "12.5", '"12.50"', "-1", `${below(1e6)}`]);
    case "dynamic":
      return plainDynamic(random);
    case "guid":
      return quote(`682b96ab-25e6-58dd-72a4-a92066e8${hex(random)}`);
    case "int":
      return `${below(100_000) - 10}`;
    case "long":
      return plainLong(random);
    case "real":
      return pick(["0.5", "12", "-1.25", "1e3", '"NaN"', '"Infinity"']);
    case "string":
      return quote(chance(0.3) ? "v".repeat(below(40)) : pick(words));
    case "timespan":
      return pick(['"00:00:01"', '"1.02:03:04.5678901"']);
  }
}

function plainLong({ below, chance }: Random): string {
  if (chance(0.25)) return `${630 + below(20)}199803770463${100 + below(900)}`;
  return `${below(2 ** 31)}`;
}

function hex({ below }: Random): string {
  return below(0xffff).toString(16).padStart(4, "0");
}

function plainDynamic(random: Random): JsonTree {
  const { chance, pick } = random;
  const scalar = (): JsonTree => pick(["1", '"x"', "true", "null", "[]", "{}", '"a,b"']);
  if (chance(0.3)) return scalar();
  if (chance(0.5)) return { items: [scalar(), scalar()] };
  return {
    members: [
      { key: '"UserId"', value: scalar() },
      { key: '"Items"', value: { items: [{ members: [{ key: '"Name"', value: scalar() }] }] } },
    ],
  };
}

/** Accepted and rejected values for each type and mode of long, only short ones, as JSON text. */
const edgeTexts: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(scalarValues).map(([form, { accepted, refused, undecided }]) => [
    form,
    [...accepted, ...refused, ...undecided]
      .filter((value) => typeof value !== "string" || value.length < 200)
      .map((value) => jsonText(value)),
  ]),
);

function jsonText(value: unknown): string {
  if (typeof value === "bigint") return value.toString();
  return typeof value === "string" ? quote(value) : (JSON.stringify(value) ?? "null");
}

/** Draws a value of the column's type, or nearly so. */
export function edgeValue(random: Random, column: SchemaColumn): string {
  const { chance, pick } = random;
  if (column.type === "datetime" && chance(0.6)) return quote(edgeDatetime(random));
  const isNumber = ["int", "long", "real", "decimal"].includes(column.type);
  if (isNumber && chance(0.5)) return oddNumber(random);
  const texts = edgeTexts.get(scalarMappingOf(column).constant) ?? [];
  const text = texts.length === 0 ? "null" : pick(texts);
  const isText = text.startsWith('"') && column.type !== "string";
  return isText && chance(0.5) ? changeCharacter(random, text) : text;
}

const allEdgeTexts = [...edgeTexts.values()];

/** Draws a value of any type that has nothing to do with the column. */
export function anyValue(random: Random): string {
  const texts = random.pick(allEdgeTexts);
  return random.chance(0.3) ? oddNumber(random) : random.pick(texts);
}
