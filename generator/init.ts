// A new project: its configuration and the exports that huntgen ships. Never writes over a file.

import { copyFileSync, constants, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Config, configFileName } from "./config.ts";
import { shippedExports } from "./ingest/shipped-exports.ts";
import { compare } from "./problems.ts";

export interface InitResult {
  readonly written: readonly string[];
  /** Files that were there already, and were left as they are. */
  readonly kept: readonly string[];
}

/** Writes `huntgen.config.json` and, if asked, an export of every known table. */
export function init(config: Config, withExports: boolean): InitResult {
  const [written, kept]: [string[], string[]] = [[], []];
  const place = (file: string, write: () => void): void => {
    try {
      write();
      written.push(file);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      kept.push(file);
    }
  };
  const settings = {
    $schema: "./node_modules/huntgen/huntgen.config.schema.json",
    input: config.input,
    out: config.out,
  };
  place(configFileName, () => {
    writeFileSync(configFileName, `${JSON.stringify(settings, null, 2)}\n`, { flag: "wx" });
  });
  mkdirSync(config.input, { recursive: true });
  if (withExports) {
    for (const file of readdirSync(shippedExports).toSorted(compare)) {
      const target = path.join(config.input, file);
      place(target, () => {
        copyFileSync(path.join(shippedExports, file), target, constants.COPYFILE_EXCL);
      });
    }
  }
  return { written, kept };
}
