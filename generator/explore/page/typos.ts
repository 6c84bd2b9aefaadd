// Counts the typos between a word and the beginning of a text.

/**
 * The fewest typos that turn a word into the beginning of a text; `most + 1` if there are more than `most`.
 * A typo is a missing, an additional or a wrong letter, or two neighbors in the wrong order.
 */
export function countTypos(word: string, text: string, most: number): number {
  const width = Math.min(text.length, word.length + most);
  if (word.length - width > most) return most + 1;
  let before: number[] = [];
  // The typos between the letters of the word so far and each beginning of the text.
  let row = Array.from({ length: width + 1 }, (_, at) => at);
  for (let at = 1; at <= word.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= width; to += 1) {
      const isSame = word[at - 1] === text[to - 1];
      const isSwap =
        at > 1 && to > 1 && word[at - 1] === text[to - 2] && word[at - 2] === text[to - 1];
      next.push(
        Math.min(
          costAt(row, to) + 1,
          costAt(next, to - 1) + 1,
          costAt(row, to - 1) + (isSame ? 0 : 1),
          isSwap ? costAt(before, to - 2) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(most + 1, ...row);
}

function costAt(row: readonly number[], at: number): number {
  return row[at] ?? Infinity;
}
