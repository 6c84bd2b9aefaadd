// Lists the cases of test/golden, and generates the output of a case into a directory.

import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../generator/config.ts";
import { generate } from "../../generator/generate.ts";

export const goldenDirectory: string = fileURLToPath(new URL("../golden", import.meta.url));

export function goldenCases(): string[] {
  return readdirSync(goldenDirectory).toSorted();
}

/** Generates the output of a case, as `huntgen generate --out` does in the case's directory. */
export async function generateGolden(name: string, out: string): Promise<void> {
  await generate({ ...loadConfig(path.join(goldenDirectory, name)), out });
}
