// Runs `huntgen validate` on files that are broken or unusual, and checks that each part that
// cannot be read is reported with its position, and that everything that is certain to be a record
// is read.

import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { formatProblem, HuntgenError } from "../../generator/problems.ts";
import { validateFiles } from "../../generator/validate/validate-files.ts";

const event = '{"time":"t","tenantId":"t","category":"AdvancedHunting-T","properties":{"Id":1}}';
const list = (...records: readonly string[]): string => `{"records":[${records.join(",")}]}`;

const columns = [{ name: "Id", type: "long", long: "exact" }] as const;
const schema = { tables: [{ name: "T", identifier: "T", source: "T.csv", columns }] };

interface Outcome {
  readonly problems: readonly string[];
  readonly omitted: number;
  readonly events: number;
  readonly rejected: number;
}

/** Validates a file that arrives in chunks of a length. */
async function validate(content: string | Uint8Array, length: number): Promise<Outcome> {
  const all = Buffer.from(content);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < all.length; at += length) yield all.subarray(at, at + length);
  }
  const { problems, omittedProblems, events, rejected } = await validateFiles(
    [{ name: "r", bytes: bytes() }],
    schema,
  );
  return { problems: problems.map(formatProblem), omitted: omittedProblems, events, rejected };
}

/** Short texts are also read in chunks of one byte. */
function lengthsOf(text: string | Uint8Array): number[] {
  return text.length < 2000 ? [1, 2 ** 16] : [2 ** 16];
}

/** A text, its problem, and the numbers of events and rejected records. */
type Case = readonly [text: string | Uint8Array, problem: string, events: number, rejected: number];

