// Draws texts of records in every format, and damages them. They are built from parts of the
// formats themselves, so that strings contain what looks like records, and damage leaves what looks
// like another format.

import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  letrec,
  nat,
  noBias,
  oneof,
  record,
  tuple,
} from "fast-check";

/** Odd pieces that look like the brackets, strings and separators of messages. */
const fragments = [
  ...'{}[],:"\\ \n\t1x',
  '{"records":[',
  "]}",
  "},{",
  "},\n{",
  "}\n{",
  '"records":[',
  '"records":1,',
  '"\\u0072ecord\\u0073":[',
  '{"a":"}],{"}',
  '"\\"',
  '"\\\\"',
  '\\"',
  "\r\n",
  "\uFEFF",
  "\0",
  "true",
  "tru",
  "-1.5e3",
  "01",
  "é😀",
  "[[[[",
  "]]]]",
] as const;

const fragment = constantFrom<string>(...fragments);
const space = constantFrom("", "", "", " ", "\n", "\r\n", "\t ", "\n\n  ");
const scalar = constantFrom("0", "-1.5e3", "12345678901234567890", "true", "null", '""');
const text = array(fragment, { maxLength: 3 }).map((parts) => JSON.stringify(parts.join("")));
const key = oneof(
  text,
  constantFrom('"records"', '"\\u0072ecords"', '"Records"', '"record"', '"recordss"', '"a"'),
);

const { value, anyRecord } = letrec<{ value: string; anyRecord: string; object: string }>(
  (tie) => ({
    value: oneof({ maxDepth: 3 }, scalar, text, tie("object"), listOf(tie("value"))),
    object: objectOf(tuple(key, tie("value"))),
    anyRecord: oneof(
      { weight: 4, arbitrary: tie("object") },
      { weight: 1, arbitrary: tie("value") },
    ),
  }),
);

function listOf(item: Arbitrary<string>): Arbitrary<string> {
  return tuple(array(item, { maxLength: 4 }), space).map(
    ([items, gap]) => `[${gap}${items.join(`${gap},${gap}`)}${gap}]`,
  );
}

function objectOf(member: Arbitrary<[string, string]>): Arbitrary<string> {
  return tuple(array(member, { maxLength: 3 }), space).map(([members, gap]) => {
    const texts = members.map(([name, content]) => `${name}${gap}:${gap}${content}`);
    return `{${gap}${texts.join(`${gap},${gap}`)}${gap}}`;
  });
}

const list: Arbitrary<[string, string]> = tuple(
  constantFrom('"records"', '"records"', '"\\u0072ecord\\u0073"'),
  listOf(anyRecord),
);
const message = tuple(
  array(tuple(key, value), { maxLength: 1 }),
  list,
  array(tuple(key, value), { maxLength: 1 }),
).chain(([before, own, after]) => {
  const members = [...before, own, ...after].map(([name, content]) => `${name}:${content}`);
  return space.map((gap) => `{${gap}${members.join(`,${gap}`)}${gap}}`);
});
const part = oneof(
  objectOf(tuple(key, value)),
  message,
  message,
  listOf(oneof(anyRecord, message)),
);

/** Draws a text of values one after another, or with one value per line. */
const whole = tuple(
  array(part, { minLength: 1, maxLength: 4 }),
  constantFrom("", "\n", "\n", "\n", "\r\n", " ", "\n\uFEFF", "\n\n"),
  boolean(),
  constantFrom("", "", "\n", "\uFEFF", "\n \n"),
).map(([parts, separator, isLines, beginning]) => {
  const lines = isLines ? parts.map((each) => each.replace(/[\n\r]/g, " ")) : parts;
  return beginning + lines.map((each) => each + separator).join("");
});

interface Edit {
  /** Picks one of the structural characters. */
  readonly position: number;
  readonly isBehind: boolean;
  readonly removed: number;
  readonly inserted: string;
}

const edit: Arbitrary<Edit> = record({
  position: noBias(nat()),
  isBehind: boolean(),
  removed: constantFrom(0, 1, 1, 1, 2, 10, 1000),
  inserted: oneof(constant(""), fragment, { weight: 2, arbitrary: constantFrom(...'{}[]:,"') }),
});

function damage(intact: string, { position, isBehind, removed, inserted }: Edit): string {
  const structure = [...intact.matchAll(/[{}[\]:,"\\\n]/g)];
  const found = structure[position % structure.length]?.index ?? intact.length;
  const at = found + (isBehind ? 1 : 0);
  return intact.slice(0, at) + inserted + intact.slice(at + removed);
}

const pieces = array(fragment, { maxLength: 12 }).map((parts) => parts.join(""));

/** Draws texts that are whole, damaged, or only fragments. */
export const drawnText: Arbitrary<string> = oneof(
  { weight: 4, arbitrary: whole },
  {
    weight: 8,
    arbitrary: tuple(whole, array(edit, { minLength: 1, maxLength: 2 })).map(([intact, edits]) =>
      edits.reduce(damage, intact),
    ),
  },
  { weight: 1, arbitrary: pieces.map((each) => `{"a":1}\n${each}`) },
  { weight: 1, arbitrary: pieces.map((each) => `{"records":[${each}`) },
);
