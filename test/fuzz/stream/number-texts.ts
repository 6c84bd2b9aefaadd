// Spells numbers: in every way that JSON allows, integers at the bounds of doubles, int and long,
// and spellings that JSON does not allow.

import type { Random } from "../../support/random-rows.ts";

const edges = [
  2n ** 31n,
  2n ** 32n,
  2n ** 53n,
  2n ** 54n,
  2n ** 63n,
  2n ** 64n,
  10n ** 15n,
  10n ** 16n,
  10n ** 17n,
  10n ** 18n,
  10n ** 19n,
  10n ** 20n,
  10n ** 30n,
  639_199_803_770_463_703n,
];

const spellings = [
  "0",
  "-0",
  "0.0",
  "-0.0",
  "0e0",
  "-0e5",
  "1e5",
  "1E+5",
  "1e-5",
  "1E05",
  "1e400",
  "-1e400",
  "1e-400",
  "1.0",
  "1.5",
  "-1.25e2",
  "9007199254740993.0",
  "9007199254740993e0",
  "639199803770463703",
  "-639199803770463703",
  "6391998037704637.03e2",
  "9007199254740991",
  "9007199254740992",
  "-9007199254740991",
  "-9007199254740992",
  "2147483647",
  "2147483648",
  "-2147483648",
  "-2147483649",
  "2147483647.0",
  "9223372036854775807",
  "9223372036854775808",
  "-9223372036854775808",
  "-9223372036854775809",
  "9223372036854775807.0",
  "0.1",
  "123456789012345.678",
  "5e-324",
  "1.7976931348623157e308",
  "1.7976931348623159e308",
];

/** Spells a number as JSON may write it. */
export function oddNumber(random: Random): string {
  const { chance, pick } = random;
  if (chance(0.4)) return pick(spellings);
  const integer = chance(0.5) ? nearEdge(random) : someDigits(random);
  return integer + pick(["", "", "", "", ".0", "e0", ".5", "E1", "e-1"]);
}

/** Spells an integer at a bound, or one to three off. */
function nearEdge({ below, chance, pick }: Random): string {
  const value = pick(edges) + BigInt(below(7) - 3);
  return `${chance(0.5) ? -value : value}`;
}

/** Spells an integer of one to thirty digits, most often of fourteen to twenty. */
function someDigits({ below, chance }: Random): string {
  const count = chance(0.8) ? 14 + below(7) : 1 + below(30);
  let digits = `${1 + below(9)}`;
  while (digits.length < count) digits += below(10);
  return (chance(0.3) ? "-" : "") + digits;
}

/** Spells what looks like a number and is not JSON. */
export function wrongNumber({ pick }: Random): string {
  return pick([
    "-",
    "01",
    "-01",
    "00",
    "1.",
    ".5",
    "-.5",
    "+1",
    "1e",
    "1e+",
    "1E-",
    "1.e5",
    "1.5.5",
    "--1",
    "0x10",
    "1_000",
    "1n",
    "NaN",
    "Infinity",
    "-Infinity",
    "6391998037704637O3",
    "0639199803770463703",
    "639199803770463703.",
    "1 2",
    "1-1",
    "\u0661",
  ]);
}
