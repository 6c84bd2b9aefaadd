// Checks every toolchain that a downstream project may use: compilers, module systems, Node, Deno
// and Bun, bundlers, and the linters of packages. They are all installed in one project, and the
// cases are in tables.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { type Outcome, start } from "../support/packed-packages.ts";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

let consumer: Project;

beforeAll(async () => {
  consumer = await installConsumer("test/consumers/toolchains");
});

const compilers = ["5.5", "5.6", "5.7", "5.8", "5.9", "6.0", "7.0"] as const;
const newest = "7.0";

type Compiler = (typeof compilers)[number];

interface Mode {
  readonly program: string;
  /** How Node treats a `.js` file of the project. */
  readonly type: "module" | "commonjs";
  readonly options: Readonly<Record<string, unknown>>;
  readonly since: Compiler;
}

const nodeNext = { module: "NodeNext", moduleResolution: "NodeNext" };
const bundler = { moduleResolution: "bundler" };

const modes: Readonly<Record<string, Mode>> = {
  "ESM under NodeNext": {
    program: "program.ts",
    type: "module",
    options: nodeNext,
    since: "5.5",
  },
  "ESM for a bundler": {
    program: "program.ts",
    type: "module",
    options: { module: "ESNext", ...bundler },
    since: "5.5",
  },
  "imports in CommonJS under NodeNext": {
    program: "program.ts",
    type: "commonjs",
    options: { ...nodeNext, verbatimModuleSyntax: false },
    since: "5.8",
  },
  "imports in CommonJS under Node20": {
    program: "program.ts",
    type: "commonjs",
    options: { module: "Node20", moduleResolution: "Node16", verbatimModuleSyntax: false },
    since: "5.9",
  },
  "require in CommonJS under NodeNext": {
    program: "required.cts",
    type: "commonjs",
    options: nodeNext,
    since: "5.8",
  },
  "require in CommonJS under preserve": {
    program: "required.cts",
    type: "commonjs",
    options: { module: "Preserve", ...bundler },
    since: "5.5",
  },
};

const answers: Readonly<Record<string, unknown>> = {
  "program.ts": {
    devices: ["ws-1 in no group"],
    rejected: ["ProcessId: long, not string"],
    unknown: ["AdvancedHunting-NewTable"],
    skipped: 2,
    digits: [true],
    isRow: 12,
    tables: 66,
  },
  "required.cts": { issues: [["ProcessId"]], same: true, events: 0 },
};

const runtimes: Readonly<Record<string, readonly string[]>> = {
  "Node 20.19": ["node_modules/node-20.19/bin/node"],
  "Node 20.20": ["node_modules/node-20.20/bin/node"],
  "Node 22": ["node_modules/node-22/bin/node"],
  "Node 24": ["node_modules/node-24/bin/node"],
  "Node 26": ["node_modules/node-26/bin/node"],
  Deno: ["node_modules/.bin/deno", "run", "--no-remote"],
  Bun: ["node_modules/.bin/bun", "run"],
};

/** Runtimes that run TypeScript without a build. */
const strippers = ["Node 22", "Node 24", "Node 26", "Deno", "Bun"];

describe.each(compilers)("TypeScript %s", (compiler) => {
  const able = Object.keys(modes).filter((name) => has(compiler, modeOf(name).since));

  it("compiles the programs in every way that it supports, with every expected error", async () => {
    expect(able.length).toBeGreaterThanOrEqual(3);
    for (const name of able) {
      const { outcome, emitted } = await compile(compiler, name);
      expect({ name, ...outcome }).toEqual({ name, status: 0, stdout: "", output: "" });
      expect(readAnswer(await start(consumer.dir, "node", emitted))).toEqual(answerOf(name));
    }
  });

  it("reports a misspelt column and an unknown table in the program", async () => {
    const program = consumer.read("programs/program.ts");
    const directive = /@ts-expect-error/g;
    const lax = program.replaceAll(directive, "");
    const { outcome } = await compile(compiler, "ESM under NodeNext", lax, "lax");
    expect(outcome.stdout.match(/error TS\d+/g)).toHaveLength(
      program.match(directive)?.length ?? 0,
    );
    expect(outcome.stdout).toContain("'DeviceNmae' does not exist");
    expect(outcome.stdout).toContain("DeviceLogonEvnts");
    expect(outcome.stdout).toContain("DeviceEvnts");
  });
});

it.each(["5.5", "5.6", "5.7"] as const)(
  "TypeScript %s has no require for ESM under NodeNext, which is why preserve is tested",
  async (compiler) => {
    const { outcome } = await compile(compiler, "require in CommonJS under NodeNext");
    expect(outcome.stdout).toContain("error TS1471");
  },
);

describe.each(Object.keys(runtimes))("%s", (runtime) => {
  it("runs the programs that the newest TypeScript compiled, as ESM and as CommonJS", async () => {
    for (const name of Object.keys(modes)) {
      const { emitted } = await compile(newest, name);
      const answer = readAnswer(await run(runtime, consumer.dir, emitted));
      expect({ name, answer }).toEqual({ name, answer: answerOf(name) });
    }
  });
});

describe("a project's own tree with .ts imports", () => {
  beforeAll(async () => {
    for (const command of ["init", "generate"]) {
      const { status, output } = await start(own(), bin("huntgen"), command);
      if (status !== 0) throw new Error(`huntgen ${command} failed:\n${output}`);
    }
  });

  it.each(strippers)("runs on %s without a build", async (runtime) => {
    const { status, stdout, output } = await run(runtime, own(), "main.ts");
    expect({ status, output }).toEqual({ status: 0, output });
    expect(JSON.parse(stdout)).toEqual(['{"ReportId":9007199254740993}', false]);
  });

  it("passes the type check of Deno's own compiler", async () => {
    const { status, output } = await start(own(), bin("deno"), "check", "main.ts");
    expect({ status, output }).toEqual({ status: 0, output });
  });
});

