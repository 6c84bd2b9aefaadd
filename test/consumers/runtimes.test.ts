// Checks that every runtime reads the same bodies with the same results: Node, Deno, Bun, Chromium
// and workerd, with the scanner or, if the runtime refuses WebAssembly, without it.

import { readFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it, type TestContext } from "vitest";
import { findChromium, missingChromium } from "../support/find-chromium.ts";
import { start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

const records = new URL("../support/fixtures/stream-records.ndjson", import.meta.url);

/** What a runtime printed. */
interface Report {
  /** How many texts the scanner handled, which are messages and blocks of lines. */
  readonly scanner: {
    readonly instances: number;
    readonly texts: number;
    readonly leftToFallback: number;
  };
  /** Digests of the results. */
  readonly results: Readonly<Record<string, string>>;
}

/** Commands that run a module. The others are compared with the first one. */
const withScanner: Readonly<Record<string, readonly string[]>> = {
  "Node 20.19": ["node_modules/node-20.19/bin/node"],
  "Node 20.20": ["node_modules/node-20.20/bin/node"],
  "Node 22": ["node_modules/node-22/bin/node"],
  "Node 24": ["node_modules/node-24/bin/node"],
  "Node 26": ["node_modules/node-26/bin/node"],
  Deno: ["node_modules/.bin/deno", "run", "--no-remote"],
  Bun: ["node_modules/.bin/bun", "run"],
};

/** Without a compiler, Node refuses WebAssembly. */
const withoutScanner: Readonly<Record<string, readonly string[]>> = {
  "Node 20.19 without a compiler": ["node_modules/node-20.19/bin/node", "--jitless"],
  "Node 26 without a compiler": ["node_modules/node-26/bin/node", "--jitless"],
};

let consumer: Project;
let expected: Report;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/runtimes");
  const lines = readFileSync(records, "utf8").trimEnd().split(/\r?\n/);
  consumer.write("captured.js", `export const captured = ${JSON.stringify(lines)};\n`);
  expected = await runMain(withScanner["Node 20.19"] ?? []);
});

describe("the results that all runtimes are compared with", () => {
  it("cover every body, and most of them come from the scanner", () => {
    const digests = Object.values(expected.results);
    expect(digests.length).toBeGreaterThan(1000);
    expect(new Set(digests).size).toBeGreaterThan(150);
    expect(expected.scanner.instances).toBe(1);
    expect(expected.scanner.texts).toBeGreaterThan(1000);
    expect(expected.scanner.leftToFallback).toBeGreaterThan(100);
  });

  it("are the same for a text and for its bytes", () => {
    const { results } = expected;
    const texts = Object.keys(results).filter((name) => /^\w+ text /.test(name));
    expect(texts.length).toBeGreaterThan(400);
    const differing = texts.filter(
      (name) => results[name] !== results[name.replace(" text ", " bytes ")],
    );
    expect(differing).toEqual([]);
  });
});

describe.each(Object.entries(withScanner))("%s", (_name, command) => {
  it("reads with the scanner", async () => {
    expect(compare(await runMain(command))).toEqual(sameWithScanner());
  });
});

describe.each(Object.entries(withoutScanner))("%s", (_name, command) => {
  it("reads without the scanner", async () => {
    expect(compare(await runMain(command))).toEqual(sameWithoutScanner);
  });
});

describe("Chromium", () => {
  it("reads with the scanner in a page and in a worker", async (context) => {
    const reports = await runChromium(context);
    expect(reports.map(compare)).toEqual([sameWithScanner(), sameWithScanner()]);
  });

  it("reads without the scanner if the policy of the page refuses WebAssembly", async (context) => {
    const reports = await runChromium(context, "script-src 'self'");
    expect(reports.map(compare)).toEqual([sameWithoutScanner, sameWithoutScanner]);
  });

  it("reads with the scanner if the policy allows WebAssembly", async (context) => {
    const reports = await runChromium(context, "script-src 'self' 'wasm-unsafe-eval'");
    expect(reports.map(compare)).toEqual([sameWithScanner(), sameWithScanner()]);
  });
});

describe("workerd", () => {
  it("reads with the scanner that the condition workerd imports", async () => {
    expect(compare(await runWorkerd("workerd"))).toEqual(sameWithScanner());
  });

  it("reads without the scanner if the bundle ignores the condition", async () => {
    expect(compare(await runWorkerd())).toEqual(sameWithoutScanner);
  });
});

describe("a bundle", () => {
  it.each([
    ["of a table does not contain the scanner", "DeviceInfo.is({})", false],
    ["of a reader of all tables contains the scanner", 'parseMessage("")', true],
    ["of a reader of one table contains the scanner", "createReader([DeviceInfo])", true],
  ])("%s", async (_title, use, isHeld) => {
    const text = await bundle(
      `import { createReader, DeviceInfo, parseMessage } from "@huntgen/defender";
      console.log(${use});`,
    );
    expect(text.includes(beginningOfWasm)).toBe(isHeld);
  });

  it("for workerd contains the scanner only if it imports an entry that reads the stream", async () => {
    const ofTable = await bundle(
      'export { DeviceInfo } from "@huntgen/defender/tables/DeviceInfo";',
      "workerd",
    );
    const ofIndex = await bundle('export { DeviceInfo } from "@huntgen/defender";', "workerd");
    expect(ofTable).not.toContain("scanner.wasm");
    expect(ofIndex).toContain("scanner.wasm");
  });
});

/** The hex digits of the first bytes of any WebAssembly. */
const beginningOfWasm = "0061736d01000000";

interface Comparison {
  /** Lists the results that differ from those of the first runtime. */
  readonly differing: readonly string[];
  readonly scanner: Report["scanner"];
}

function compare({ results, scanner }: Report): Comparison {
  const names = new Set([...Object.keys(expected.results), ...Object.keys(results)]);
  const differing = [...names].filter((name) => results[name] !== expected.results[name]);
  return { differing, scanner };
}

function sameWithScanner(): Comparison {
  return { differing: [], scanner: expected.scanner };
}

const sameWithoutScanner: Comparison = {
  differing: [],
  scanner: { instances: 0, texts: 0, leftToFallback: 0 },
};

async function runMain([command = "", ...args]: readonly string[]): Promise<Report> {
  return JSON.parse(await run(path.join(consumer.dir, command), ...args, "main.js"));
}

async function runWorkerd(...conditions: string[]): Promise<Report> {
  return JSON.parse(await run("node", "run-workerd.js", ...conditions));
}

/** Returns the reports of a page and of its worker, with a Content-Security-Policy. */
async function runChromium(context: TestContext, ...policy: string[]): Promise<Report[]> {
  const chromium = findChromium() ?? missChromium(context);
  const reports: string[] = JSON.parse(await run("node", "run-chromium.js", chromium, ...policy));
  return reports.map((report) => JSON.parse(report));
}

/** Fails in CI, and skips the test elsewhere. */
function missChromium({ skip }: TestContext): never {
  if (process.env["CI"] === "true") throw new Error(missingChromium);
  console.warn(missingChromium);
  return skip(missingChromium);
}

/** Runs a command in the consumer, and returns what it printed. */
async function run(command: string, ...args: string[]): Promise<string> {
  const { status, stdout, output } = await start(consumer.dir, command, ...args);
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed:\n${output}`);
  return stdout;
}

/** Returns the JavaScript that a bundler creates for a module. */
async function bundle(contents: string, ...conditions: string[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: consumer.dir },
    bundle: true,
    format: "esm",
    minify: true,
    conditions,
    external: ["*.wasm"],
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}
