// Defines the jobs that need a part of each record: forwarding, keys of records, chosen columns.

import { encodeLines, encodeMessages } from "./altered-messages.ts";
import { parseLinesByHand } from "./by-hand.ts";
import { chooseColumns } from "./chosen-columns.ts";
import type { Defender, ReadBatch, ReadOptions } from "./defender.ts";
import type { JobName } from "./jobs.ts";
import { decodeAndParse, type GroupMaker, readEach, readEvents, type Way } from "./way.ts";

export const forward: GroupMaker = (messages) => {
  const bodies = encodeMessages(messages);
  return {
    baselines: [decodeAndParse(bodies)],
    withBuild: (defender) => forwardingWays(defender, bodies),
  };
};

export const columns: GroupMaker = (messages, tables) => {
  const bodies = encodeMessages(messages);
  return {
    baselines: [decodeAndParse(bodies)],
    withBuild({ forwardMessage, parseMessage }) {
      if (forwardMessage === undefined) return [];
      const way = (name: JobName, count: number): Way => {
        const options = { columns: chooseColumns(messages, tables, count) };
        for (const body of bodies) expectColumns(parseMessage(body, options), count);
        return {
          name,
          comparedWith: "parseBytes",
          read: readEvents(bodies, parseMessage, options),
        };
      };
      return [way("fiveColumns", 5), way("tenColumns", 10)];
    },
  };
};

export const lines: GroupMaker = (messages, tables) => {
  const chunks = encodeLines(messages);
  return {
    baselines: [{ name: "parseLines", read: parseLinesByHand(chunks) }],
    withBuild(defender) {
      const way = (name: JobName, options: ReadOptions): Way => ({
        name,
        comparedWith: "parseLines",
        read: () => countLines(defender, chunks, options),
      });
      const all = way("lines", {});
      if (defender.forwardMessage === undefined) return [all];
      return [way("linesTenColumns", { columns: chooseColumns(messages, tables, 10) }), all];
    },
  };
};

function forwardingWays(
  { forwardMessage, recordKey }: Defender,
  bodies: readonly Uint8Array[],
): readonly Way[] {
  if (forwardMessage === undefined || recordKey === undefined) return [];
  const forwarded = (body: Uint8Array) => [...forwardMessage(body).tables.values()];
  return [
    {
      name: "check",
      comparedWith: "parseBytes",
      expected: 0,
      read: readEach(bodies, (body) => forwardMessage(body).rejected.length),
    },
    {
      name: "forward",
      comparedWith: "parseBytes",
      // Only bytes are read: `records` is created when it is read, which is not part of this job.
      expected: bodies.length,
      read: readEach(bodies, (body) => {
        const written = forwarded(body).reduce((sum, { ndjson }) => sum + ndjson.byteLength, 0);
        return written > 0.95 * body.byteLength ? 1 : 0;
      }),
    },
    {
      name: "recordKey",
      comparedWith: "parseBytes",
      read: readEach(bodies, (body) => {
        let count = 0;
        for (const { records } of forwarded(body)) {
          for (const record of records) count += recordKey(record) === "" ? 0 : 1;
        }
        return count;
      }),
    },
  ];
}

async function countLines(
  { parseLines }: Defender,
  chunks: readonly Uint8Array[],
  options: ReadOptions,
): Promise<number> {
  let count = 0;
  for await (const { events } of parseLines(chunks, options)) count += events.length;
  return count;
}

/** Throws if a build ignores the option `columns`. */
function expectColumns({ events }: ReadBatch, count: number): void {
  const wide = events.find(({ properties }) => Object.keys(properties).length > count);
  if (wide !== undefined) {
    throw new Error(`more than ${count} columns of ${wide.category} were read`);
  }
}
