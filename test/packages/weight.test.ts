// Measures what the generated package costs its users: the work of the compiler, counted in
// instantiations, and a bundle, counted in bytes of minified code after gzip. The figures are
// printed, and the tests enforce the budgets.

import { cpSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { type Compiler, compilerNames, runTsc } from "../support/tsc.ts";
import { createSharedProject, type Project } from "../support/scratch-project.ts";

const generated = fileURLToPath(new URL("../../generated", import.meta.url));

const tables = readdirSync(path.join(generated, "schemas"))
  .filter((file) => file.endsWith(".json") && file !== "stream.schema.json")
  .map((file) => {
    const text = readFileSync(path.join(generated, "schemas", file), "utf8");
    const { title: name, properties } = JSON.parse(text);
    const isDynamic = Object.values<object>(properties).some(
      (schema) => !("type" in schema) && !("anyOf" in schema),
    );
    return { name: String(name), columns: Object.keys(properties), isDynamic };
  });

/** What reads the stream, and every table. */
const readingNames = [
  "MessageError createDriftCollector createMessageSchema createReader eventKey eventOf",
  "forwardLines forwardMessage handleEvent messageSchema parseJsonColumn parseLines parseMessage",
  "recordKey stringify tableNames tables",
  ...tables.map(({ name }) => name),
].flatMap((names) => names.split(" "));

/** The other entry points of the index: their names, and the most bytes that they may add to reading. */
const entryPoints = {
  deliver: { names: ["deliver", "DeliveryError"], bound: 1000 },
  decodeAnswer: { names: ["decodeAnswer", "AnswerError", "timestampOf"], bound: 5000 },
} as const;

/** A project that has the package installed: its package.json, and the output of its build. */
let project: Project;

beforeAll(async () => {
  project = createSharedProject({ "package.json": '{ "type": "module" }', ...programs });
  const installed = path.join(project.dir, "node_modules/@huntgen/defender");
  cpSync(path.join(generated, "package.json"), path.join(installed, "package.json"));
  const tsconfig = path.join(generated, "tsconfig.json");
  const built = await runTsc("newest", tsconfig, "--outDir", path.join(installed, "dist"));
  if (built.status !== 0) throw new Error(`the generated package does not build:\n${built.output}`);
});

/** Reads the union of all events in the usual ways. */
const readings = `
export function read(body: string): (string | null | undefined)[] {
  const columns = parseMessage(body).events.map(pick);
  for (const event of parseMessage(body).events) columns.push(pick(event));
  return columns;
}

function pick(event: HuntingEvent): string | null | undefined {
  switch (event.category) {
    case "AdvancedHunting-DeviceLogonEvents":
      return event.properties.LogonType;
    case "AdvancedHunting-UrlClickEvents":
      return event.properties.Url;
    default:
      return event.properties.MachineGroup;
  }
}
`;

const programs = {
  "one-table.ts": `import { DeviceLogonEvents } from "@huntgen/defender";

export function read(row: unknown): string | null | undefined {
  return DeviceLogonEvents.is(row) ? row.LogonType : undefined;
}
`,
  "all-events.ts": `import { type HuntingEvent, parseMessage } from "@huntgen/defender";
${readings}`,
  // The same program without generated code: two events, written by hand.
  "own-events.ts": `interface Logon {
  readonly category: "AdvancedHunting-DeviceLogonEvents";
  readonly properties: { LogonType?: string | null; MachineGroup?: string | null };
}

interface Click {
  readonly category: "AdvancedHunting-UrlClickEvents";
  readonly properties: { Url?: string | null; MachineGroup?: string | null };
}

interface Other {
  readonly category: "AdvancedHunting-Others";
  readonly properties: { MachineGroup?: string | null };
}

type HuntingEvent = Logon | Click | Other;

declare function parseMessage(body: string): { readonly events: readonly HuntingEvent[] };
${readings}`,
} as const;

describe.each(compilerNames)("with TypeScript %s", (compiler) => {
  it("a project on the union of all events costs at most a tenth more than a project on one table", async () => {
    const one = await countInstantiations(compiler, "one-table.ts", { skipLibCheck: false });
    const all = await countInstantiations(compiler, "all-events.ts", { skipLibCheck: false });
    console.log(`instantiations, TypeScript ${compiler}: one table ${one}, all events ${all}`);
    // A count of zero would mean that nothing was measured.
    expect(one).toBeGreaterThan(100);
    expect(all).toBeLessThanOrEqual(one * 1.1);
  });

  it("the union of all events costs less than one instantiation per table more than events written by hand", async () => {
    const own = await countInstantiations(compiler, "own-events.ts", { skipLibCheck: true });
    const all = await countInstantiations(compiler, "all-events.ts", { skipLibCheck: true });
    console.log(`without declarations: events of one's own ${own}, all events ${all}`);
    expect(own).toBeGreaterThan(10);
    expect(all).toBeLessThan(own + tables.length);
  });
});

describe("the size of a bundle", () => {
  it("of one table covers what any table needs, and its columns", async () => {
    const weights = new Map<string, number>();
    const tooHeavy: string[] = [];
    for (const { name, columns, isDynamic } of tables) {
      const weight = await weigh(`export { ${name} } from "@huntgen/defender";`);
      weights.set(name, weight);
      // Each name is in the list of columns and in the check, with some code around it.
      const names = gzipSync(columns.join()).length;
      // To decode rows of responses, a table with a dynamic column contains a reader of JSON text, and other
      // tables the decoders of their scalars.
      const decoding = isDynamic ? 250 : 40;
      if (weight > 2500 + 2.65 * names + decoding)
        tooHeavy.push(`${name}: ${weight}, names ${names}`);
    }
    const sorted = [...weights].toSorted(([, one], [, other]) => one - other);
    const [smallest, middle, biggest] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)];
    const dynamic = new Set(tables.flatMap(({ name, isDynamic }) => (isDynamic ? name : [])));
    const plainest = sorted.findLast(([name]) => !dynamic.has(name));
    console.log(`one table without a dynamic column: at most ${plainest?.join(" ")}`);
    console.log(`one table: ${smallest?.join(" ")}, ${middle?.join(" ")}, ${biggest?.join(" ")}`);
    expect(tooHeavy).toEqual([]);
    expect(weights.get("AlertInfo")).toBeLessThan(2500);
    expect(plainest?.[1]).toBeLessThan(3700);
    expect(biggest?.[1]).toBeLessThan(3900);
  });

  it("of one table is the same from the index and from its own module", async () => {
    const fromIndex = await weigh('export { DeviceInfo } from "@huntgen/defender";');
    const alone = await weigh('export { DeviceInfo } from "@huntgen/defender/tables/DeviceInfo";');
    expect(Math.abs(fromIndex - alone)).toBeLessThan(30);
  });

  it("of a reader of one table includes no other table", async () => {
    const table = await weigh('export { AlertInfo } from "@huntgen/defender";');
    const reader = await weigh(`import { AlertInfo, createReader } from "@huntgen/defender";
      export const reader = createReader([AlertInfo]);`);
    console.log(`a reader of messages and lines, beside its table: ${reader - table}`);
    expect(reader - table).toBeLessThan(11_000);
  });

  it("of all tables and everything that reads them stays small", async () => {
    const reading = await weigh(exportOf(readingNames));
    console.log(`all ${tables.length} tables and everything that reads them: ${reading}`);
    expect(tables.length).toBe(66);
    expect(reading).toBeLessThan(39_500);
  });

  it.each(Object.entries(entryPoints))(
    "grows by little if %s is imported too",
    async (name, { names, bound }) => {
      const reading = await weigh(exportOf(readingNames));
      const added = (await weigh(exportOf([...readingNames, ...names]))) - reading;
      console.log(`${name}, next to everything that reads: ${added}`);
      expect(added).toBeGreaterThan(50);
      expect(added).toBeLessThan(bound);
    },
  );

  it("is measured with every name of the index", async () => {
    const { outputFiles } = await bundle('export * from "@huntgen/defender";');
    const url = `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? "").toString("base64")}`;
    const measured = Object.values(entryPoints).flatMap(({ names }) => names);
    const all: object = await import(/* @vite-ignore */ url);
    expect(Object.keys(all).toSorted()).toEqual([...readingNames, ...measured].toSorted());
  });

  it("of what reads responses, runs queries and writes tests stays small", async () => {
    const decoding = await weigh(exportOf(["decodeAnswer"]));
    const query = await weigh('export * from "@huntgen/defender/query";');
    const testing = await weigh('export * from "@huntgen/defender/testing";');
    console.log(`decodeAnswer: ${decoding}, /query: ${query}, /testing: ${testing}`);
    expect(decoding).toBeLessThan(7_500);
    expect(query).toBeLessThan(10_000);
    expect(testing).toBeLessThan(3_500);
  });
});

