// Damages the bytes of a body: cuts, flips, moved slices, and bytes that are not UTF-8.

import type { Random } from "../../support/random-rows.ts";
import { tokensOf } from "./json-tokens.ts";

export type Damage = (random: Random, bytes: Uint8Array) => Uint8Array;

const structure = Buffer.from('{}[]:,"\\ \n0-.eE1tfnu/\r\t\u0000\u001f');

function splice(
  bytes: Uint8Array,
  start: number,
  end: number,
  ...inserted: readonly Uint8Array[]
): Uint8Array {
  return Buffer.concat([bytes.subarray(0, start), ...inserted, bytes.subarray(end)]);
}

/** Start and end of a slice, most often a short one. */
function someSlice({ below, chance }: Random, { length }: Uint8Array): [number, number] {
  const start = below(length + 1);
  const longest = chance(0.7) ? 8 : chance(0.7) ? 64 : length;
  return [start, Math.min(start + 1 + below(longest), length)];
}

/** Byte sequences that no UTF-8 text has. */
const notUtf8: readonly (readonly number[])[] = [
  [0x80],
  [0xbf],
  [0xc0, 0x80],
  [0xc0, 0xaf],
  [0xc1, 0xbf],
  [0xe0, 0x80, 0x80],
  [0xe0, 0x9f, 0xbf],
  [0xf0, 0x80, 0x80, 0x80],
  [0xf0, 0x8f, 0xbf, 0xbf],
  [0xed, 0xa0, 0x80],
  [0xed, 0xbf, 0xbf],
  [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  [0xf5, 0x80, 0x80, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xfe],
  [0xff],
  [0xc3],
  [0xe2, 0x82],
  [0xe2],
  [0xf0, 0x9f, 0xa6],
  [0xf0, 0x9f],
  [0xf0],
  [0xe2, 0x82, 0xac, 0xac],
  [0xc3, 0xa9, 0xa9],
  [0xef, 0xbb],
];

/** Well-formed sequences at the bounds of each length, which a check may mistake for wrong ones. */
const nearlyNotUtf8: readonly (readonly number[])[] = [
  [0xc2, 0x80],
  [0xdf, 0xbf],
  [0xe0, 0xa0, 0x80],
  [0xed, 0x9f, 0xbf],
  [0xee, 0x80, 0x80],
  [0xef, 0xbf, 0xbf],
  [0xf0, 0x90, 0x80, 0x80],
  [0xf4, 0x8f, 0xbf, 0xbf],
];

/**
 * Picks a position inside a string, if there is one: after a quote and this many of its characters.
 */
function insideString({ below, pick }: Random, bytes: Uint8Array): number {
  const quotes: number[] = [];
  for (const [at, byte] of bytes.entries()) if (byte === 34) quotes.push(at + 1);
  return quotes.length === 0 ? 0 : Math.min(pick(quotes) + below(3), bytes.length);
}

function insertSequence(sequences: readonly (readonly number[])[]): Damage {
  return (random, bytes) => {
    const at = random.chance(0.8) ? insideString(random, bytes) : random.below(bytes.length + 1);
    // Enough characters before it, so that it may begin at any byte of a block.
    const filler = Buffer.from("x".repeat(random.chance(0.5) ? random.below(32) : 0));
    const before = random.chance(0.3) ? Buffer.from("\u20ac") : Buffer.of();
    return splice(bytes, at, at, filler, before, Uint8Array.from(random.pick(sequences)));
  };
}

export const damages: Readonly<Record<string, Damage>> = {
  truncated: (random, bytes) => bytes.slice(0, random.below(bytes.length + 1)),
  "truncated at the end": (random, bytes) =>
    bytes.slice(0, Math.max(bytes.length - 1 - random.below(24), 0)),
  "beginning cut": (random, bytes) => bytes.slice(1 + random.below(24)),
  "flipped bit": ({ below }, bytes) => {
    const copy = bytes.slice();
    const at = below(copy.length);
    if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
    return copy;
  },
  "flipped byte": ({ below }, bytes) => {
    const copy = bytes.slice();
    const at = below(copy.length);
    if (at < copy.length) copy[at] = below(256);
    return copy;
  },
  "structural byte replaced": ({ below, pick }, bytes) => {
    const copy = bytes.slice();
    const positions = [...copy.keys()].filter((at) => structure.includes(copy[at] ?? 0));
    if (positions.length > 0) copy[pick(positions)] = structure[below(structure.length)] ?? 0;
    return copy;
  },
  "structural byte inserted": ({ below }, bytes) => {
    const at = below(bytes.length + 1);
    return splice(bytes, at, at, Uint8Array.of(structure[below(structure.length)] ?? 0));
  },
  "separator replaced": ({ chance, pick }, bytes) => {
    const text = Buffer.from(bytes).toString();
    const separators = tokensOf(text).filter(
      ({ text: token }) => token.length === 1 && /\W/.test(token),
    );
    if (separators.length === 0) return bytes.slice();
    // The first and the last separators surround the records.
    const ends = [...separators.slice(0, 6), ...separators.slice(-6)];
    const { start, end } = pick(chance(0.5) ? ends : separators);
    const other = pick(["", ",", ":", "{", "}", "[", "]", ";", "x", "0", '"', " ", ",,", "\u0000"]);
    return Buffer.from(text.slice(0, start) + other + text.slice(end));
  },
  "slice deleted": (random, bytes) => splice(bytes, ...someSlice(random, bytes)),
  "slice repeated": (random, bytes) => {
    const [start, end] = someSlice(random, bytes);
    return splice(bytes, end, end, bytes.subarray(start, end));
  },
  "slice moved": (random, bytes) => {
    const [start, end] = someSlice(random, bytes);
    const rest = splice(bytes, start, end);
    const at = random.below(rest.length + 1);
    return splice(rest, at, at, bytes.subarray(start, end));
  },
  "slices swapped": (random, bytes) => {
    const [first, second] = [someSlice(random, bytes), someSlice(random, bytes)];
    const [[start, end], [from, to]] = first[0] < second[0] ? [first, second] : [second, first];
    if (end > from) return bytes.slice();
    return Buffer.concat([
      bytes.subarray(0, start),
      bytes.subarray(from, to),
      bytes.subarray(end, from),
      bytes.subarray(start, end),
      bytes.subarray(to),
    ]);
  },
  "not UTF-8": insertSequence(notUtf8),
  "nearly not UTF-8": insertSequence(nearlyNotUtf8),
  "continuation byte changed": ({ below, pick }, bytes) => {
    const copy = bytes.slice();
    const positions = [...copy.keys()].filter((at) => (copy[at] ?? 0) > 0x7f);
    if (positions.length > 0) copy[pick(positions)] = below(256);
    return copy;
  },
};
