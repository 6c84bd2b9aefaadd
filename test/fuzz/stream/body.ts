// Draws a body. Most bodies are valid messages of several records with one oddity, since deep paths
// of a reader need valid surroundings. Others have several oddities, broken JSON or damaged bytes.

import type { Random } from "../../support/random-rows.ts";
import { brokenJson } from "./broken-json.ts";
import { damages } from "./damage.ts";
import { type Draft, draftMessage } from "./draft.ts";
import type { TableSet } from "./fuzz-tables.ts";
import { print } from "./json-tree.ts";
import type { Body } from "./line-source.ts";
import { oddRecords } from "./odd-records.ts";
import { oddStructure } from "./odd-structure.ts";
import { deepNesting, type Oddity, oddValues } from "./odd-values.ts";

export interface DrawnBody {
  readonly body: Body;
  readonly kinds: readonly string[];
}

const odd = { ...oddValues, ...oddStructure, ...oddRecords };

/** Slow kinds, which are drawn seldom. */
export const rareKinds: readonly string[] = ["deep nesting", "large body"];

/** Every kind that `drawBody` can report. */
export const allKinds: readonly string[] = [
  "plain",
  ...rareKinds,
  ...Object.keys(odd),
  ...Object.keys(brokenJson),
  ...Object.keys(damages),
];

export function drawBody(random: Random, set: TableSet, asLines: boolean): DrawnBody {
  const { below, chance } = random;
  const draft = draftMessage(random, set);
  const kinds: string[] = [];
  const apply = (oddities: Readonly<Record<string, Oddity>>): void => {
    const [name, oddity] = random.pick(Object.entries(oddities));
    oddity(random, draft);
    kinds.push(name);
  };
  const fate = below(100);
  let isDamaged = false;
  if (chance(0.0001)) {
    deepNesting(random, draft);
    kinds.push("deep nesting");
  } else if (fate < 62) {
    // There are about twice as many kinds of values as of the others.
    apply(random.pick([oddValues, oddValues, oddStructure, oddRecords]));
  } else if (fate < 66) {
    kinds.push("plain");
  } else if (fate < 78) {
    for (let left = 2 + below(5); left > 0; left--) apply(odd);
  } else if (fate < 86) {
    apply(brokenJson);
  } else {
    if (chance(0.5)) apply(odd);
    isDamaged = true;
  }
  if (chance(0.0003) && !kinds.includes("deep nesting")) {
    enlarge(random, draft);
    kinds.push("large body");
  }
  const text = asLines ? printLines(random, draft) : printMessage(draft);
  if (!isDamaged) return { body: chance(0.4) ? text : Buffer.from(text), kinds };
  let bytes: Uint8Array = Buffer.from(text);
  for (let left = chance(0.7) ? 1 : 1 + below(3); left > 0; left--) {
    const [name, damage] = random.pick(Object.entries(damages));
    bytes = damage(random, bytes);
    kinds.push(name);
  }
  return { body: chance(0.2) ? Buffer.from(bytes).toString() : bytes, kinds };
}

/**
 * Repeats the records, past the sizes at which memory grows and lines are read in several blocks.
 */
function enlarge({ below, chance }: Random, { list }: Draft): void {
  const length = print(list).length;
  const copies = Math.ceil((70_000 + below(chance(0.3) ? 500_000 : 50_000)) / length);
  // All copies are the same tree, because nothing changes it after this.
  const { items } = list;
  list.items.push(...Array.from({ length: copies }, () => items).flat());
}

function printMessage({ before, after, instead, message, space }: Draft): string {
  return before + (instead ?? print(message, space)) + after;
}

const separators = [
  "\n",
  "\n",
  "\n",
  "\r\n",
  "\n\n",
  "\n \t\r\n",
  "\n\ufeff",
  "\n\ufeff\ufeff\n",
  "\n\u00a0\n",
  "\n\v",
  "\v\n",
  "\u00a0\n",
  "\f\n",
  "\n\u0000",
  "\u2028\n",

  "\r",
];

function printLines(random: Random, { before, after, list, space }: Draft): string {
  const { chance, pick } = random;
  const separator = chance(0.7) ? "\n" : undefined;
  let text = before;
  for (const item of list.items) text += print(item, space) + (separator ?? pick(separators));
  return (chance(0.3) ? text.trimEnd() : text) + after;
}