interface Bundle {
  /** What the bundle prints. */
  readonly answer: readonly unknown[];
  /** The tables that the bundle may contain, or undefined for all of them. */
  readonly holds?: readonly string[];
}

const bundles: Readonly<Record<string, Bundle>> = {
  "one-table": { answer: [true, false], holds: ["DeviceEvents"] },
  reader: { answer: [1, 1], holds: ["DeviceInfo", "DeviceLogonEvents"] },
  "all-tables": { answer: [1, 0] },
  everything: { answer: [true, 0, 66] },
};

describe.each(["esbuild", "rollup", "vite", "webpack"])("%s", (name) => {
  it.each(Object.entries(bundles))("bundles %s, and nothing else", async (entry, expected) => {
    const file = path.join(mkdtempSync(path.join(consumer.dir, "bundle-")), `${entry}.mjs`);
    const bundled = await start(
      consumer.dir,
      "node",
      "bundle.js",
      name,
      `bundles/${entry}.js`,
      file,
    );
    expect(bundled).toEqual({ ...bundled, status: 0 });
    const bundle = consumer.read(path.relative(consumer.dir, file));
    expect(bundle).not.toMatch(/from\s*["']|require\(|import\(/);
    const outcome = await start(tmpdir(), "node", file);
    expect(outcome.output.trim()).toBe(JSON.stringify(expected.answer));
    const held = tableNames().filter((table) => new RegExp(`["'\`]${table}["'\`]`).test(bundle));
    expect(held).toEqual(expected.holds ?? tableNames());
    // Only a program that uses the message schema includes it.
    expect(bundle.includes("HuntingMessage")).toBe(entry === "everything");
  });
});

describe("publint and are-the-types-wrong", () => {
  /**
   * The package has only ESM, as in the profile `esm-only`: Node can require it, and only Node 10
   * cannot find it.
   */
  const byDesign = /^(?:NoResolution node10|CJSResolvesToESM node16-cjs) /;

  it.each([
    ["defender", ["tables/DeviceEvents", "schemas/DeviceEvents.schema.json"]],
    ["huntgen", []],
  ] as const)("find nothing wrong with %s", async (name, entries) => {
    const { location } = inject(name);
    const { stdout, output } = await start(consumer.dir, "node", "judge.js", location, ...entries);
    const findings = /^\{.*\}$/m.test(stdout) ? JSON.parse(stdout) : { output };
    expect(findings).toMatchObject({ publint: [], entries: expect.arrayContaining(["."]) });
    expect(findings.entries).toEqual(expect.arrayContaining(entries.map((entry) => `./${entry}`)));
    expect(findings.types.filter((problem: string) => !byDesign.test(problem))).toEqual([]);
  });
});

interface Compilation {
  readonly outcome: Outcome;
  /** The module that the compiler wrote. */
  readonly emitted: string;
}

/**
 * Compiles a program in its own folder below the consumer, so that it finds the consumer's
 * packages.
 */
async function compile(
  compiler: Compiler,
  name: string,
  text = consumer.read(`programs/${modeOf(name).program}`),
  suffix = "",
): Promise<Compilation> {
  const { program, type, options } = modeOf(name);
  const folder = `bundled/${compiler} ${name} ${suffix}`.trim().replaceAll(" ", "-");
  consumer.write(`${folder}/package.json`, JSON.stringify({ type }));
  consumer.write(`${folder}/${program}`, text);
  const compilerOptions = { ...strictest(compiler), outDir: "out", ...options };
  const tsconfig = `${folder}/tsconfig.json`;
  consumer.write(tsconfig, JSON.stringify({ compilerOptions, files: [program] }));
  const tsc = `node_modules/typescript-${compiler}/bin/tsc`;
  const outcome = await start(consumer.dir, "node", tsc, "-p", tsconfig, "--pretty", "false");
  return { outcome, emitted: `${folder}/out/${program.replace("ts", "js")}` };
}

/** The strictest options that a team could use, in each version. */
function strictest(compiler: Compiler): Record<string, unknown> {
  return {
    target: "ES2022",
    lib: ["ES2022"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitReturns: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    forceConsistentCasingInFileNames: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    declaration: true,
    skipLibCheck: false,
    rootDir: ".",
    ...(has(compiler, "5.6") ? { noUncheckedSideEffectImports: true } : {}),
  };
}

function has(compiler: Compiler, since: Compiler): boolean {
  return compilers.indexOf(compiler) >= compilers.indexOf(since);
}

function modeOf(name: string): Mode {
  const mode = modes[name];
  if (mode === undefined) throw new Error(`no mode ${name}`);
  return mode;
}

function run(runtime: string, cwd: string, module: string): Promise<Outcome> {
  const [command = "", ...args] = runtimes[runtime] ?? [];
  return start(cwd, path.join(consumer.dir, command), ...args, module);
}

/** Parses what a program printed as JSON, or returns all that it wrote if it printed no result. */
function readAnswer({ status, stdout, output }: Outcome): unknown {
  return status === 0 && stdout === output ? JSON.parse(stdout) : { status, output };
}

function answerOf(name: string): unknown {
  return answers[modeOf(name).program];
}

function bin(command: string): string {
  return path.join(consumer.dir, "node_modules/.bin", command);
}

function own(): string {
  return path.join(consumer.dir, "own");
}

function tableNames(): string[] {
  const folder = "node_modules/@huntgen/defender/dist/tables";
  const modules = consumer.list(folder).filter((file) => file.endsWith(".d.ts"));
  return modules.map((file) => file.replace(/\.d\.ts$/, ""));
}
