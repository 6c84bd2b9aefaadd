// Breaks the JSON of a message at one point, as a careless or hostile sender does.

import type { Random } from "../../support/random-rows.ts";
import { draftMessage } from "./draft.ts";
import { insertMember, objectsOf, print } from "./json-tree.ts";
import { wrongNumber } from "./number-texts.ts";
import type { Oddity } from "./odd-values.ts";
import { quote } from "./string-texts.ts";

/** Sets any member of any object to a value that is not JSON. */
function asValue(write: (random: Random) => string): Oddity {
  return (random, draft) => {
    const { members } = random.pick(objectsOf(draft.message));
    if (members.length > 0) random.pick(members).value = write(random);
  };
}

const controlCharacter = asValue(({ below, chance }) => {
  const character = String.fromCharCode(chance(0.5) ? below(32) : chance(0.5) ? 10 : 31);
  return `"${"x".repeat(below(34))}${character}${"y".repeat(below(18))}"`;
});

const badEscape = asValue(({ below, pick }) => {
  const escape = pick([
    "\\x41",
    "\\'",
    "\\0",
    "\\u12",
    "\\u12g4",
    "\\u 123",
    "\\U0041",
    "\\a",
    "\\v",
    "\\\n",
    "\\\u00e9",
    "\\u",
    "\\uD8",
    "\\u+123",
  ]);
  return `"${"x".repeat(below(34))}${escape}${"y".repeat(below(18))}"`;
});

/** Numeric escapes with one character that is not a hex digit. */
const badHex = asValue(({ below, pick }) => {
  const digits = [..."0aF9"];
  digits[below(4)] = pick([..."gGzZ/:@`_ -+\u0660"]);
  return `"${"x".repeat(below(18))}\\u${digits.join("")}${"y".repeat(below(18))}"`;
});

const badWord = asValue((random) => {
  const { below, chance, pick } = random;
  if (chance(0.3))
    return pick(["True", "undefined", "nan", "truefalse", "'x'", "", "\u0000", "/**/1"]);
  const word = pick(["true", "false", "null"]);
  const at = below(word.length);
  return word.slice(0, at) + pick(["", ..."aeflnrstuxE1 "]) + word.slice(at + below(2));
});

const badKey: Oddity = (random, draft) => {
  const { pick } = random;
  const key = pick([
    "x",
    "'x'",
    "1",
    "",
    "null",
    '"x',
    'x"',
    '"a\nb"',
    '"\\x"',
    '"a" "b"',
    '"a":"b"',
  ]);
  insertMember(random, pick(objectsOf(draft.message)), { key, value: "1" });
};

const badSpace: Oddity = ({ chance, pick }, draft) => {
  const space = pick([
    "\u00a0",
    "\v",
    "\f",
    "\ufeff",
    "\u2028",
    "\u0000",
    "\u0085",
    "\u3000",
    "\b",
  ]);
  let done = false;
  draft.space = () => {
    if (done || chance(0.95)) return "";
    done = true;
    return space;
  };
};

/** Adds or removes a comma. */
const badComma = asValue(({ pick }) =>
  pick([
    "1,",
    "[1,]",
    "[,1]",
    '{"a":1,}',
    "{,}",
    "[1 2]",
    '{"a":1 "b":2}',
    "[1,,2]",
    '{"a",1}',
    '{"a"}',
  ]),
);

const badBracket = asValue(({ pick }) =>
  pick(["[}", "{]", "[1}", '{"a":1]', "[", "{", "]", "}", "[]]", "{}}"]),
);

const textBehind: Oddity = (random, draft) => {
  draft.after += random.pick([
    "x",
    "]",
    "}",
    ",",
    "{}",
    "null",
    "\u0000",
    ',{"records":[]}',
    "\n{}",
    "\ufeff",
    " \u00a0",
    print(draft.message),
    print(draftMessage(random, draft.set).message),
  ]);
};

const textBefore: Oddity = ({ pick }, draft) => {
  draft.before += pick(["x", ",", "[", "\u0000", ")]}'\n", "null", "{}", " \ufeff"]);
};

/** The second prefix begins with the same byte as a byte order mark. */
const twoMarks: Oddity = ({ pick }, draft) => {
  draft.before = pick(["\ufeff\ufeff", "\uff21"]);
};

const notAnObject: Oddity = ({ pick }, draft) => {
  const text = print(draft.message);
  draft.instead = pick([`[${text}]`, quote(text), "null", "1", "[]", "", "{}", text.slice(1, -1)]);
};

export const brokenJson: Readonly<Record<string, Oddity>> = {
  "wrong number": asValue(wrongNumber),
  "control character": controlCharacter,
  "bad escape": badEscape,
  "bad hex digit": badHex,
  "bad word": badWord,
  "bad key": badKey,
  "bad white space": badSpace,
  "bad comma": badComma,
  "bad bracket": badBracket,
  "text behind": textBehind,
  "text before": textBefore,
  "two BOMs": twoMarks,
  "not an object": notAnObject,
};
