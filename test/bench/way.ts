// Describes a way to do a job of the reading benchmark, and the groups that are measured in one
// process.

import { parseBytes, type Read } from "./by-hand.ts";
import type { Defender, ReadOptions } from "./defender.ts";
import type { Baseline, JobName } from "./jobs.ts";
import type { Messages } from "./message-sets.ts";
import type { HuntingTable } from "./rows.ts";

export interface Way {
  readonly name: JobName | Baseline;
  /** The way that it is compared with, or undefined for a baseline. */
  readonly comparedWith?: JobName | Baseline;
  /** The result of reading: the number of records, unless stated otherwise. */
  readonly expected?: number;
  /** Runs before each round, and is not measured. */
  readonly prepare?: () => void;
  readonly read: Read;
}

/** A group of jobs on a set of messages. */
export interface Group {
  /** The ways that need no build of the package. */
  readonly baselines: readonly Way[];
  /** Creates the ways of one build, except for jobs that the build cannot do. */
  readonly withBuild: (defender: Defender) => readonly Way[];
  /** 1 by default. */
  readonly secondsToWarmUp?: number;
}

export type GroupMaker = (messages: Messages, tables: readonly HuntingTable[]) => Group;

export function decodeAndParse(bodies: readonly Uint8Array[]): Way {
  return { name: "parseBytes", read: parseBytes(bodies) };
}

/** Reads one body after another and does not keep them, as a handler of messages does. */
export function readEach<Body>(bodies: readonly Body[], read: (body: Body) => number): Read {
  return () => {
    let count = 0;
    for (const body of bodies) count += read(body);
    return count;
  };
}

export function readEvents(
  bodies: readonly (string | Uint8Array)[],
  parseMessage: Defender["parseMessage"],
  options?: ReadOptions,
): Read {
  return readEach(bodies, (body) => parseMessage(body, options).events.length);
}
