// Text that is not JSON -> where it stops being JSON. Engines differ in whether they tell.

/** Longer texts are not searched: every step reads a part of the text again. */
const longestSearch = 4_000_000;
const incomplete = /end of|unterminated|no number after|missing a number|unexpected eof/i;

/** Describes what is wrong with a text that `JSON.parse` refuses, without its content. */
export function describeSyntaxError(text: string): {
  readonly found: string;
  readonly position: number | undefined;
} {
  if (text.length > longestSearch) return { found: "not JSON", position: undefined };
  if (text.trim() === "") return { found: "no text", position: 0 };
  // The longest beginning that more text could still complete; behind it stands what is wrong.
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canContinue(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  if (good === text.length) return { found: "the end of the text too early", position: good };
  const character = text.codePointAt(good) ?? 0;
  const shown =
    character > 32 && character < 127
      ? String.fromCodePoint(character)
      : `U+${character.toString(16).toUpperCase().padStart(4, "0")}`;
  return { found: `an unexpected ${shown}`, position: good };
}

function canContinue(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    if (!(error instanceof Error)) return false;
    const place = /position (?<at>[0-9]+)/.exec(error.message)?.groups?.["at"];
    return incomplete.test(error.message) || Number(place) >= beginning.length;
  }
}
