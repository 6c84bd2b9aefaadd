// The bytes of a file -> batches of records, whatever form the file has: messages, records a line,
// an array of records; plain or gzip. The form is told by looking at the content.

import { Readable } from "node:stream";
import { TextDecoder } from "node:util";
import { createGunzip } from "node:zlib";
import { choose, type Tables } from "../runtime/choice.ts";
import { invalidText } from "../runtime/issue.ts";
import { type LineReader, readBatches } from "../runtime/lines.ts";
import { parseScanned, takeScanned } from "../runtime/message.ts";
import { MessageError } from "../runtime/message-error.ts";
import { JsonError, parseExact } from "../runtime/parse-exact.ts";
import { isObject } from "../runtime/table.ts";
import { type Batch, createTriage, type Triage, type TriageOptions } from "../runtime/triage.ts";
import { createValueSplitter, type DocumentForm } from "./value-splitter.ts";

/** How much of a file is looked at, in bytes, to find its format. */
const lookedAt = 2 ** 16;
const longestLine = 2 ** 27;
const batchSize = 500;

/** What is known of an event without knowing its table. */
interface NamedEvent {
  readonly category: string;
}

type Values = Triage<NamedEvent>;

/** Reads the records of a file. Throws a `MessageError` for a file that does not hold records. */
export async function* readRecords(
  packed: AsyncIterable<Uint8Array>,
  tables: Tables,
  options: TriageOptions,
): AsyncGenerator<Batch<NamedEvent>, void, undefined> {
  const { beginning, all } = await lookAhead(await unzip(packed), lookedAt);
  const form = formOf(new TextDecoder().decode(beginning));
  if (form === "lines") {
    const lineOptions = { ...options, batchSize, longestLine };
    for await (const { triage } of readBatches(tables, all, lineOptions, lineReader)) {
      yield triage.finish();
    }
    return;
  }
  const triage: Values = createTriage(choose(tables, {}, false), options);
  for await (const text of readValues(all, form)) {
    takeText(triage, text);
    if (triage.size() >= batchSize) yield triage.finish();
  }
  yield triage.finish();
}

/** Reads lines as the stream's readers do; a line may also be a message. */
const lineReader: LineReader<NamedEvent> = {
  mode: "write",
  takeScanned(triage, scanned, record, choice, options) {
    if (scanned.is(record, "event")) takeScanned(triage, scanned, record, choice, options);
    else if (scanned.is(record, "longInteger")) takeValue(triage, parseScanned(scanned, record));
    else takeValue(triage, scanned.value(record));
  },
  takeText: (triage, _text, value) => takeValue(triage, value),
};

/** Takes a record, or the records of a message. */
function takeValue(triage: Values, value: unknown): void {
  const records = isObject(value) ? value["records"] : undefined;
  if (Array.isArray(records)) for (const record of records) triage.take(record);
  else triage.take(value);
}

function takeText(triage: Values, text: string): void {
  let value: unknown;
  try {
    value = parseExact(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    triage.reject(text, invalidText(`not JSON: ${error.message}`));
    return;
  }
  takeValue(triage, value);
}

async function* readValues(
  bytes: AsyncIterable<Uint8Array>,
  form: DocumentForm,
): AsyncGenerator<string, void, undefined> {
  const splitter = createValueSplitter(form);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of bytes) yield* splitter.push(decode(decoder, chunk));
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
