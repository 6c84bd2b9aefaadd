// runtime/: the hand-written modules that generated code stands on, copied word for word.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { compare } from "../problems.ts";
import type { Emitter } from "./emitter.ts";

// Two folders up from here is the package, whether this runs from its sources or from its build.
const runtime = new URL("../../generator/runtime/", import.meta.url);

export const emitRuntime: Emitter = (_schema, { importExtension }) =>
  readdirSync(runtime, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.split(path.sep).join("/"))
    .toSorted(compare)
    .map((file) => ({
      path: `runtime/${file}`,
      language: "formatted",
      table: undefined,
      render: () => {
        const text = readFileSync(new URL(file, runtime), "utf8");
        const extension = importExtension === "none" ? "" : importExtension;
        return text.replace(
          /^((?:import|export|\}) .*from "\.{1,2}\/.*)\.ts";$/gm,
          `$1${extension}";`,
        );
      },
    }));
