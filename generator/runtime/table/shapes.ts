// The rows of one table, one after another -> whether their shapes (which keys, in which order) vary
// so much that straight-line code reads them slowly. Knows nothing of columns and types.
//
// V8 reads `row["Name"]` fast while all rows have the same few hidden classes. Past half a dozen it
// looks every property up, and rows that each have a shape of their own take longer to check than to
// parse. A walk over the keys costs twice the best and a tenth of the worst.

import type { UncheckedRow } from "./walk.ts";

/** Rows from one look at the shape to the next, primes, so that rows in turns do not fool it. */
const [shortInterval, longInterval] = [17, 67];
/** After so many looks that found nothing new, they become rare. */
const quietLooks = 16;
/** So many shapes count as few. */
const fewShapes = 6;
/** A new shape weighs as much as so many known ones. */
const noveltyWeight = 4;
const manyNovelties = 20;

/** Makes the function that is told of every row and answers whether shapes vary. */
export function watchShapes(): (row: UncheckedRow) => boolean {
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
      next = (next + 1) % fewShapes;
      if (novelties < manyNovelties) novelties += noveltyWeight;
      if (novelties >= manyNovelties) varied = true;
    }
  }

  return (row) => {
    if (--left === 0) look(row);
    return varied;
  };
}

/** Tells shapes apart by the lengths of their keys in order; a rare mistake only costs time. */
function fingerprint(row: UncheckedRow): number {
  let print = 0;
  for (const key in row) print = (Math.imul(print, 31) + key.length) | 0;
  return print;
}