const end = "; the rest of the file was not read";
const endOfLine = "; the rest of the line was not read";
const cases: Readonly<Record<string, Case>> = {
  "a message that is cut off after a record": [
    `{"records":[${event}`,
    "1: byte 92: the text ends inside the records of a message [cut-off]",
    1,
    1,
  ],
  "a message that is cut off after its list": [
    `{"records":[${event}]`,
    "1: byte 93: the text ends inside a message [cut-off]",
    1,
    1,
  ],
  "a comma that is missing between records": [
    `{"records":[${event}${event}]}`,
    "1: byte 92: missing comma inside the records of a message [not-json]",
    2,
    1,
  ],
  "a comma that is missing after a string, which may have a quote too many": [
    `{"records":[${event},"a"${event}]}`,
    `1: byte 96: unexpected "{" inside the records of a message${endOfLine} [not-json]`,
    1,
    2,
  ],
  "a comma that is missing between members": [
    `${event}\n{"a":{}{"b":1}}\n${event}`,
    `2: byte 88: unexpected "{" inside a record or message${endOfLine} [not-json]`,
    2,
    1,
  ],
  "a brace at the start of a line that is not the second one": [
    `{\n"records":[${event},\n{"a"\n{"b":1}]}`,
    `4: byte 100: unexpected "{" inside a record${end} [not-json]`,
    1,
    1,
  ],
  "a colon between records": [
    `{"records":[${event}:${event}]}`,
    `1: byte 92: unexpected ":" inside the records of a message${endOfLine} [not-json]`,
    1,
    1,
  ],
  "a comma without a record": [
    `{"records":[${event},]}`,
    "1: byte 93: a comma without a record next to it, inside the records of a message [not-json]",
    1,
    1,
  ],
  "a list that is closed by the wrong bracket": [
    `\n{\n"records":[${event}}}\n${event}`,
    `3: byte 94: unexpected "}" inside the records of a message${end} [not-json]`,
    1,
    1,
  ],
  "a message that is closed by the wrong bracket": [
    `{"records":[${event}]]`,
    `1: byte 93: unexpected "]" inside a message${endOfLine} [not-json]`,
    1,
    1,
  ],
  "other text after a message": [
    `{"records":[${event}]} ${event} and more`,
    `1: byte 176: unexpected "a" after a record or message${end} [not-json]`,
    2,
    1,
  ],
  "a record that closes what it did not open": [
    `{\n"records":[{"a":[},${event}]}`,
    `2: byte 19: unexpected "}" inside a record${end} [not-json]`,
    0,
    1,
  ],
  "a record that is not JSON, among others": [
    list(event, '{"a":tru}', event),
    '1: byte 93: a record is not valid JSON: unexpected "t" at position 5 [not-json]',
    2,
    1,
  ],
  "a record that is not UTF-8, among others": [
    Buffer.from(list(event, '"é"', event), "latin1"),
    "1: byte 93: a record is not valid JSON: not UTF-8 [not-json]",
    2,
    1,
  ],
  "members before the records that are not JSON": [
    `{"count":01,"records":[${event}]}`,
    '1: byte 0: a message is not valid JSON outside of its records: unexpected "0" at position 9 [not-json]',
    1,
    1,
  ],
  "members after the records that are not JSON": [
    `{"records":[${event}],"next":}`,
    '1: byte 0: a message is not valid JSON outside of its records: unexpected "}" at position 21 [not-json]',
    1,
    1,
  ],
  "two lists of records": [
    `{"records":[${event}],"\\u0072ecords":[${event}]}`,
    '1: byte 0: a message has 2 members "records"; readers use the last one [not-json]',
    2,
    1,
  ],
  "a line that is cut off, and reads the next line": [
    `${list(event)}\n{"records":[${event}\n${list(event)}\n`,
    "2: byte 187: the line ends inside the records of a message [cut-off]",
    3,
    1,
  ],
  "a first line that is cut off, and reads the second one": [
    `{"records":[${event}\n${list(event)}\n`,
    "2: byte 93: the line before ends inside the records of a message [cut-off]",
    2,
    1,
  ],
  "a line that is cut off inside of a string, even after a backslash": [
    `${event}\n{"a\\\n${event}\n`,
    "2: byte 85: the line ends inside a record or message [cut-off]",
    2,
    1,
  ],
  "NUL bytes": [
    `${event}\n\0${event}\n${event}`,
    `2: byte 81: unexpected byte 0x00 after a record or message${endOfLine} [not-json]`,
    2,
    1,
  ],
  "half of a BOM, and reads the next line with a BOM": [
    Buffer.concat([
      Buffer.from(`${event}\n`),
      Buffer.of(0xef, 0xbb, 0x78),
      Buffer.from(`\n\uFEFF${event}`),
    ]),
    `2: byte 83: unexpected "x" after a record or message${endOfLine} [not-json]`,
    2,
    1,
  ],
  "brackets that never close": [
    "[".repeat(1_000_000),
    "1: byte 1000000: the text ends inside a record [cut-off]",
    0,
    1,
  ],
  "a record that is too long": [
    `[{"a":"${"x".repeat(2 ** 25)}"},${event}]`,
    `1: byte 1: a record has ${2 ** 25 + 8} bytes, more than the maximum of ${2 ** 25} [too-large]`,
    1,
    1,
  ],
  "members of a message that are too long": [
    `{"a":"${"x".repeat(2 ** 25)}","records":[${event}]}`,
    `1: byte 0: a message without its records has ${2 ** 25 + 21} bytes, more than the maximum of ${2 ** 25} [too-large]`,
    1,
    1,
  ],
};

describe("validate reports", () => {
  test.each(Object.entries(cases))("%s", async (_name, [text, problem, events, rejected]) => {
    for (const length of lengthsOf(text)) {
      const expected = { problems: [`r:${problem}`], omitted: 0, events, rejected };
      expect(await validate(text, length)).toEqual(expected);
    }
  });
});

const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
const clean: Readonly<Record<string, readonly [text: string | Uint8Array, events: number]>> = {
  "an empty file": ["", 0],
  "white space": [" \r\n\t\n", 0],
  "a BOM only": ["\uFEFF", 0],
  "an empty list": [list(), 0],
  "records after a message": [`${list(event)}\n${event}\n${event}`, 3],
  "records after a message on the same line": [`${list(event)}${event}`, 2],
  "a pretty-printed message after a line": [
    `${event}\n${JSON.stringify(JSON.parse(list(event, event)), null, 2)}\n${event}\n`,
    4,
  ],
  "records on several lines that begin after their braces": [
    `${event}\n${event}`.replaceAll(',"tenantId"', ',\n "tenantId"'),
    2,
  ],
  "a BOM before each line": [`\uFEFF${event}\n\uFEFF${event}`, 2],
  "an array of messages and records": [`[${list(event)},${event},${list()}]`, 2],
  "an escaped key of the list": [list(event).replace("records", String.raw`\u0072ecords`), 1],
  "members around the records": [`{"a":[{"records":[1]}],"records":[${event}],"b":{"c":"]}"}}`, 1],
  "a deeply nested value": [list(event.replace('"Id":1', `"Id":1,"New":${deep}`)), 1],
  "gzip that is filled up with zeros": [Buffer.concat([gzipSync(event), Buffer.alloc(512)]), 1],
};

