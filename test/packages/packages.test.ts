// Checks the packages of this repository as their users get them: packed, installed in an empty
// project outside the repository, run, imported, compiled and bundled. Also checks a package that a
// team generates for itself.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { compilerNames, resolutions, runTsc, strictest } from "../support/tsc.ts";
import {
  install,
  npmTime,
  type Outcome,
  pack,
  packRepository,
  start,
  type Tarball,
} from "../support/packed-packages.ts";
import { createSharedProject, csv, type Project } from "../support/scratch-project.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** A project that has installed both packages, and nothing else. */
let consumer: Project;
let huntgen: Tarball;
let defender: Tarball;

beforeAll(async () => {
  [huntgen, defender] = await packRepository(createSharedProject().dir);
  consumer = createSharedProject({
    "package.json": '{ "name": "consumer", "private": true, "type": "module" }',
  });
  await install(consumer.dir, huntgen, defender);
}, npmTime);

describe("the package huntgen", () => {
  it("contains the built program and what it needs, and nothing else", () => {
    expect(huntgen.name).toBe("huntgen");
    const belongs =
      /^(?:dist\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.(?:js|d\.ts)|dist\/explore\/page\/(?:page\.css|template\.html)|generator\/runtime\/(?:[a-z0-9-]+\/)*[a-z0-9-]+\.ts|input-schemas\/[A-Za-z0-9]+\.csv|huntgen\.(?:config|diff|model)\.schema\.json|package\.json|CHANGELOG\.md|README\.md|LICENSE)$/;
    expect(huntgen.files.filter((file) => !belongs.test(file))).toEqual([]);
    const { exclude }: { exclude: string[] } = JSON.parse(
      readFileSync(path.join(repository, "tsconfig.build.json"), "utf8"),
    );
    const modules = listModules("generator")
      .filter(
        (file) =>
          !exclude.some(
            (each) => `generator/${file}` === each || `generator/${file}`.startsWith(`${each}/`),
          ),
      )
      .map((file) => file.replace(/\.ts$/, ""));
    const expected = [
      ...modules.flatMap((module) => [`dist/${module}.js`, `dist/${module}.d.ts`]),
      ...listModules("generator/runtime").map((file) => `generator/runtime/${file}`),
      ...readdirSync(path.join(repository, "input-schemas")).map((file) => `input-schemas/${file}`),
      // The page of `huntgen explore`, which is bundled.
      ...["main.js", "page.css", "template.html"].map((file) => `dist/explore/page/${file}`),
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "huntgen.config.schema.json",
      "huntgen.diff.schema.json",
      "huntgen.model.schema.json",
      "package.json",
    ];
    expect(huntgen.files.toSorted()).toEqual(expected.toSorted());
  });

  it("has a command that starts a project, generates and checks", async () => {
    const project = createSharedProject();
    const run = (...args: string[]): Promise<Outcome> =>
      start(project.dir, path.join(consumer.dir, "node_modules/.bin/huntgen"), ...args);
    expect((await run("--version")).stdout.trim()).toBe(huntgen.version);
    expect(await run("init")).toMatchObject({ status: 0, stdout: "" });
    expect(project.list("input-schemas")).toHaveLength(66);
    expect(await run("generate")).toMatchObject({ status: 0, stdout: "" });
    expect(project.list("generated/tables")).toHaveLength(66);
    expect(await run("generate", "--check")).toMatchObject({ status: 0, stdout: "" });
    project.write("input-schemas/AlertInfo.csv", csv("Timestamp:datetime"));
    const stale = await run("generate", "--check");
    expect(stale.status).toBe(1);
    expect(stale.stdout).toContain("generated/tables/AlertInfo.ts");
    project.write("input-schemas/AlertInfo.csv", csv("Timestamp:datetme"));
    const wrong = await run("generate");
    expect(wrong.status).toBe(2);
    expect(wrong.output).toContain("AlertInfo.csv:2:");
  });

  it("can be imported as a library", async () => {
    const project = createSharedProject({
      "input-schemas/Mine.csv": csv("Id:long", "Name:string"),
    });
    consumer.write(
      "generate.mjs",
      `import { generate, SchemaError, version } from "huntgen";
       process.chdir(process.argv[2]);
       const { tables, columns, missing } = await generate();
       const error = await generate({ input: "nowhere" }).catch((e) => e);
       const told = [error instanceof SchemaError, error.problems[0].code];
       console.log(JSON.stringify({ version, tables, columns, missing: missing.length, told }));`,
    );
    const { status, stdout, output } = await start(
      consumer.dir,
      process.execPath,
      "generate.mjs",
      project.dir,
    );
    expect(output).toBe(stdout);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      version: huntgen.version,
      tables: 1,
      columns: 2,
      missing: project.list("generated").length,
      told: [true, "no-exports"],
    });
    expect(project.list("generated")).toContain("tables/Mine.ts");
  });
});

