// Emits runtime/: copies the hand-written modules unchanged, and prints the registry of tables.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compare } from "../../problems.ts";
import type { Emitter, EmitOptions, PlannedFile } from "../emitter.ts";
import { printRegistry } from "./registry.ts";

// Three folders up from here is the package, both in the sources and in the build.
const runtime = new URL("../../../generator/runtime/", import.meta.url);

export const emitRuntime: Emitter = (schema, options) =>
  readdirSync(runtime, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => !file.startsWith("saved-queries/") || hasQueries(options))
    .toSorted(compare)
    .map((file): PlannedFile =>
      file === "registry.ts"
        ? {
            path: `runtime/${file}`,
            language: "typescript",
            table: undefined,
            render: () => printRegistry(schema, options),
          }
        : {
            path: `runtime/${file}`,
            language: "formatted",
            table: undefined,
            render: () => copyModule(file, options),
          },
    );

function hasQueries({ savedQueries = [] }: EmitOptions): boolean {
  return savedQueries.length > 0;
}

function copyModule(file: string, { importExtension }: EmitOptions): string {
  const text = readFileSync(new URL(file, runtime), "utf8");
  const extension = importExtension === "none" ? "" : importExtension;
  return text.replace(/^((?:import|export|\}) .*from "\.{1,2}\/.*)\.ts";$/gm, `$1${extension}";`);
}
