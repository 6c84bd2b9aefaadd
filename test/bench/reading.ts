// Measures what reading the stream costs, compared with decoding and `JSON.parse` of the same bytes and
// with the same job by hand, and writes the report.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describeDecoding } from "./decoding.ts";
import { loadDefender } from "./defender.ts";
import {
  demandOf,
  describeJob,
  firstReleaseOf,
  type GroupName,
  groupNames,
  groups,
  isMeasured,
  jobNames,
  jobs,
} from "./jobs.ts";
import type { Ratio } from "./measuring.ts";
import { makeSet, type SetName, setNames, setTitles } from "./message-sets.ts";
import { findNodeVersions, type NodeVersion } from "./node-versions.ts";
import { describeRealMessages } from "./real-properties.ts";

export interface ReadingOptions {
  /** Measures only this group of jobs. */
  readonly group?: GroupName;
  /** Measures only this set of messages. */
  readonly set?: SetName;
  /** Measures only on this major version of Node. */
  readonly node?: number;
  /** A checkout with a build to compare with. */
  readonly base?: string;
  /** Seconds to measure each group, after a second to warm up. */
  readonly seconds: number;
}

interface GroupReport {
  /** CPU time of the group's first baseline per record. */
  readonly microseconds: number;
  readonly ratios: readonly Ratio[];
}

/** What was measured on one version of Node with one set of messages. */
interface Measured extends NodeVersion {
  readonly microseconds: number | undefined;
  readonly ratios: readonly Ratio[];
}

const missing = "–";

/** Measures every group and returns a report in Markdown. Takes about five minutes. */
export async function benchReading(options: ReadingOptions): Promise<string> {
  const versions = await findNodeVersions(options.node);
  const sets = setNames.filter((set) => options.set === undefined || options.set === set);
  const tables = Object.values((await loadDefender()).tables);
  return [
    'Ratios of CPU time to `new TextDecoder("utf-8", { fatal: true })` and `JSON.parse` of the same bytes, unless a row names something else; medians of interleaved rounds. **Bold**: above the demand.',
    "",
    `The real set has ${describeRealMessages(makeSet("real", tables), tables)}.`,
    "",
    describeDecoding(),
    ...sets.map((set) => reportSet(set, versions, options)),
  ].join("\n");
}

function reportSet(
  set: SetName,
  versions: readonly NodeVersion[],
  options: ReadingOptions,
): string {
  const measured = versions.map((node) => measureSet(set, node, options));
  const names = jobNames.filter(
    (name) =>
      isMeasured(name, set) && (options.group === undefined || jobs[name].group === options.group),
  );
  const withBase = options.base === undefined ? [] : measured;
  const head = [
    "job",
    "demand",
    ...measured.map(({ version }) => `Node ${version}`),
    ...measured.map(({ major }) => `0.1.0 on ${major}`),
    ...withBase.flatMap(({ major }) => [`base on ${major}`, `current to base on ${major}`]),
  ];
  const parsing = measured.map(({ microseconds }) => format(microseconds, 1));
  const rows = names.map((name) => [
    describeJob(name),
    formatDemands(versions.map(({ major }) => demandOf(name, set, major))),
    ...measured.map(({ major, ratios }) =>
      formatRatio(
        ratioOf(ratios, name, "current") ?? ratioOf(ratios, name, "baseline"),
        demandOf(name, set, major),
      ),
    ),
    ...measured.map(({ major }) => format(firstReleaseOf(name, set, major))),
    ...withBase.flatMap(({ ratios }) => [
      format(ratioOf(ratios, name, "base")),
      format(ratioOf(ratios, name, "current to base")),
    ]),
  ]);
  return [
    "",
    `### ${setTitles[set]}`,
    "",
    formatRow(head),
    formatRow(head.map((_, index) => (index === 0 ? "---" : "---:"))),
    formatRow([
      "decoding and `JSON.parse`, µs a record",
      "",
      ...parsing,
      ...head.slice(2 + parsing.length).map(() => ""),
    ]),
    ...rows.map(formatRow),
  ].join("\n");
}

function measureSet(set: SetName, node: NodeVersion, options: ReadingOptions): Measured {
  let microseconds: number | undefined;
  const ratios: Ratio[] = [];
  for (const group of groupNames) {
    const sets: readonly SetName[] = groups[group];
    if (!sets.includes(set) || (options.group ?? group) !== group) continue;
    const report = runGroup(group, set, node, options);
    if (group !== "lines") microseconds ??= report.microseconds;
    ratios.push(...report.ratios);
  }
  return { ...node, microseconds, ratios };
}

/** Runs a group in its own process. */
function runGroup(
  group: GroupName,
  set: SetName,
  { program, version }: NodeVersion,
  { base, seconds }: ReadingOptions,
): GroupReport {
  const script = fileURLToPath(new URL("reading-run.js", import.meta.url));
  const args = ["--group", group, "--set", set, "--seconds", String(seconds)];
  if (base !== undefined) args.push("--base", base);
  process.stderr.write(`reading: ${group} of ${set} on Node ${version}\n`);
  const { status, stdout, stderr } = spawnSync(program, [script, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${group} of ${set} on Node ${version}: ${stderr}`);
  return JSON.parse(stdout) as GroupReport;
}

function ratioOf(ratios: readonly Ratio[], name: string, build: string): number | undefined {
  return ratios.find((each) => each.name === name && each.build === build)?.ratio;
}

function formatRatio(ratio: number | undefined, demand: number | undefined): string {
  const text = format(ratio);
  return ratio !== undefined && demand !== undefined && Number(text) > demand
    ? `**${text}**`
    : text;
}

/** Returns the demands for the versions of Node, or one demand if they are equal. */
function formatDemands(demands: readonly (number | undefined)[]): string {
  const texts = demands.map((demand) => (demand === undefined ? "" : demand.toFixed(2)));
  return [...new Set(texts)].join(" / ");
}

function format(value: number | undefined, digits = 2): string {
  return value === undefined ? missing : value.toFixed(digits);
}

function formatRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
