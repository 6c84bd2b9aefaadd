// Runs `npm run bench`: measures everything, prints a report and writes it to RESULTS.md. With names of
// sections it only measures and prints those: `npm run bench -- reading --set real --node 20`.

import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchChecks } from "./checks.ts";
import { benchComparing } from "./comparing.ts";
import { benchGenerating } from "./generating.ts";
import { isGroupName } from "./jobs.ts";
import { setNames } from "./message-sets.ts";
import { benchReading, type ReadingOptions } from "./reading.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Adds 10,000 tables to the section on generating. */
    large: { type: "boolean", default: false },
    // The other flags choose what the section on reading measures.
    group: { type: "string" },
    set: { type: "string" },
    node: { type: "string" },
    base: { type: "string" },
    seconds: { type: "string", default: "2" },
  },
});

interface Section {
  readonly title: string;
  readonly measure: () => string | Promise<string>;
}

const sections: Readonly<Record<string, Section>> = {
  checks: { title: "Checking rows", measure: benchChecks },
  reading: { title: "Reading the stream", measure: () => benchReading(readingOptions()) },
  generating: {
    title: "Generating",
    measure: () => benchGenerating(values.large ? [66, 1000, 10_000] : [66, 1000]),
  },
  comparing: { title: "Comparing schemas", measure: benchComparing },
};

const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const unknown = positionals.find((name) => !Object.hasOwn(sections, name));
if (unknown !== undefined) {
  throw new Error(`no section "${unknown}"; expected ${Object.keys(sections).join(", ")}`);
}

const texts: string[] = [];
for (const [name, { title, measure }] of Object.entries(sections)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  texts.push(`## ${title}\n\n${await measure()}\n`);
}
const command = `npm run bench${values.large ? " -- --large" : ""}`;
const text = `# Results

Written by \`${command}\` on ${machine}. The machine was shared: trust ratios to about a tenth.

${texts.join("\n")}`;

process.stdout.write(text);
if (positionals.length === 0) writeFileSync(new URL("../../../RESULTS.md", import.meta.url), text);

function readingOptions(): ReadingOptions {
  const { base, group, node, set, seconds } = values;
  const foundSet = setNames.find((name) => name === set);
  if (group !== undefined && !isGroupName(group)) throw new Error(`no group "${group}"`);
  if (set !== undefined && foundSet === undefined) throw new Error(`no set "${set}"`);
  return {
    seconds: Number(seconds),
    ...(group === undefined ? {} : { group }),
    ...(foundSet === undefined ? {} : { set: foundSet }),
    ...(node === undefined ? {} : { node: Number(node) }),
    ...(base === undefined ? {} : { base }),
  };
}
