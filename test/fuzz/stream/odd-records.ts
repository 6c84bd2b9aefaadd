// Applies oddities of whole records and messages: unknown tables, records that are not records, a
// second list of records. The text stays JSON, and most of it stays a message.

import type { Random } from "../../support/random-rows.ts";
import { type Draft, draftMessage, draftRecord, type RecordDraft } from "./draft.ts";
import { copyTree, insertMember, type JsonTree, setMember } from "./json-tree.ts";
import type { Oddity } from "./odd-values.ts";
import { fragmentText, quote, quoteWithEscapes } from "./string-texts.ts";
import { anyValue } from "./value-texts.ts";

function inRecord(change: (random: Random, record: RecordDraft, draft: Draft) => void): Oddity {
  return (random, draft) => change(random, random.pick(draft.records), draft);
}

const unknownTable = inRecord((random, { record }) => {
  const name = random.pick([
    "NewTable",
    "",
    "T3",
    "hasOwnProperty",
    "\u00e9",
    fragmentText(random),
  ]);
  setMember(random, record, '"category"', quote(`AdvancedHunting-${name}`));
});

const almostCategory = inRecord((random, { record, table: { name } }) => {
  const { pick } = random;
  const category = pick([
    name,
    `advancedHunting-${name}`,
    `AdvancedHunting${name}`,
    `AdvancedHunting_${name}`,
    ` AdvancedHunting-${name}`,
    `AdvancedHunting-${name} `,
    `AdvancedHunting-${name}\u0000`,
    `AdvancedHunting-${name.slice(0, -1)}`,
    `AdvancedHunting-${name}x`,
    `AdvancedHunting-${name.toLowerCase()}`,
    `\ufeffAdvancedHunting-${name}`,
    "AdvancedHunting",
    "",
  ]);
  setMember(random, record, '"category"', quote(category));
});

const escapedCategory = inRecord((random, { record, table: { name } }) => {
  const category = quoteWithEscapes(random, `AdvancedHunting-${name}`);
  setMember(random, record, '"category"', category);
});

const categoryOfAnyKind = inRecord((random, { record }) => {
  setMember(random, record, '"category"', anyValue(random));
});

const rowOfAnyKind = inRecord((random, { record }) => {
  const value = random.chance(0.5)
    ? random.pick(["null", "[]", "[{}]", '"{}"', "1", "true", '""'])
    : anyValue(random);
  setMember(random, record, '"properties"', value);
});

const notARecord: Oddity = (random, { list: { items } }) => {
  const { below, chance, pick } = random;
  const value: JsonTree = pick(["null", "5", "[]", "{}", '"text"', "true", "[{}]", '"},{"', "1e5"]);
  items.splice(below(items.length + 1), chance(0.5) ? 1 : 0, value);
};

const repeatedRecord: Oddity = ({ below, pick }, { list: { items } }) => {
  if (items.length > 0) items.splice(below(items.length + 1), 0, copyTree(pick(items)));
};

/** Adds more records than a text of that length usually has. */
const manyRecords: Oddity = (random, { list: { items }, set }) => {
  const { below, chance, pick } = random;
  const names = set.schema.map(({ name }) => quote(`AdvancedHunting-${name}`));
  const small = ["1", "{}", "null", `{"category":${pick(names)},"properties":{}}`];
  const item = chance(0.5) ? pick(small) : undefined;
  for (let left = 10 + below(60); left > 0; left--) items.push(item ?? pick(small));
  if (chance(0.3)) items.unshift(...items.splice(-20));
};

/** Sets every column that may hold one to an integer past 2^53. */
const manyLongIntegers: Oddity = (random, { records, list: { items } }) => {
  const integer = (): string => `${random.pick(["", "-"])}6391998037704637${10 + random.below(90)}`;
  for (const { table, row } of records) {
    const columns = table.columns.filter(({ type }) => type === "long");
    for (const { name } of columns) setMember(random, row, quote(name), integer());
  }
  const copies = Array.from({ length: items.length > 0 ? random.below(4) : 0 }, () =>
    copyTree(random.pick(items)),
  );
  items.push(...copies);
};

const noRecords: Oddity = (_random, { list: { items } }) => {
  items.length = 0;
};

const topLevelMember: Oddity = (random, draft) => {
  const { chance, pick } = random;
  const key = pick(['"x"', '"record"', '"Records"', '"__proto__"', '"category"', '""']);
  const value = chance(0.5)
    ? pick([anyValue(random), "[]", "[{}]", quote(fragmentText(random))])
    : draftMessage(random, draft.set).message;
  insertMember(random, draft.message, { key, value });
};

const secondList: Oddity = (random, draft) => {
  const { chance, pick } = random;
  const key = chance(0.3) ? quoteWithEscapes(random, "records") : '"records"';
  const other: JsonTree = chance(0.5)
    ? draftMessage(random, draft.set).list
    : { items: [draftRecord(random, pick(draft.set.schema)).record] };
  const value = chance(0.8) ? other : pick(["[]", "{}", "null", '"[]"']);
  insertMember(random, draft.message, { key, value });
};

const noList: Oddity = (random, draft) => {
  const member = draft.message.members.find(({ key }) => key === '"records"');
  if (member === undefined) return;
  if (random.chance(0.5)) member.key = random.pick(['"record"', '"Records"', '"records "', '""']);
  else member.value = random.pick(["{}", "null", '"x"', "1", '{"0":{}}']);
};

const byteOrderMark: Oddity = (_random, draft) => {
  draft.before = `\ufeff${draft.before}`;
};

export const oddRecords: Readonly<Record<string, Oddity>> = {
  "unknown table": unknownTable,
  "almost a category": almostCategory,
  "escaped category": escapedCategory,
  "category of any kind": categoryOfAnyKind,
  "row of any kind": rowOfAnyKind,
  "not a record": notARecord,
  "repeated record": repeatedRecord,
  "many small records": manyRecords,
  "many long integers": manyLongIntegers,
  "no records": noRecords,
  "top-level member": topLevelMember,
  "second list of records": secondList,
  "no list of records": noList,
  "one BOM": byteOrderMark,
};
