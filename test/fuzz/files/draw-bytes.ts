// Draws files: good ones of every format, and files that are cut, spliced, mixed with fragments and
// bytes, or encoded.

import { gzipSync } from "node:zlib";
import type { Random } from "../../support/random-rows.ts";
import { exportCorpus } from "../../ingest/export-corpus.ts";
import { formWriters } from "../../ingest/export-writers.ts";
import { odd, pieces, words } from "../names/name-parts.ts";

const corpus: readonly Buffer[] = exportCorpus.map(({ content }) => Buffer.from(content));
const records: readonly string[] = [
  '{"time":"2026-03-01T00:10:21Z","tenantId":"a","category":"AdvancedHunting-T","properties":{"Id":1,"Name":"x"}}',
  '{"category":"AdvancedHunting-T","properties":{"Id":"x","Name":12345678901234567890,"More":null}}',
  '{"category":"AdvancedHunting-Other","properties":{}}',
  '{"records":[{"category":"AdvancedHunting-T","properties":{"Id":9007199254740993}}]}',
];

const fragments: readonly string[] = [
  ..."ColumnName ColumnType DataType ColumnOrdinal TableName Schema getschema PrimaryResult".split(
    " ",
  ),
  ..."string long lnog System.Int64 System.String FrameType Rows Columns Tables tables".split(" "),
  ..."schema results OrderedColumns Name CslType exceptions error records category properties".split(
    " ",
  ),
  ...'null true false 1e400 -0 18446744073709551616 \\u0000 \\ud800 {} [] {" ":[ ]} ,, ""'.split(
    " ",
  ),
  "ColumnName,ColumnType\n",
  "T\n| getschema\n",
  ".show table T\n",
  "#TYPE x\n",
  "sep=;\n",
  "__proto__",
  "...",
  "…",
  "\n\n",
  ...pieces,
  ...odd.filter((text) => !/\p{Cs}/u.test(text)),
];

/** Draws a file that a user could have: an export, or records of the stream. */
function drawGood(random: Random, kind: "export" | "records"): Buffer {
  if (kind === "records") {
    const chosen = Array.from({ length: 1 + random.below(4) }, () => random.pick(records));
    const array = `[${chosen.join(",")}]`;
    return Buffer.from(random.pick([chosen.join("\n"), array, `{"records":${array}}`]));
  }
  if (random.chance(0.6)) return random.pick(corpus);
  const columns = Array.from({ length: 1 + random.below(6) }, (_, at) => ({
    name: drawColumn(random, at),
    type: random.pick(["string", "long", "int", "datetime", "dynamic"]),
  }));
  return Buffer.from(random.pick(formWriters).write({ name: "T", columns }));
}

function drawColumn(random: Random, at: number): string {
  if (random.chance(0.5)) return `C${at}`;
  if (random.chance(0.1)) return random.pick(["__proto__", "constructor", "toString"]);
  const name = random.pick(random.pick([fragments, words, odd]));
  return random.chance(0.5) ? name : `${name}${at}`;
}

/** Draws a file; about one in five is good. */
export function drawBytes(random: Random, kind: "export" | "records"): Buffer {
  let bytes = drawGood(random, kind);
  if (random.chance(0.03)) bytes = drawNoise(random, 400);
  for (let changes = random.pick([0, 0, 1, 2, 4]); changes > 0; changes--)
    bytes = change(random, bytes, kind);
  return encode(random, bytes);
}

function drawNoise(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: random.below(most) }, () => random.below(256)));
}

function change(random: Random, bytes: Buffer, kind: "export" | "records"): Buffer {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + random.below(1 + random.pick([3, 30, bytes.length])));
  const [before, inner, after] = [
    bytes.subarray(0, at),
    bytes.subarray(at, end),
    bytes.subarray(end),
  ];
  const result = random.pick([
    () => before,
    () => Buffer.concat([before, after]),
    () => Buffer.concat([before, drawGood(random, kind).subarray(random.below(60))]),
    () => Buffer.concat([before, Buffer.from(random.pick(fragments)), after]),
    () => Buffer.concat([before, Buffer.from(random.pick(fragments)), inner, after]),
    () => Buffer.concat([before, drawNoise(random, 4), inner, after]),
    () => Buffer.concat([before, ...Array.from({ length: random.below(50) }, () => inner), after]),
    () =>
      Buffer.concat([
        before,
        Buffer.from(random.pick(fragments).repeat(random.below(3000))),
        after,
      ]),
  ])();
  // Cases are small, so that many run.
  return result.subarray(0, 20_000);
}

function encode(random: Random, bytes: Buffer): Buffer {
  if (random.chance(0.75)) return bytes;
  const text = bytes.toString("utf8");
  const utf16 = Buffer.from(random.chance(0.7) ? `\uFEFF${text}` : text, "utf16le");
  const encoded = random.pick([
    () => Buffer.from(`\uFEFF${text}`),
    () => Buffer.from(text.replaceAll("\n", random.pick(["\r\n", "\r"]))),
    () => utf16,
    () => Buffer.from(utf16).swap16(),
    () => Buffer.from(text, "latin1"),
    () => gzipSync(bytes, { level: 1 }),
  ])();
  return random.chance(0.2) ? encoded.subarray(0, random.below(encoded.length + 1)) : encoded;
}
