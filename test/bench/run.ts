// `npm run bench`: measures, prints, and writes RESULTS.md. `--large` adds 10,000 tables.

import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { benchChecks } from "./checks.ts";
import { benchComparing } from "./comparing.ts";
import { benchGenerating } from "./generating.ts";
import { benchReading } from "./reading.ts";

const large = process.argv.includes("--large");
const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;

const text = `# Results

Written by \`npm run bench${large ? " -- --large" : ""}\` on ${machine}. The machine was shared: trust ratios to about a tenth.

## Checking rows

${await benchChecks()}

## Reading the stream

${benchReading()}

## Generating

${benchGenerating(large ? [66, 1000, 10_000] : [66, 1000])}

## Comparing schemas

${benchComparing()}
`;

process.stdout.write(text);
writeFileSync(new URL("../../../RESULTS.md", import.meta.url), text);
