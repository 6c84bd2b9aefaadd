// Runs the generator, or a part of it, in the working directory, and prints how long it took.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { generate, loadConfig, readSchema } from "huntgen";

type Emitters = typeof import("../../generator/emit/emitters.ts");
type Format = typeof import("../../generator/output/format.ts");
type ReadExports = typeof import("../../generator/ingest/read-exports.ts");

const stages: Record<string, number> = {};
const [mode] = process.argv.slice(2);

if (mode === "generate") {
  await generate();
} else if (mode === "prettier") {
  const { format } = await load<Format>("output/format.js");
  const texts = readdirSync("generated", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(path.join("generated", file), "utf8"));
  for (const text of texts) await format("typescript", text);
} else {
  const { emitters } = await load<Emitters>("emit/emitters.js");
  const { format } = await load<Format>("output/format.js");
  const { readExports } = await load<ReadExports>("ingest/read-exports.js");
  const config = loadConfig();
  await time("read", async () => readExports(config.input));
  const { schema } = await time("read and model", async () => readSchema(config));
  const files = emitters.flatMap((emit) => emit(schema, config));
  const texts = await time("emit", () => Promise.all(files.map(({ render }) => render())));
  await time("format", async () => {
    for (const [index, text] of texts.entries()) {
      await format(files[index]?.language ?? "json", text);
    }
  });
}

const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ milliseconds: 0, stages, peakMegabytes }));

async function time<Result>(stage: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  stages[stage] = performance.now() - started;
  return result;
}

/** Loads a module of the built generator that the package does not export. */
async function load<Module>(module: string): Promise<Module> {
  return (await import(new URL(module, import.meta.resolve("huntgen")).href)) as Module;
}
