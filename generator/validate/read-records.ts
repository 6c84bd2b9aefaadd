// The bytes of a file -> batches of records, whatever form the file has: messages, records a line,
// an array of records; plain or gzip. The form is told by looking at the content.

import { Readable } from "node:stream";
import { TextDecoder } from "node:util";
import { createGunzip } from "node:zlib";
import { parseExact } from "../runtime/exact-json.ts";
import { invalidText } from "../runtime/issue.ts";
import { createLineSplitter, type Line } from "../runtime/line-splitter.ts";
import { MessageError } from "../runtime/message-error.ts";
import { describeSyntaxError } from "../runtime/syntax-error.ts";
import { isObject } from "../runtime/table.ts";
import {
  type Batch,
  createTriage,
  type Tables,
  type Triage,
  type TriageOptions,
} from "../runtime/triage.ts";
import { createValueSplitter, type DocumentForm } from "./value-splitter.ts";

/** How much of a file is looked at, in bytes, to tell its form. */
const lookedAt = 2 ** 16;
const longestLine = 2 ** 27;
const batchSize = 500;

/** What is known of an event without knowing its table. */
interface NamedEvent {
  readonly category: string;
}

/** Reads the records of a file. Throws a `MessageError` for what holds no records at all. */
export async function* readRecords(
  bytes: AsyncIterable<Uint8Array>,
  tables: Tables,
  options: TriageOptions,
): AsyncGenerator<Batch<NamedEvent>, void, undefined> {
  const triage = createTriage<NamedEvent>(tables, options);
  for await (const value of readValues(await unzip(bytes))) {
    takeValue(triage, value);
    if (triage.size() >= batchSize) yield triage.finish();
  }
  yield triage.finish();
}

/** A value of a file: its text, or bytes that are no text. A message stands for its records. */
function takeValue(triage: Triage<unknown>, value: Line): void {
  if (typeof value !== "string") {
    triage.reject({ base64: Buffer.from(value).toString("base64") }, invalidText("not UTF-8"));
    return;
  }
  let parsed: unknown;
  try {
    parsed = parseExact(value);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { found, position } = describeSyntaxError(value);
    const where = position === undefined ? "" : ` at character ${position}`;
    triage.reject(value, invalidText(`not JSON: found ${found}${where}`));
    return;
  }
  const records = isObject(parsed) ? parsed["records"] : undefined;
  if (Array.isArray(records)) for (const record of records) triage.take(record);
  else triage.take(parsed);
}

async function* readValues(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Line, void, undefined> {
  const { beginning, all } = await lookAhead(bytes, lookedAt);
  const form = formOf(new TextDecoder().decode(beginning));
  if (form === "lines") {
    const splitter = createLineSplitter(longestLine);
    for await (const chunk of all) yield* withoutBlanks(splitter.push(chunk));
    yield* withoutBlanks(splitter.end());
    return;
  }
  const splitter = createValueSplitter(form);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of all) yield* splitter.push(decode(decoder, chunk));
  const rest = splitter.end();
  if (rest !== "") yield rest;
}

/** A file of lines shows a whole JSON value on its first line; other documents do not. */
function formOf(beginning: string): DocumentForm | "lines" {
  const text = beginning.trimStart();
  const [firstLine = "", ...more] = text.split("\n");
  if (text === "") return "lines";
  if (!/^[{[]/.test(text)) {
    throw new MessageError(`no records of the stream: it starts with ${JSON.stringify(text[0])}`);
  }
  if (text.startsWith("[")) return "array";
  if (more.length > 0 && isJson(firstLine)) return "lines";
  if (/^\{\s*"records"\s*:\s*\[/.test(text)) return "messages";
  return more.length > 0 && /^\{\s*$/.test(firstLine) ? "values" : "lines";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function decode(decoder: TextDecoder, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new MessageError("no records of the stream: not UTF-8 text");
  }
}

function* withoutBlanks(lines: Iterable<Line>): Generator<Line, void, undefined> {
  for (const line of lines) if (typeof line !== "string" || line.trim() !== "") yield line;
}

/** Unpacks gzip, which its first two bytes tell. */
async function unzip(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { beginning, all } = await lookAhead(bytes, 2);
  if (beginning[0] !== 0x1f || beginning[1] !== 0x8b) return all;
  const packed = Readable.from(all);
  const unpacked = createGunzip();
  packed.on("error", (error) => unpacked.destroy(error));
  return packed.pipe(unpacked);
}

/** The first bytes of a source, and the source as if nobody had looked. */
async function lookAhead(
  bytes: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{ beginning: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let taken = 0;
  while (taken < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    chunks.push(next.value);
    taken += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { beginning: Buffer.concat(chunks).subarray(0, length), all: all() };
}
