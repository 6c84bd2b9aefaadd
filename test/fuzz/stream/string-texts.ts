// Writes strings that a scanner of JSON may mistake for structure, at every length, and spells
// them.

import type { Random } from "../../support/random-rows.ts";

const fragments = [
  ":[",
  ":{",
  ",[",
  ",{",
  '":[',
  '":{',
  ',{"time',
  '},{"time":"x","category":"AdvancedHunting-T","properties":{',
  "]}",
  "}]}",
  "}}",
  '"category":"',
  '"properties":{',
  '\\"category\\":\\"',
  '\\"',
  '"',
  '":"',
  '","',
  "\\",
  "\\\\",
  "\\u0022",
  "\\n",
  "records",
  '{"records":[',
  '{"records":[]}',
  "0",
  "639199803770463703",
  ":639199803770463703,",
  '"ReportId":639199803770463703,',
  "null",
  "true",
  "[",
  "]",
  "{",
  "}",
  ":",
  ",",
  " ",
  "\n",
  "\r\n",
  "\t",
  "\u0000",
  "\u001f",
  "\u007f",
  "\u0080",
  "\u0083",
  "\u00e9",
  "\u07ff",
  "\u0800",
  "\u20ac",
  "\u2028",
  "\ufeff",
  "\uffff",
  "\u{1F98A}",
  "\u{10FFFF}",
  "/",
];

/** Openings and endings of values, as the beginning or the whole of a string. */
export const brackets: readonly string[] = [
  ":[",
  ":{",
  ",[",
  ",{",
  "]",
  "}",
  "]}",
  "}]",
  "},",
  "],",
];

/** Texts of two strings that may seem to be the ends of one value. */
export const pairs: readonly { readonly open: string; readonly close: string }[] = [
  { open: ":[", close: "]" },
  { open: ":{", close: "}" },
  { open: ",[", close: "]" },
  { open: ",{", close: "}" },
  { open: ':["', close: '"]' },
  { open: ':{"', close: '"}' },
  { open: "[", close: "]}" },
  { open: "\\", close: "\\" },
  { open: '"', close: '"' },
  { open: '\\"', close: '\\"' },
];

/** Draws a few fragments in a row. */
export function fragmentText({ below, pick }: Random): string {
  let text = pick(fragments);
  for (let left = below(4); left > 0; left--) text += pick(fragments);
  return text;
}

/** Draws plain characters, then a fragment, so that it starts at any byte of a block of sixteen. */
export function laneText(random: Random): string {
  const filler = random.pick(["x", "x", "x", "\u00e9", "\u20ac", "{", "\\"]);
  const text = filler.repeat(random.below(71));
  return random.chance(0.5) ? text : text + random.pick(fragments);
}

/** Draws an odd or even number of backslashes before a quote or the end. */
export function backslashText({ below, chance, pick }: Random): string {
  const before = "x".repeat(chance(0.7) ? below(34) : 0);
  const backslashes = "\\".repeat(1 + below(chance(0.2) ? 40 : 7));
  return before + backslashes + pick(["", '"', '":[', '","', 'n"', "u0022", '"}'.repeat(3)]);
}

/** Spells a string as JSON text. Lone surrogates stay unchanged. */
export function quote(text: string): string {
  const content = text.replaceAll(/["\\\p{Cc}]/gu, (character) =>
    JSON.stringify(character).slice(1, -1),
  );
  return `"${content}"`;
}

const shortEscapes = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["/", "\\/"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** Spells a string as JSON text with unnecessary escapes. */
export function quoteWithEscapes(random: Random, text: string): string {
  const { below, chance } = random;
  const all = chance(0.2);
  const at = below(Math.max(text.length, 1));
  let written = "";
  for (let index = 0; index < text.length; index++) {
    const unit = text.charAt(index);
    const short = shortEscapes.get(unit);
    if (all || index === at || chance(0.1)) {
      written += short !== undefined && chance(0.4) ? short : escapeUnit(random, unit);
    } else {
      written += quote(unit).slice(1, -1);
    }
  }
  return `"${written}"`;
}

function escapeUnit({ chance }: Random, unit: string): string {
  const digits = unit.charCodeAt(0).toString(16).padStart(4, "0");
  return `\\u${chance(0.5) ? digits : digits.toUpperCase()}`;
}

/** Draws escapes of lone surrogates, which JSON allows. */
export function surrogateEscapes({ pick }: Random): string {
  return pick([
    '"\\ud800"',
    '"\\udc00x"',
    '"\\ud83e\\ud83e"',
    '"\\ud83e\\udd8a"',
    '"\\uD83E\\\\udd8a"',
    '"x\\uDFFF\\uD800"',
  ]);
}

/** Draws raw lone surrogates, which only a text can have; bytes cannot represent them. */
export function loneSurrogates({ pick }: Random): string {
  return pick(['"\ud800"', '"\udc00x"', '"\ud83e\ud83e\udd8a"', '"x\udfff\ud800"']);
}
