// Applies oddities of values: one value of one row is not what Defender writes there. The text
// stays JSON.

import type { SchemaColumn, SchemaTable } from "../../../generator/model/schema.ts";
import type { Random } from "../../support/random-rows.ts";
import { edgeDatetime } from "./datetime-texts.ts";
import { type Draft, draftMessage, draftRecord } from "./draft.ts";
import { copyTree, insertMember, type JsonTree, objectsOf, print, setMember } from "./json-tree.ts";
import { oddNumber } from "./number-texts.ts";
import {
  backslashText,
  brackets,
  fragmentText,
  laneText,
  loneSurrogates,
  pairs,
  quote,
  quoteWithEscapes,
  surrogateEscapes,
} from "./string-texts.ts";
import { anyValue, edgeValue, plainValue } from "./value-texts.ts";

/** Changes a draft in one respect. */
export type Oddity = (random: Random, draft: Draft) => void;

/** Picks a column of one of these types, or any column of a table without such a column. */
function pickColumn(
  random: Random,
  { columns }: SchemaTable,
  types: readonly SchemaColumn["type"][],
): SchemaColumn {
  const fitting = columns.filter(({ type }) => types.includes(type));
  return random.pick(fitting.length > 0 ? fitting : columns);
}

type ValueWriter = (random: Random, column: SchemaColumn, draft: Draft) => JsonTree;

/** Replaces the value of a column of the wanted type, if a table has one. */
function inColumn(types: readonly SchemaColumn["type"][], write: ValueWriter): Oddity {
  return (random, draft) => {
    const { table, row } = random.pick(draft.records);
    const here = table.columns.filter(
      ({ name, type }) =>
        types.includes(type) && row.members.some(({ key }) => key === quote(name)),
    );
    const column = here.length > 0 ? random.pick(here) : pickColumn(random, table, types);
    const value = write(random, column, draft);
    setMember(random, row, quote(column.name), value);
  };
}

const texts: readonly SchemaColumn["type"][] = ["string", "dynamic"];

/** Wraps a value in this many arrays and objects. */
export function nest({ chance, pick }: Random, depth: number, core: string): string {
  const kind = pick(["lists", "objects", "both"]);
  let [open, close] = ["", ""];
  for (let level = 0; level < depth; level++) {
    if (kind === "lists" || (kind === "both" && chance(0.5))) {
      open += "[";
      close = `]${close}`;
    } else {
      open += '{"a":';
      close = `}${close}`;
    }
  }
  return open + core + close;
}

function deepNest({ pick }: Random): string {
  const depth = pick([3000, 5000, 10_000, 30_000]);
  return pick([
    "[".repeat(depth) + "639199803770463703" + "]".repeat(depth),
    '{"a":'.repeat(depth) + "1" + "}".repeat(depth),
  ]);
}

function nestedMessage(random: Random, draft: Draft): JsonTree {
  if (random.chance(0.5)) return draftRecord(random, random.pick(draft.set.schema)).record;
  return draftMessage(random, draft.set).message;
}

/** Adds a key that is not a column of the table. */
const unknownColumn: Oddity = (random, draft) => {
  const { below, chance, pick } = random;
  const { table, row } = pick(draft.records);
  const name = pick(table.columns).name;
  const near = [
    `${name}x`,
    name.slice(0, -1),
    name.slice(1),
    name.toLowerCase(),
    `${name} `,
    `${name}\u0000`,
    "MachineGroup",
    "category",
    "properties",
    "__proto__",
    "constructor",
    "",
    "0",
    "\u00e9",
    "x".repeat(below(70)),
    fragmentText(random),
  ];
  const value = chance(0.5) ? plainValue(random, pick(table.columns)) : anyValue(random);
  insertMember(random, row, { key: quote(pick(near)), value });
};

/** Puts fragments into many strings, so that one seems to open what another seems to close. */
const manyFragments: Oddity = (random, draft) => {
  const share = random.pick([0.2, 0.5, 0.9]);
  for (const { members } of objectsOf(draft.message)) {
    for (const member of members) {
      const isText = typeof member.value === "string" && member.value.startsWith('"');
      if (!isText || member.key === '"category"' || !random.chance(share)) continue;
      member.value = quote(random.chance(0.5) ? random.pick(brackets) : fragmentText(random));
    }
  }
};

/**
 * Writes one string that seems to open a list or an object, and one in a later record that seems to
 * close it.
 */
const openAndClose: Oddity = (random, draft) => {
  const { below, chance, pick } = random;
  const kind = pick(pairs);
  const first = below(draft.records.length);
  for (const { table, row } of draft.records.slice(first, first + 2 + below(2))) {
    const text =
      row === draft.records[first]?.row ? kind.open : chance(0.8) ? kind.close : kind.open;
    const column = pickColumn(random, table, texts);
    const spelled = chance(0.8) ? quote(text) : quote(fragmentText(random) + text);
    if (chance(0.8)) setMember(random, row, quote(column.name), spelled);
    else insertMember(random, row, { key: spelled, value: pick(["null", '""', "1"]) });
  }
};

