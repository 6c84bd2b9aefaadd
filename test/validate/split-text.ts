// Splits a text that is cut into chunks, and collects what the splitter finds.

import { MessageError } from "../../generator/runtime/stream/message-error.ts";
import { RecordSplitter } from "../../generator/validate/split/record-splitter.ts";

export interface Part {
  readonly kind: string;
  readonly text: string;
  readonly line: number;
  readonly byte: number;
}

/** Returns the records, messages and problems of a text that arrives in these chunks. */
export function splitText(chunks: readonly Uint8Array[], longest = 2 ** 20): Part[] {
  const parts: Part[] = [];
  const add = (kind: string, bytes: Uint8Array | undefined, line: number, byte: number): void => {
    parts.push({ kind, text: Buffer.from(bytes ?? []).toString("latin1"), line, byte });
  };
  const splitter = new RecordSplitter(
    {
      record: (bytes, { line, byte }) => add("record", bytes, line, byte),
      message: (bytes, { line, byte }) => add("message", bytes, line, byte),
      problem: ({ code, message, text, line, byte }) =>
        add(`${code}: ${message}`, text, line, byte),
    },
    longest,
  );
  try {
    for (const chunk of chunks) {
      // A source may reuse its buffer.
      const reused = new Uint8Array(chunk);
      splitter.push(reused);
      reused.fill(0x22);
    }
    splitter.end();
  } catch (error) {
    if (!(error instanceof MessageError)) throw error;
    add(`no-records: ${error.message}`, undefined, 0, 0);
  }
  return parts;
}

/** Returns the records that are JSON, and whether all of them are. */
export function cleanRecords(parts: readonly Part[]): { records: string[]; isClean: boolean } {
  const isGood = ({ kind, text }: Part): boolean =>
    (kind === "record" || kind === "message") && isUtf8Json(text);
  const records = parts.filter((part) => part.kind === "record" && isGood(part));
  return { records: records.map(({ text }) => text), isClean: parts.every(isGood) };
}

function isUtf8Json(latin1: string): boolean {
  try {
    const bytes = Buffer.from(latin1, "latin1");
    JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