describe("the package @huntgen/defender", () => {
  it("contains the built tables and their schemas, and has no dependencies", () => {
    expect(defender.name).toBe("@huntgen/defender");
    const modules = listModules("generated").map((file) => file.replace(/\.ts$/, ""));
    const expected = [
      ...modules.flatMap((module) => [`dist/${module}.js`, `dist/${module}.d.ts`]),
      "dist/runtime/scan/scanner.wasm",
      ...listSchemas().map((file) => `schemas/${file}`),
      "LICENSE",
      "README.md",
      "manifest.json",
      "package.json",
    ];
    expect(defender.files.toSorted()).toEqual(expected.toSorted());
    expect(consumer.read("node_modules/@huntgen/defender/LICENSE")).toBe(
      readFileSync(path.join(repository, "LICENSE"), "utf8"),
    );
    const manifest = JSON.parse(consumer.read("node_modules/@huntgen/defender/package.json"));
    for (const kind of ["dependencies", "optionalDependencies"]) {
      expect(manifest[kind] ?? {}).toEqual({});
    }
    // The optional peers are listed, so that an installer checks their version. None of them is
    // installed.
    const peers = Object.keys(manifest.peerDependencies);
    expect(peers).toEqual(["@azure/event-hubs", "@azure/functions", "@azure/storage-blob"]);
    for (const peer of peers) {
      expect(manifest.peerDependenciesMeta[peer]).toEqual({ optional: true });
      expect(existsSync(path.join(consumer.dir, "node_modules", peer))).toBe(false);
    }
  });

  it("contains the scanner as a file, the same as the text in its module", async () => {
    const folder = "node_modules/@huntgen/defender/dist/runtime/scan";
    const { scannerCode } = await import(path.join(consumer.dir, folder, "scanner-code.js"));
    const file = consumer.bytes(`${folder}/scanner.wasm`);
    expect(file.toString("hex")).toBe(scannerCode);
  });

  it("can be imported: its index, a table, a schema", async () => {
    consumer.write(
      "use.mjs",
      `import { createRequire } from "node:module";
       import { DeviceEvents, tableNames, tables } from "@huntgen/defender";
       import { DeviceEvents as alone } from "@huntgen/defender/tables/DeviceEvents";
       import schema from "@huntgen/defender/schemas/DeviceEvents.schema.json" with { type: "json" };
       import bundled from "@huntgen/defender/schemas/bundled/stream.schema.json" with { type: "json" };
       import manifest from "@huntgen/defender/manifest.json" with { type: "json" };
       const { resolve } = createRequire(import.meta.url);
       console.log(JSON.stringify({
         same: alone === DeviceEvents && tables.DeviceEvents === alone,
         name: alone.name,
         tables: tableNames.length,
         is: [alone.is({ FileName: "x" }), alone.is({ FileName: 1 })],
         title: schema.title,
         bundled: Object.keys(bundled.$defs).length,
         sameSchema: JSON.stringify(schema) === JSON.stringify(alone.schema),
         exports: Object.keys(manifest.exports).length,
         resolved: resolve("@huntgen/defender/schemas/DeviceEvents.schema.json"),
       }));`,
    );
    const { status, stdout } = await start(
      consumer.dir,
      process.execPath,
      "--no-warnings",
      "use.mjs",
    );
    expect(status).toBe(0);
    const folder = "node_modules/@huntgen/defender/schemas/DeviceEvents.schema.json";
    expect(JSON.parse(stdout)).toEqual({
      same: true,
      name: "DeviceEvents",
      tables: 66,
      is: [true, false],
      title: "DeviceEvents",
      bundled: 67,
      sameSchema: true,
      exports: 66,
      resolved: path.join(consumer.dir, folder),
    });
  });

  it("exposes only what it exports", async () => {
    consumer.write("inner.mjs", 'await import("@huntgen/defender/dist/scalars.js");');
    const { status, output } = await start(consumer.dir, process.execPath, "inner.mjs");
    expect(status).toBe(1);
    expect(output).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  describe.each(compilerNames)("with TypeScript %s", (compiler) => {
    it.concurrent.each(["NodeNext", "bundler"] as const)(
      "both packages type-check in a strict project under %s resolution",
      async (resolution) => {
        consumer.write("src/use.ts", typedUse);
        const tsconfig = `tsconfig.${compiler}.${resolution}.json`;
        const compilerOptions = {
          ...strictest(compiler),
          ...resolutions[resolution],
          resolveJsonModule: true,
        };
        consumer.write(tsconfig, JSON.stringify({ compilerOptions, files: ["src/use.ts"] }));
        const outcome = await runTsc(compiler, path.join(consumer.dir, tsconfig));
        expect(outcome).toEqual({ status: 0, output: "" });
      },
    );
  });

  it("lets a bundler omit every table that is not used", async () => {
    const fromIndex = await bundle('import { DeviceEvents } from "@huntgen/defender";');
    const alone = await bundle(
      'import { DeviceEvents } from "@huntgen/defender/tables/DeviceEvents";',
    );
    const everything = await bundle('import { tables as DeviceEvents } from "@huntgen/defender";');
    const used = new Set(columnsOf("DeviceEvents"));
    const others = readdirSync(path.join(repository, "input-schemas"))
      .map((file) => file.replace(".csv", ""))
      .filter((name) => name !== "DeviceEvents");
    const foreign = others.flatMap((name) => [name, ...columnsOf(name)]);
    const unused = [...new Set(foreign)].filter((name) => !used.has(name));
    expect(unused.filter((name) => mentions(fromIndex, name))).toEqual([]);
    expect([...used].filter((name) => !mentions(fromIndex, name))).toEqual([]);
    expect(unused.filter((name) => !mentions(everything, name))).toEqual([]);
    expect(fromIndex.length).toBeLessThan(alone.length * 1.01);
    expect(everything.length).toBeGreaterThan(fromIndex.length * 5);
  });
});

describe.each([
  ["huntgen", undefined],
  ["@huntgen/defender", "generated"],
])("the package.json of %s", (name, directory) => {
  it("has what a registry shows and what provenance needs", () => {
    const manifest = JSON.parse(consumer.read(`node_modules/${name}/package.json`));
    expect(manifest).toMatchObject({
      license: "MIT",
      engines: { node: ">=20.19" },
      homepage: expect.stringMatching(/^https:\/\//),
      bugs: { url: expect.stringMatching(/^https:\/\/.*\/issues$/) },
      repository: { type: "git", url: expect.stringMatching(/^git\+https:\/\/.*\.git$/) },
    });
    expect(manifest.repository.directory).toBe(directory);
    expect(manifest.keywords.length).toBeGreaterThan(3);
  });
});

describe("a package that a team generates", () => {
  it(
    "is generated, builds, packs, and can be installed and imported",
    { timeout: npmTime },
    async () => {
      const team = createSharedProject({
        "package.json": '{ "private": true, "devDependencies": { "typescript": "7.0.2" } }',
        "huntgen.config.json": JSON.stringify({
          out: "packages/defender",
          importExtension: ".ts",
          package: { name: "@acme/defender", version: "1.0.0", license: "UNLICENSED" },
        }),
        "input-schemas/Sign-ins.csv": csv("Timestamp:datetime", "UserId:guid", "2-fa:bool"),
      });
      await install(team.dir);
      expect(await team.run("generate")).toMatchObject({ status: 0, stdout: "" });
      const own = await pack(path.join(team.dir, "packages/defender"));
      expect(own).toMatchObject({ name: "@acme/defender", version: "1.0.0" });
      expect(own.files).toEqual(
        expect.arrayContaining(["dist/tables/Sign_ins.js", "README.md", "package.json"]),
      );
      expect(
        own.files.filter((file) => /^(?!dist\/).*\.ts$|tsconfig|tsbuildinfo/.test(file)),
      ).toEqual([]);
      const user = createSharedProject({
        "package.json": '{ "name": "user", "private": true, "type": "module" }',
        "use.mjs": `
        import { Sign_ins, tables } from "@acme/defender";
        import { Sign_ins as alone } from "@acme/defender/tables/Sign_ins";
        const told = alone.validate({ "2-fa": "yes" });
        console.log(JSON.stringify([tables["Sign-ins"] === alone, Sign_ins.category, told.issues[0].path]));`,
      });
      await install(user.dir, own);
      const { status, stdout } = await start(user.dir, process.execPath, "use.mjs");
      expect(status).toBe(0);
      expect(JSON.parse(stdout)).toEqual([true, "AdvancedHunting-Sign-ins", ["2-fa"]]);
      // The build output in the folder belongs to the team, and --check must not report it.
      expect(await team.run("generate", "--check")).toMatchObject({ status: 0, stdout: "" });
    },
  );
});

const typedUse = `import { generate, SchemaError, type GenerateResult } from "huntgen";
import { DeviceEvents, type HuntingEvent, type TableName, tables } from "@huntgen/defender";
import { UrlClickEvents } from "@huntgen/defender/tables/UrlClickEvents";
import schema from "@huntgen/defender/schemas/DeviceEvents.schema.json" with { type: "json" };

export async function regenerate(): Promise<GenerateResult | SchemaError> {
  return generate({ check: true }).catch((error: unknown) => {
    if (error instanceof SchemaError) return error;
    throw error;
  });
}

export function read(row: unknown): string | null | undefined {
  if (UrlClickEvents.is(row)) return row.Url;
  if (!DeviceEvents.is(row)) return undefined;
  // @ts-expect-error no such column
  void row.FileNam;
  return row.FileName;
}

export function columns(name: TableName): number {
  return tables[name].columns.length;
}

export function machineGroup(event: HuntingEvent): string | null | undefined {
  return event.properties.MachineGroup;
}

export const title: string = schema.title;
// @ts-expect-error no such table
export { DeviceEvent } from "@huntgen/defender";
`;

/** Lists the TypeScript modules of a folder of the repository, without the output of a build. */
function listModules(folder: string): string[] {
  return readdirSync(path.join(repository, folder), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("dist"),
  );
}

function listSchemas(): string[] {
  return readdirSync(path.join(repository, "generated/schemas"), {
    recursive: true,
    encoding: "utf8",
  }).filter((file) => file.endsWith(".json"));
}

function columnsOf(table: string): string[] {
  const text = readFileSync(path.join(repository, `input-schemas/${table}.csv`), "utf8");
  return text
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(",")[0] ?? "");
}

/** Returns the JavaScript that a bundler creates for a use of `DeviceEvents`. */
async function bundle(statement: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `${statement} console.log(DeviceEvents);`, resolveDir: consumer.dir },
    bundle: true,
    format: "esm",
    minify: true,
    charset: "utf8",
    write: false,
  });
  return outputFiles.map(({ text }) => text).join("");
}

/** Whether a bundle contains a name, as text or as a key. */
function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