function exportOf(names: readonly string[]): string {
  return `export { ${names.join(", ")} } from "@huntgen/defender";`;
}

/** Returns the size of a module in bytes, bundled, minified and compressed. */
async function weigh(contents: string): Promise<number> {
  const [file] = (await bundle(contents)).outputFiles;
  if (file === undefined) throw new Error("nothing was bundled");
  return gzipSync(file.contents, { level: 9 }).length;
}

function bundle(contents: string) {
  return build({
    stdin: { contents, resolveDir: project.dir },
    bundle: true,
    format: "esm",
    minify: true,
    write: false,
  });
}

/** Counts what the compiler instantiates to check a program of the project. */
async function countInstantiations(
  compiler: Compiler,
  file: keyof typeof programs,
  options: { readonly skipLibCheck: boolean },
): Promise<number> {
  const tsconfig = `tsconfig.${compiler}.${file}.${options.skipLibCheck}.json`;
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022"],
    types: [],
    module: "NodeNext",
    strict: true,
    noEmit: true,
    ...options,
  };
  project.write(tsconfig, JSON.stringify({ compilerOptions, files: [file] }));
  const { status, output } = await runTsc(
    compiler,
    path.join(project.dir, tsconfig),
    "--extendedDiagnostics",
  );
  const count = /^Instantiations:\s+(?<count>\d+)$/m.exec(output)?.groups?.["count"];
  if (status !== 0 || count === undefined) throw new Error(`no count of ${file}:\n${output}`);
  return Number(count);
}
