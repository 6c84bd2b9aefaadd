// JSON text -> values with every integer's digits. `JSON.parse` does the reading: only where a text
// holds an integer that a number would round, it is marked before and replaced after.

import { findLongIntegers, type LongInteger } from "./long-integers.ts";

const stringToken = /"[^"\\]*(?:\\[^][^"\\]*)*"/g;

/** Parses as `JSON.parse` does, but an integer past 2^53 becomes a bigint. Throws a `SyntaxError`. */
export function parseExact(text: string): unknown {
  const integers = findLongIntegers(text);
  if (integers.length === 0) return JSON.parse(text);
  const marker = findMarker(text);
  // A mark that was put into a string ends that string, so that the text no longer parses.
  const read =
    tryParse(mark(text, integers, marker)) ??
    tryParse(mark(text, outsideStrings(text, integers), marker));
  return read === undefined ? JSON.parse(text) : unmark(read.value, marker, integers.length);
}

function outsideStrings(text: string, integers: readonly LongInteger[]): LongInteger[] {
  stringToken.lastIndex = 0;
  let token = stringToken.exec(text);
  return integers.filter(({ start }) => {
    while (token !== null && stringToken.lastIndex <= start) token = stringToken.exec(text);
    return token === null || token.index > start;
  });
}

/** Text that no string of a JSON text holds: a control character that nobody sends, four times. */
function findMarker(text: string): string {
  // Where a character is not, a string holds it by its number or not at all. Numbers without letters
  // are written in one way only, and four of them are found faster than one.
  for (let number = 83; number <= 9999; number++) {
    const character = String.fromCharCode(Number.parseInt(`${number}`, 16));
    const escaped = `\\u${`${number}`.padStart(4, "0")}`.repeat(4);
    if (!text.includes(character) && !text.includes(escaped)) return character.repeat(4);
  }
  throw new SyntaxError("the text writes every character by its number");
}

function mark(text: string, integers: readonly LongInteger[], marker: string): string {
  let marked = "";
  let done = 0;
  for (const { start, end } of integers) {
    marked += `${text.slice(done, start)}"${marker}${text.slice(start, end)}"`;
    done = end;
  }
  return marked + text.slice(done);
}

function tryParse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/**
 * Replaces marked strings by bigints, in place; without recursion, since values nest as they like.
 * Stops where all are found; fewer than `count` are where a member was written twice.
 */
function unmark(value: unknown, marker: string, count: number): unknown {
  const root = { value };
  const objects: { [key: string]: unknown }[] = [root];
  let left = count;
  for (let object = objects.pop(); object !== undefined && left > 0; object = objects.pop()) {
    for (const key in object) {
      const member = object[key];
      if (typeof member === "string") {
        if (!member.startsWith(marker)) continue;
        object[key] = BigInt(member.slice(marker.length));
        left -= 1;
      } else if (isContainer(member)) {
        objects.push(member);
      }
    }
  }
  return root.value;
}

function isContainer(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
