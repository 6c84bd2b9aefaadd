// Messages as text that no serializer would write: members twice, keys with escapes, white space here
// and there, records within records, integers that round to the same number. Read as the reference
// reader reads them, whole and with tables chosen.

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseMessage } from "../../generated/index.ts";
import { findRecords } from "../../generator/runtime/record-spans.ts";
import { readReference } from "./reference-reader.ts";

const digits = fc.constantFrom(
  "639199803770463703",
  "639199803770463704",
  "-639199803770463703",
  "9007199254740993",
  "9007199254740991",
  "12",
  "1e3",
);
const strings = fc.constantFrom(
  "",
  "a",
  '},{"time":"x',
  '"ReportId":639199803770463703,',
  '{"ReportId":639199803770463703,"a":[1,{"time":"x"}]}',
  "\\",
  '"',
  "]}",
  ",[{",
  ": {",
  "}\u00e9",
);
const space = fc.oneof({ weight: 30, arbitrary: fc.constant("") }, fc.constantFrom(" ", "\n"));
const quoted = strings.map((text) => JSON.stringify(text));
const category = fc
  .constantFrom("DeviceInfo", "CloudAppEvents", "NewTable")
  .map((name) => `"AdvancedHunting-${name}"`);

/** Members of an object, as text: some twice, some with a key that is escaped for no reason. */
function members(
  keys: Readonly<Record<string, fc.Arbitrary<string>>>,
  count: number,
): fc.Arbitrary<string> {
  const member = fc
    .constantFrom(...Object.keys(keys))
    .chain((key) => fc.tuple(fc.constant(key), keys[key] ?? quoted, space, space, fc.nat(40)))
    .map(([key, value, before, after, fate]) => {
      const escape = `\\u00${key.charCodeAt(0).toString(16)}`;
      return `"${fate === 0 ? escape : key.charAt(0)}${key.slice(1)}"${before}:${after}${value}`;
    });
  return fc
    .tuple(fc.array(member, { maxLength: count }), space)
    .map(([all, between]) => `{${all.join(`,${between}`)}}`);
}

const { value } = fc.letrec<{ value: string; row: string; record: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    digits,
    quoted,
    fc
      .tuple(fc.array(tie("value"), { maxLength: 3 }), space)
      .map(([all, s]) => `[${all.join(`,${s}`)}]`),
    tie("row"),
    tie("record"),
  ),
  row: members({ ReportId: tie("value"), category, properties: tie("value"), x: tie("value") }, 3),
  record: members({ time: quoted, category, properties: tie("row") }, 4),
}));
const row = members(
  { ReportId: digits, RawEventData: value, category: quoted, DeviceName: quoted, New: value },
  5,
);
/** Mostly as Defender writes them, sometimes with members in any order, twice or missing. */
const record = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(quoted, category, row, quoted, fc.boolean())
      .map(
        ([time, name, properties, tenant, more]) =>
          `{"time":${time},"category":${name},"properties":${properties}${more ? `,"Tenant":${tenant}` : ""}}`,
      ),
  },
  members({ time: quoted, category, properties: row, Tenant: quoted, more: value }, 6),
);
const message = fc
  .tuple(
    fc.array(record, { maxLength: 6 }),
    space,
    fc.constantFrom("", "", "", ',"x":[{}]', ',"records":[{}]'),
  )
  .map(([records, between, rest]) => `{"records":[${records.join(`,${between}`)}]${rest}}`);

/** The nested integer rounds as the column of its name does, which is no integer in the text. */
const lookalike =
  '{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":{"New":639199803770463703,' +
  '"x":{"ReportId":639199803770463703},"ReportId":6391998037704637.03e2}}]}';

test("any text of a message is read as the reference reads it", () => {
  let found = 0;
  fc.assert(
    fc.property(message, (text) => {
      const read = readReference(text) as object;
      if (findRecords(text) !== undefined) found += 1;
      expect(parseMessage(text)).toEqual(parseMessage(structuredClone(read)));
      for (const name of ["DeviceInfo", "CloudAppEvents"] as const) {
        expect(parseMessage(text, { tables: [name] })).toEqual(
          parseMessage(structuredClone(read), { tables: [name] }),
        );
      }
    }),
    { numRuns: 8000, seed: 3, examples: [[lookalike]] },
  );
  expect(found).toBeGreaterThan(3000);
});