const edgeInEveryRecord: Oddity = (random, { records }) => {
  for (const { table, row } of records) {
    const column = random.pick(table.columns);
    setMember(random, row, quote(column.name), edgeValue(random, column));
  }
};

const edgeOfDatetimeInEveryRecord: Oddity = (random, { records }) => {
  for (const { table, row } of records) {
    const { name } = pickColumn(random, table, ["datetime"]);
    setMember(random, row, quote(name), quote(edgeDatetime(random)));
  }
};

/**
 * Writes a column twice in a row, with other values; most often one whose value may be a long
 * integer.
 */
const repeatedColumn: Oddity = (random, { records }) => {
  const { chance, pick } = random;
  const { table, row } = pick(records);
  const column = chance(0.6) ? pickColumn(random, table, ["long"]) : pick(table.columns);
  for (const write of pick([
    [plainValue, plainValue],
    [plainValue, edgeValue],
    [edgeValue, plainValue],
  ])) {
    insertMember(random, row, { key: quote(column.name), value: write(random, column) });
  }
};

const emptyRow: Oddity = ({ pick }, draft) => {
  pick(draft.records).row.members.length = 0;
};

const shuffledColumns: Oddity = (random, draft) => {
  const { members } = random.pick(draft.records).row;
  members.splice(0, members.length, ...random.shuffle(members));
};

export const oddValues: Readonly<Record<string, Oddity>> = {
  "fragment in a string": inColumn(texts, (random) => quote(fragmentText(random))),
  "fragments in many strings": manyFragments,
  "strings that open and close": openAndClose,
  "string of any length": inColumn(texts, (random) => quote(laneText(random))),
  "backslashes before a quote": inColumn(texts, (random) => quote(backslashText(random))),
  "escapes in a string": inColumn(texts, (random) =>
    quoteWithEscapes(random, random.chance(0.5) ? laneText(random) : fragmentText(random)),
  ),
  "escaped surrogates": inColumn(texts, surrogateEscapes),
  "raw lone surrogate": inColumn(texts, loneSurrogates),
  "number spelled oddly": inColumn(["int", "long", "real", "decimal", "dynamic"], oddNumber),
  "number for another type": inColumn(["string", "guid", "bool", "datetime"], oddNumber),
  "edge of int": inColumn(["int"], edgeValue),
  "edge of long": inColumn(["long"], edgeValue),
  "edge of real or decimal": inColumn(["real", "decimal"], edgeValue),
  "edge of datetime": inColumn(["datetime"], edgeValue),
  "edge of guid or timespan": inColumn(["guid", "timespan"], edgeValue),
  "number that is not finite": inColumn(["real", "decimal"], ({ pick }) =>
    pick(["1e400", "-1e400", "9e999", "1E+309"]),
  ),
  "dash of a guid one place off": inColumn(["guid"], ({ pick }) => {
    const dash = pick([8, 13, 18, 23]);
    const guid = "6cdf7359-6b30-0fae-9c5c-15e2b2264767";
    return quote(`${guid.slice(0, dash)}${guid[dash + 1]}-${guid.slice(dash + 2)}`);
  }),
  "edge of bool": inColumn(["bool"], edgeValue),
  "edge in every record": edgeInEveryRecord,
  "edge of datetime in every record": edgeOfDatetimeInEveryRecord,
  "repeated column": repeatedColumn,
  "escapes in a datetime or guid": inColumn(["datetime", "guid", "timespan"], (random, column) => {
    const plain = plainValue(random, column);
    const text = typeof plain === "string" ? plain.replaceAll('"', "") : "";
    return quoteWithEscapes(random, text);
  }),
  "bool as something else": inColumn(["bool"], ({ pick }) =>
    pick(["0", "1", '"true"', '"false"', '"True"', "null", "[true]"]),
  ),
  "null in a row": inColumn(
    ["string", "long", "datetime", "bool", "guid", "dynamic"],
    () => "null",
  ),
  "value of another type": inColumn(
    ["string", "long", "int", "datetime", "bool", "guid", "real", "decimal", "timespan"],
    anyValue,
  ),
  "object or array in a column": inColumn(["string", "long", "datetime", "guid"], ({ pick }) =>
    pick(["{}", "[]", "[{}]", '{"a":[]}', '["x"]']),
  ),
  "nested value": inColumn(["dynamic"], (random, column) =>
    nest(
      random,
      random.pick([1 + random.below(70), 60 + random.below(12)]),
      print(plainValue(random, column)),
    ),
  ),
  "unclosed-looking nested value": inColumn(["dynamic"], (random) =>
    nest(random, 1 + random.below(4), quote(fragmentText(random))),
  ),
  "nested message": inColumn(["dynamic"], (random, _column, draft) => nestedMessage(random, draft)),
  "message in a string": inColumn(texts, (random, _column, draft) =>
    quote(print(nestedMessage(random, draft))),
  ),
  "copy of the record inside": inColumn(["dynamic"], ({ pick }, _column, draft) =>
    copyTree(pick(draft.records).row),
  ),
  "unknown column": unknownColumn,
  "empty row": emptyRow,
  "columns in another order": shuffledColumns,
};

/** Takes up to a second, so it is drawn seldom. */
export const deepNesting: Oddity = inColumn(["dynamic"], deepNest);
