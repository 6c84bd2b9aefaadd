// Checks that `generated/` and the output of every golden case compile without errors under the
// strictest options, with the oldest supported compiler and the newest, for both ways of resolving
// modules. Each combination has a compiler process, which sees every tree that it can resolve.

import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createSharedProject, type Project } from "../support/scratch-project.ts";
import { generateGolden, goldenCases } from "./golden-cases.ts";
import { compilerNames, resolutions, runTsc, strictest } from "../support/tsc.ts";

const committed = fileURLToPath(new URL("../../generated", import.meta.url));

let project: Project;

beforeAll(async () => {
  project = createSharedProject({ "package.json": '{ "type": "module" }' });
  for (const name of goldenCases()) await generateGolden(name, path.join(project.dir, name));
});

describe.each(compilerNames)("TypeScript %s", (compiler) => {
  it.concurrent.each(["NodeNext", "bundler"] as const)(
    "compiles every generated module without errors under %s resolution",
    async (resolution) => {
      // Node does not resolve imports without an extension.
      const cases = goldenCases().filter(
        (name) => resolution === "bundler" || name !== "import-extension-none",
      );
      const trees = [committed, ...cases.map((name) => path.join(project.dir, name))];
      const files = trees.flatMap(modulesOf);
      const tsconfig = `tsconfig.${compiler}.${resolution}.json`;
      project.write(
        tsconfig,
        JSON.stringify({
          compilerOptions: {
            ...strictest(compiler),
            ...resolutions[resolution],
            allowImportingTsExtensions: true,
          },
          files,
        }),
      );
      const outcome = await runTsc(compiler, path.join(project.dir, tsconfig), "--listFiles");
      const lines = outcome.output.split("\n").map((line) => line.trim());
      expect(lines.filter((line) => /error TS/.test(line))).toEqual([]);
      expect(outcome.status).toBe(0);
      expect(lines).toEqual(expect.arrayContaining(files));
    },
  );
});

it("an error in a module would be reported", async () => {
  project.write("wrong/index.ts", 'export const column: number = "text";\n');
  const files = [path.join(project.dir, "wrong/index.ts")];
  for (const compiler of compilerNames) {
    const tsconfig = `tsconfig.wrong.${compiler}.json`;
    const compilerOptions = { ...strictest(compiler), ...resolutions.NodeNext };
    project.write(tsconfig, JSON.stringify({ compilerOptions, files }));
    const { status, output } = await runTsc(compiler, path.join(project.dir, tsconfig));
    expect(output).toContain("error TS2322");
    expect(status).not.toBe(0);
  }
});

/** Returns the TypeScript modules of a tree, without the output of an earlier build. */
function modulesOf(tree: string): string[] {
  return readdirSync(tree, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.startsWith("dist"))
    .map((file) => path.join(tree, file))
    .toSorted();
}
