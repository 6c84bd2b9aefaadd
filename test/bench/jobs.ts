// Lists the jobs of the reading benchmark with the ratio that each must not exceed, by set of messages.

import { firstRelease } from "./first-release.ts";
import type { SetName } from "./message-sets.ts";

/** The job or baseline that a job is compared with. */
export type Baseline = "parseBytes" | "parseText" | "parseLines" | "parseMessage";

/** Jobs that are measured in one process. */
export type GroupName = keyof typeof groups;

export type JobName = keyof typeof jobs;

interface Job {
  readonly title: string;
  readonly group: GroupName;
  /** Another job or baseline for the comparison; `parseBytes` by default. */
  readonly comparedWith?: string;
  readonly demands?: Partial<Readonly<Record<SetName, number>>>;
  /** The demand as a multiple of what huntgen 0.1.0 took. */
  readonly ofFirstRelease?: number;
}

/** The sets that each group reads. */
export const groups = {
  forward: ["real", "mixed", "samples"],
  columns: ["real", "mixed", "samples"],
  lines: ["real", "mixed", "samples"],
  whole: ["real", "mixed", "samples"],
  deliver: ["real", "mixed", "samples"],
  oneTable: ["real", "mixed"],
  rejected: ["real", "mixed", "samples"],
  unknown: ["real", "mixed", "samples"],
  pretty: ["real", "mixed", "samples"],
  keys: ["real", "mixed", "samples"],
  keysWithoutHash: ["real", "mixed"],
  ajv: ["real", "mixed"],
  typebox: ["real", "mixed"],
  zod: ["real", "mixed"],
  valibot: ["real", "mixed"],
} as const satisfies Readonly<Record<string, readonly SetName[]>>;

export const jobs = {
  check: {
    title: "check and index every record (`forwardMessage`)",
    group: "forward",
    demands: { real: 0.15, mixed: 0.2 },
  },
  forward: {
    title: "forward as NDJSON by table (`forwardMessage`)",
    group: "forward",
    demands: { real: 0.22, mixed: 0.3 },
  },
  recordKey: {
    title: "`forwardMessage` and `recordKey` of every record",
    group: "forward",
    demands: { real: 0.45, mixed: 0.45 },
  },
  fiveColumns: {
    title: "5 columns of every table",
    group: "columns",
    demands: { real: 0.27, mixed: 0.42 },
  },
  tenColumns: {
    title: "10 columns of every table",
    group: "columns",
    demands: { real: 0.35, mixed: 0.53 },
  },
  linesTenColumns: {
    title: "lines, 10 columns of every table",
    group: "lines",
    comparedWith: "cutting into lines and `JSON.parse` of each",
    demands: { real: 0.3, mixed: 0.6 },
  },
  lines: {
    title: "lines, all columns",
    group: "lines",
    comparedWith: "cutting into lines and `JSON.parse` of each",
  },
  all: {
    title: "all columns",
    group: "whole",
    demands: { real: 1.15, mixed: 1.2, samples: 1.2 },
  },
  drift: { title: "all columns, with drift", group: "whole", comparedWith: "all columns" },
  text: {
    title: "all columns, from text",
    group: "whole",
    comparedWith: "`JSON.parse` of the text",
  },
  deliverEach: {
    title: "`deliver`, a handler that returns at once",
    group: "deliver",
    comparedWith: "`parseMessage`",
    demands: { real: 1.05, mixed: 1.05, samples: 1.05 },
  },
  deliverAsync: {
    title: "`deliver`, a handler that returns a promise",
    group: "deliver",
    comparedWith: "`parseMessage`",
    demands: { real: 1.05, mixed: 1.05, samples: 1.05 },
  },
  deliverEvents: {
    title: "`deliver`, all events of a message at once",
    group: "deliver",
    comparedWith: "`parseMessage`",
    demands: { real: 1.05, mixed: 1.05, samples: 1.05 },
  },
  oneTable: {
    title: "one table chosen, one record in twenty",
    group: "oneTable",
    demands: { real: 0.2, mixed: 0.2 },
  },
  rejected: { title: "every row wrong", group: "rejected", ofFirstRelease: 1.15 },
  unknown: { title: "every table unknown", group: "unknown", ofFirstRelease: 1.15 },
  pretty: { title: "pretty-printed messages", group: "pretty", ofFirstRelease: 1.15 },
  eventKey: {
    title: "`eventKey` of every event",
    group: "keys",
    demands: { real: 3, mixed: 3 },
  },
  eventKeyWithoutHash: {
    title: "`eventKey` without `crypto.hash`",
    group: "keysWithoutHash",
    demands: { real: 5, mixed: 5 },
  },
  ajv: { title: "all columns by hand with Ajv, fast formats", group: "ajv" },
  typebox: { title: "all columns by hand with TypeBox", group: "typebox" },
  zod: { title: "all columns by hand with zod", group: "zod" },
  valibot: { title: "all columns by hand with valibot", group: "valibot" },
} as const satisfies Readonly<Record<string, Job>>;

export const jobNames: readonly JobName[] = Object.keys(jobs).filter(isJobName);

export const groupNames: readonly GroupName[] = Object.keys(groups).filter(isGroupName);

export function isGroupName(name: string): name is GroupName {
  return Object.hasOwn(groups, name);
}

/**
 * Describes a job: what is read, and what it is compared with if that is not the usual baseline.
 */
export function describeJob(name: JobName): string {
  const { title, comparedWith }: Job = jobs[name];
  return comparedWith === undefined ? title : `${title} (to ${comparedWith})`;
}

/** Whether a job of a set is measured. */
export function isMeasured(name: JobName, set: SetName): boolean {
  const sets: readonly SetName[] = groups[jobs[name].group];
  return sets.includes(set);
}

/** Returns the highest acceptable ratio on a major version of Node, if there is one. */
export function demandOf(name: JobName, set: SetName, major: number): number | undefined {
  const { demands, ofFirstRelease }: Job = jobs[name];
  const first = firstReleaseOf(name, set, major);
  if (ofFirstRelease === undefined || first === undefined) return demands?.[set];
  return ofFirstRelease * first;
}

/** Returns the ratio of huntgen 0.1.0, if it could do the job and was measured on this Node. */
export function firstReleaseOf(name: JobName, set: SetName, major: number): number | undefined {
  const [on20, on26] = firstRelease[set][name] ?? [];
  return { 20: on20, 26: on26 }[major];
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}
