// Writes times: valid times, and times with one part at its bound or past it.

import type { Random } from "../../support/random-rows.ts";

interface Parts {
  year: string;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  fraction: string;
  end: string;
}

export function plainDatetime(random: Random): string {
  return print(plainParts(random));
}

function plainParts({ below, chance }: Random): Parts {
  return {
    year: "2026",
    month: 1 + below(12),
    day: 1 + below(28),
    hour: below(24),
    minute: below(60),
    second: below(60),
    fraction: chance(0.8) ? `.${below(1e7)}`.padEnd(8, "1") : "",
    end: "Z",
  };
}

function print({ year, month, day, hour, minute, second, fraction, end }: Parts): string {
  const [date, time] = [
    [year, twoDigits(month), twoDigits(day)],
    [hour, minute, second].map(twoDigits),
  ];
  return `${date.join("-")}T${time.join(":")}${fraction}${end}`;
}

function twoDigits(value: number): string {
  return `${value}`.padStart(2, "0");
}

const changes: readonly ((random: Random) => Partial<Parts>)[] = [
  ({ pick }) => ({ year: pick(["0000", "0001", "9999", "999", "10000"]) }),
  ({ pick }) => ({
    year: pick(["0004", "0100", "0400", "1900", "2000", "2023", "2024", "2100", "2400"]),
    month: pick([2, 2, 2, 1, 12]),
    day: pick([28, 29, 29, 29, 30, 31]),
  }),
  ({ pick }) => ({ month: pick([0, 13, 19, 20]) }),
  ({ pick }) => ({ day: pick([0, 29, 30, 30, 31, 31, 31, 32, 39, 40]) }),
  ({ pick }) => ({ hour: pick([0, 19, 20, 23, 24, 24, 25, 29, 30]) }),
  ({ pick }) => ({ minute: pick([0, 59, 60, 69, 99]) }),
  ({ pick }) => ({ second: pick([0, 59, 60, 61, 69, 99]) }),
  ({ below }) => ({ fraction: `.${"123456789".slice(0, below(10))}` }),
  ({ pick }) => ({ fraction: pick(["", ".", ".1234567", ".12345678", ".0000000"]) }),
  ({ pick }) => ({ end: pick(["", "z", "ZZ", "+00:00", "+02:00", " ", "Z ", "Z\u007f"]) }),
];

/** Writes a time that is valid except for one part, which may be valid too. */
export function edgeDatetime(random: Random): string {
  const parts = plainParts(random);
  if (random.chance(0.4)) return changeCharacter(random, print(parts));
  return print({ ...parts, ...random.pick(changes)(random) });
}

const replacements = [..."0123456789/:;-+.,TZt z@AFGafg`_\u0660\u00e9"];

/** Replaces, removes or adds one character of a text, except for its first and last one. */
export function changeCharacter({ below, pick }: Random, text: string): string {
  // In an escape, with another character the text may end elsewhere.
  if (text.length < 3 || text.includes("\\")) return text;
  const at = 1 + below(text.length - 2);
  const [removed, added] = pick([
    [1, pick(replacements)],
    [1, pick(replacements)],
    [1, ""],
    [0, pick(replacements)],
  ] as const);
  return text.slice(0, at) + added + text.slice(at + removed);
}
