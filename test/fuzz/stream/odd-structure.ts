// Applies oddities of objects and lists: escaped and repeated keys, members in other orders,
// records that are not records, white space. The text stays JSON.

import type { Random } from "../../support/random-rows.ts";
import { draftRecord } from "./draft.ts";
import {
  copyTree,
  insertMember,
  type JsonTree,
  noSpace,
  type ObjectTree,
  objectsOf,
  print,
  setMember,
} from "./json-tree.ts";
import type { Oddity } from "./odd-values.ts";
import { nest } from "./odd-values.ts";
import { fragmentText, quote, quoteWithEscapes } from "./string-texts.ts";
import { anyValue } from "./value-texts.ts";

const spaces = [" ", "\n", "\t", "\r", "\r\n", "  ", " ".repeat(15), " ".repeat(16)];

const spaceEverywhere: Oddity = ({ chance, pick }, draft) => {
  const share = pick([0.05, 0.5, 1]);
  draft.space = () => (chance(share) ? pick(spaces) : "");
};

/** Draws white space for one position between two tokens. */
const spaceOnce: Oddity = ({ below, pick }, draft) => {
  let positions = 0;
  print(draft.message, () => {
    positions += 1;
    return "";
  });
  const at = below(positions);
  const space = pick(spaces);
  let next = 0;
  draft.space = () => (next++ === at ? space : "");
};

const indentation: Oddity = ({ pick }, draft) => {
  const space = pick([" ", "\n  ", "\r\n\t", "\n".repeat(20)]);
  draft.space = () => space;
};

const spaceAround: Oddity = ({ pick }, draft) => {
  draft.before += pick(["", ...spaces]);
  draft.after += pick(spaces);
};

/** Returns the text of a key literal, which may have escapes. */
function keyText(key: string): string {
  return JSON.parse(key);
}

const escapedKey: Oddity = (random, draft) => {
  const { members } = random.pick(someObjects(random, draft.message));
  if (members.length === 0) return;
  const member = random.pick(members);
  member.key = quoteWithEscapes(random, keyText(member.key));
};

/** Returns objects to choose from; half of the time only the envelopes and the message. */
function someObjects({ chance }: Random, message: ObjectTree): ObjectTree[] {
  const all = objectsOf(message);
  const named = all.filter(({ members }) =>
    members.some(({ key }) => key === '"category"' || key === '"records"'),
  );
  return named.length > 0 && chance(0.5) ? named : all;
}

const repeatedKey: Oddity = (random, draft) => {
  const { chance, pick } = random;
  const object = pick(someObjects(random, draft.message));
  if (object.members.length === 0) return;
  const { key, value } = pick(object.members);
  const other = chance(0.5) ? pick(object.members).value : anyValue(random);
  insertMember(random, object, {
    key: chance(0.3) ? quoteWithEscapes(random, keyText(key)) : key,
    value: copyTree(chance(0.4) ? value : other),
  });
};

const swappedMembers: Oddity = (random, draft) => {
  const { members } = random.pick(someObjects(random, draft.message));
  members.splice(0, members.length, ...random.shuffle(members));
};

const rowFirst: Oddity = ({ pick }, draft) => {
  const { members } = pick(draft.records).record;
  const at = members.findIndex(({ key }) => key === '"properties"');
  if (at > 0) members.unshift(...members.splice(at, 1));
};

const missingMember: Oddity = ({ below, pick }, draft) => {
  const { members } = pick(draft.records).record;
  members.splice(below(members.length), 1);
};

function secondMember(key: string, write: (random: Random) => JsonTree): Oddity {
  return (random, draft) => {
    const { record } = random.pick(draft.records);
    const escaped = random.chance(0.3) ? quoteWithEscapes(random, keyText(key)) : key;
    insertMember(random, record, { key: escaped, value: write(random) });
  };
}

function categoryOf(random: Random, names: readonly string[]): string {
  const name = `AdvancedHunting-${random.pick(names)}`;
  return random.chance(0.2) ? quoteWithEscapes(random, name) : quote(name);
}

const secondCategory: Oddity = (random, draft) => {
  const names = [...draft.set.schema.map(({ name }) => name), "NewTable"];
  secondMember('"category"', () => categoryOf(random, names))(random, draft);
};

const secondRow: Oddity = (random, draft) => {
  const other = draftRecord(random, random.pick(draft.records).table).row;
  const row: JsonTree = random.chance(0.7) ? other : anyValue(random);
  secondMember('"properties"', () => row)(random, draft);
};

const extraMember: Oddity = (random, draft) => {
  const { pick } = random;
  const key = pick([
    "x",
    "categor",
    "categoryx",
    "Category",
    "propertie",
    "records",
    "__proto__",
    "",
  ]);
  const value = pick<(random: Random) => JsonTree>([
    anyValue,
    (r) => quote(fragmentText(r)),
    (r) => nest(r, 1 + r.below(5), quote(fragmentText(r))),
    (r) => draftRecord(r, r.pick(draft.set.schema)).record,
  ])(random);
  insertMember(random, pick(draft.records).record, { key: quote(key), value });
};

const tenantOfAnyKind: Oddity = (random, draft) => {
  const { record } = random.pick(draft.records);
  const key = random.pick(['"tenantId"', '"time"', '"Tenant"', '"operationName"']);
  const value = random.chance(0.5) ? anyValue(random) : quote(fragmentText(random));
  setMember(random, record, key, value);
};

export const oddStructure: Readonly<Record<string, Oddity>> = {
  "white space everywhere": spaceEverywhere,
  "white space once": spaceOnce,
  indentation,
  "white space around": spaceAround,
  "escaped key": escapedKey,
  "repeated key": repeatedKey,
  "members in another order": swappedMembers,
  "row before category": rowFirst,
  "missing member": missingMember,
  "second category": secondCategory,
  "second row": secondRow,
  "extra member": extraMember,
  "tenant of any kind": tenantOfAnyKind,
  "no white space": (_random, draft) => {
    draft.space = noSpace;
  },
};
