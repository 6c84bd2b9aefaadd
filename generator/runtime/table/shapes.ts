// Observes the rows of a table and detects whether their shapes (which keys, in which order) vary so much that
// straight-line code reads them slowly.
//
// V8 reads `row["Name"]` fast while all rows have the same few hidden classes. With more than about six, it
// looks up every property, and rows that each have a different shape take longer to check than to parse. A
// walk over the keys takes twice as long as the best case of straight-line code, and a tenth of the worst.

import type { UncheckedRow } from "./walk.ts";

/** Creates a function that is called with every row and returns whether shapes vary. */
export function watchShapes(): (row: UncheckedRow) => boolean {
  /** Rows between two looks at the shape. Primes, so that shapes that alternate regularly are noticed. */
  const shortInterval = 17;
  const longInterval = 67;
  /** The number of looks without a new shape after which the long interval is used. */
  const quietLooks = 16;
  /** The number of shapes that are remembered: with so few, straight-line code is fast. */
  const rememberedShapes = 6;
  /** One new shape counts as much as this number of known shapes. */
  const noveltyWeight = 4;
  const manyNovelties = 20;
  const known: number[] = [];
  let next = 0;
  let left = 1;
  let novelties = 0;
  let quiet = 0;
  let varied = false;

  function look(row: UncheckedRow): void {
    const shape = fingerprint(row);
    quiet = known.includes(shape) ? quiet + 1 : 0;
    left = quiet > quietLooks ? longInterval : shortInterval;
    if (quiet > 0) {
      if (novelties > 0) novelties--;
      if (novelties === 0) varied = false;
    } else {
      known[next] = shape;
      next = (next + 1) % rememberedShapes;
      if (novelties < manyNovelties) novelties += noveltyWeight;
      if (novelties >= manyNovelties) varied = true;
    }
  }

  return (row) => {
    if (--left === 0) look(row);
    return varied;
  };
}

/** Distinguishes shapes by the lengths of their keys in order; a rare collision only costs time. */
function fingerprint(row: UncheckedRow): number {
  let print = 0;
  for (const key in row) print = (Math.imul(print, 31) + key.length) | 0;
  return print;
}
