// Starts TypeScript compilers as processes: the oldest that generated code supports and the newest.

import { spawn } from "node:child_process";
import path from "node:path";

const compilers = {
  "5.5": "typescript-5.5/bin/tsc",
  newest: "typescript/bin/tsc",
} as const;

export type Compiler = keyof typeof compilers;

export const compilerNames = ["5.5", "newest"] as const satisfies readonly Compiler[];

/** The strictest options with which a team could compile generated code. */
export function strictest(compiler: Compiler): Record<string, unknown> {
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
    verbatimModuleSyntax: true,
    declaration: true,
    isolatedDeclarations: true,
    isolatedModules: true,
    skipLibCheck: false,
    noEmit: true,
    ...(compiler === "newest" ? { erasableSyntaxOnly: true } : {}),
  };
}

export const resolutions = {
  NodeNext: { module: "NodeNext", moduleResolution: "NodeNext" },
  bundler: { module: "ESNext", moduleResolution: "bundler" },
} as const;

export interface TscOutcome {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a compiler on a tsconfig.json. */
export function runTsc(
  compiler: Compiler,
  tsconfig: string,
  ...flags: string[]
): Promise<TscOutcome> {
  const tsc = path.resolve("node_modules", compilers[compiler]);
  const child = spawn(process.execPath, [tsc, "-p", tsconfig, "--pretty", "false", ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, output }));
  });
}
