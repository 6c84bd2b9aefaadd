// Reads messages without huntgen: only decoding and parsing, with which every job is compared, and
// the triage that a team would write around the validator of its choice.

import type { Contender } from "./peers.ts";
import type { HuntingTable } from "./rows.ts";
import type { UntypedRecord } from "./untyped-record.ts";

type Check = (row: unknown) => boolean;

/** Reads everything once, and returns the number of records. */
export type Read = () => number | Promise<number>;

export function parseBytes(messages: readonly Uint8Array[]): Read {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  return () => {
    let count = 0;
    for (const body of messages) count += recordsOf(decoder.decode(body)).length;
    return count;
  };
}

export function parseTexts(messages: readonly string[]): Read {
  return () => {
    let count = 0;
    for (const text of messages) count += recordsOf(text).length;
    return count;
  };
}

/** Cuts a blob into lines and parses each line. */
export function parseLinesByHand(chunks: readonly Uint8Array[]): Read {
  return () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    let rest = "";
    let count = 0;
    for (const chunk of chunks) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      for (const line of parts) {
        JSON.parse(line);
        count += 1;
      }
    }
    return count;
  };
}

/** Parses messages and sorts their records with the checks of a validator. */
export function triageByHand(
  messages: readonly Uint8Array[],
  { make }: Contender,
  tables: readonly HuntingTable[],
): Read {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const checks = new Map<string, Check>(tables.map((table) => [table.category, make(table)]));
  return () => {
    let count = 0;
    for (const body of messages) {
      const { events, rejected, unknown } = triage(recordsOf(decoder.decode(body)), checks);
      count += events.length + rejected.length + unknown.length;
    }
    return count;
  };
}

function triage(records: readonly UntypedRecord[], checks: ReadonlyMap<string, Check>) {
  const [events, rejected, unknown]: [UntypedRecord[], UntypedRecord[], UntypedRecord[]] = [
    [],
    [],
    [],
  ];
  for (const record of records) {
    const check = checks.get(record.category);
    if (check === undefined) unknown.push(record);
    else if (check(record.properties)) events.push(record);
    else rejected.push(record);
  }
  return { events, rejected, unknown };
}

/** The benchmark wrote the text, so it is a message. */
function recordsOf(text: string): readonly UntypedRecord[] {
  return (JSON.parse(text) as { records: readonly UntypedRecord[] }).records;
}
