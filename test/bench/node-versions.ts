// Finds the versions of Node that the reading benchmark runs on: the one that runs the benchmark, and
// the newest one, which npm installs into a cache at the first run. It is too large for `npm ci`.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "../support/packed-packages.ts";

export interface NodeVersion {
  readonly version: string;
  readonly major: number;
  readonly program: string;
}

const newest = "26.10.0";
const cache = fileURLToPath(
  new URL(`../../../node_modules/.cache/node-${newest}/`, import.meta.url),
);
const installed = path.join(cache, "node_modules/node/bin/node");

/** Returns the versions, or only the requested major version. */
export async function findNodeVersions(only?: number): Promise<readonly NodeVersion[]> {
  const versions: NodeVersion[] = [];
  const add = (version: string, program: string) =>
    versions.push({ version, major: majorOf(version), program });

  if (only === undefined || only === majorOf(process.versions.node)) {
    add(process.versions.node, process.execPath);
  }
  const isWanted = only === undefined || only === majorOf(newest);
  if (isWanted && majorOf(newest) !== majorOf(process.versions.node)) {
    if (existsSync(installed) || (await install())) add(newest, installed);
  }
  if (versions.length === 0) throw new Error(`Node ${only} is not available`);
  return versions;
}

async function install(): Promise<boolean> {
  mkdirSync(cache, { recursive: true });
  const manifest = { private: true, dependencies: { node: newest } };
  writeFileSync(path.join(cache, "package.json"), JSON.stringify(manifest));
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, output } = await start(cache, "npm", "install", "--prefix", cache, ...flags);
  if (status === 0 && existsSync(installed)) return true;
  process.stderr.write(
    `Node ${newest} could not be installed, so the report has no column for it:\n${output}\n`,
  );
  return false;
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
