// Draws numbers that depend only on a seed and a label, for rows that are the same in every run.

/** Returns integers from 0 to below a limit, at most 2^32. */
export type Draw = (limit: number) => number;

export function createDraw(seed: number, label: string): Draw {
  let state = seed | 0;
  for (const character of label) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** Draws hex digits in groups, such as a GUID. */
export function drawHex(draw: Draw, groups: readonly number[]): string {
  return groups
    .map((length) => Array.from({ length }, () => draw(16).toString(16)).join(""))
    .join("-");
}

const guidGroups = [8, 4, 4, 4, 12];

export function drawGuid(draw: Draw): string {
  return drawHex(draw, guidGroups);
}

/** Draws a time of March 2026, with seven digits of a second. */
export function drawTime(draw: Draw): string {
  const day = digits(1 + draw(28));
  const clock = [draw(24), draw(60), draw(60)].map((value) => digits(value)).join(":");
  return `2026-03-${day}T${clock}.${digits(draw(10 ** 7), 7)}Z`;
}

function digits(value: number, length = 2): string {
  return String(value).padStart(length, "0");
}