describe("validate accepts", () => {
  test.each(Object.entries(clean))("%s", async (_name, [text, events]) => {
    for (const length of lengthsOf(text)) {
      const expected = { problems: [], omitted: 0, events, rejected: 0 };
      expect(await validate(text, length)).toEqual(expected);
    }
  });
});

const refused: Readonly<Record<string, readonly [text: string | Uint8Array, problem: string]>> = {
  "text that does not begin as records do": [
    `x\n${event}`,
    'no stream records found: the file starts with "x"',
  ],
  "UTF-16 with a BOM": [
    Buffer.from(`\uFEFF${event}`, "utf16le"),
    "the text is UTF-16; convert it to UTF-8",
  ],
  "UTF-16 without a BOM": [
    Buffer.from(event, "utf16le"),
    "the text is UTF-16; convert it to UTF-8",
  ],
  "data after gzip and zeros": [
    Buffer.concat([gzipSync(event), Buffer.alloc(512), gzipSync(event)]),
    `gzip data is followed by other data at byte ${gzipSync(event).length}`,
  ],
};

describe("validate rejects", () => {
  test.each(Object.entries(refused))("%s", async (_name, [text, problem]) => {
    for (const length of lengthsOf(text)) {
      const expected = new HuntgenError([
        { code: "no-records", file: "r", line: 0, message: problem },
      ]);
      await expect(validate(text, length)).rejects.toThrow(expected);
    }
  });
});

// With quadratic time, each of these took minutes or did not end.
const long: Readonly<Record<string, string>> = {
  "members after the records": `{"records":[${event}],"a":[${"{},".repeat(5_000_000)}1]}`,
  "one value": `{"records":[${event},"${"x".repeat(15_000_000)}"]}`,
  "white space in the list": `{"records":[${event}${" \n".repeat(8_000_000)}]}`,
  "white space between values": `${event}${"\n".repeat(16_000_000)}${event}`,
  "commas in the list": `{"records":[${event}${",".repeat(16_000_000)}]}`,
};

describe("validate reads in linear time", () => {
  test.each(Object.entries(long))("%s", async (_name, text) => {
    const { events } = await validate(text, 2 ** 16);
    expect(events).toBeGreaterThan(0);
  });
});

test("validate lists ten problems of a file, and counts the others", async () => {
  const outcome = await validate(`${event}\n${"x\n".repeat(25)}`, 2 ** 16);
  expect(outcome).toMatchObject({ omitted: 15, events: 1, rejected: 25 });
  expect(outcome.problems).toHaveLength(10);
});

test("validate never prints the content of the file", async () => {
  const { problems } = await validate(`${event}\n\u001B[31mred\n{"secret\n`, 2 ** 16);
  expect(problems).toHaveLength(2);
  expect(problems.join("")).not.toMatch(/\p{Cc}|red|secret/u);
});

test("validate numbers rejected records and other parts in the order of the file", async () => {
  const lines: string[] = [];
  const rejectedFile = {
    write: (text: string) => void lines.push(...text.trimEnd().split("\n")),
    finish: () => undefined,
    discard: () => undefined,
  };
  const bytes = Readable.from([Buffer.from(`[${event},1,,{"a":tru},2`)]);
  await validateFiles([{ name: "r", bytes }], schema, rejectedFile);
  const rows: { index: number; record?: unknown }[] = lines.map((line) => JSON.parse(line));
  expect(rows.map(({ index, record }) => [index, record])).toEqual([
    [1, 1],
    [2, undefined],
    [3, '{"a":tru}'],
    [4, "2"],
  ]);
});
