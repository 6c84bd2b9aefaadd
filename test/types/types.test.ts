// Checks what compiles for users of generated code and what must not: `cases/` under both compilers
// and both ways of resolving modules. A line under `@ts-expect-error` that compiles is an error
// itself.

import { cpSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { compilerNames, resolutions, runTsc, strictest } from "../support/tsc.ts";
import {
  exportText,
  type GeneratedPackage,
  generatePackage,
} from "../support/generated-package.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const types = "bool datetime decimal dynamic guid int long real string timespan".split(" ");

let generated: GeneratedPackage;

beforeAll(async () => {
  const scalars = types.map(
    (type) => [`${type[0]?.toUpperCase()}${type.slice(1)}Column`, type] as const,
  );
  const longs = ["Exact", "Number", "Bigint", "Text"].map((name) => [name, "long"] as const);
  const columns = {
    "LongModes.Number": "number",
    "LongModes.Bigint": "bigint",
    "LongModes.Text": "string",
  } as const;
  generated = await generatePackage(
    {
      "all.csv": exportText([
        ["AllScalars", scalars],
        ["LongModes", longs],
      ]),
    },
    { long: { default: "exact", columns } },
  );
  generated.project.write("package.json", '{ "type": "module" }');
  cpSync(path.join(repository, "test/types/cases"), path.join(generated.project.dir, "cases"), {
    recursive: true,
  });
});

describe.each(compilerNames)("with TypeScript %s", (compiler) => {
  it.concurrent.each(["NodeNext", "bundler"] as const)(
    "the cases compile under %s resolution, and their wrong lines do not",
    async (resolution) => {
      const { project, out } = generated;
      const tsconfig = `tsconfig.${compiler}.${resolution}.json`;
      const compilerOptions = {
        ...strictest(compiler),
        ...resolutions[resolution],
        isolatedDeclarations: false,
        paths: {
          "all-forms": [`${out}/index.ts`],
          defender: [path.join(repository, "generated/index.ts")],
          "@standard-schema/spec": [
            path.join(repository, "node_modules/@standard-schema/spec/dist/index.d.ts"),
          ],
        },
      };
      project.write(tsconfig, JSON.stringify({ compilerOptions, include: ["cases"] }));
      const outcome = await runTsc(compiler, path.join(project.dir, tsconfig), "--listFiles");
      const lines = outcome.output.split("\n");
      expect(lines.filter((line) => line.includes("error TS"))).toEqual([]);
      expect(outcome.status).toBe(0);
      for (const name of ["columns", "deliver", "reading", "stream", "tables"]) {
        expect(outcome.output).toContain(path.join(project.dir, `cases/${name}.ts`));
      }
    },
  );
});
