// Finds the line of a position in a text.

/** Returns a function that finds lines, from 1, for positions in any order. Indexes the text on its first call. */
export function lineIndex(text: string): (offset: number) => number {
  let starts: Uint32Array | undefined;
  return (offset) => {
    starts ??= lineStarts(text);
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function lineStarts(text: string): Uint32Array {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  const starts = new Uint32Array(lines);
  let next = 0;
  for (let line = 1; line < lines; line++) {
    next = text.indexOf("\n", next) + 1;
    starts[line] = next;
  }
  return starts;
}
