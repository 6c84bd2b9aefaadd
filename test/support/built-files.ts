// Locates the built program, which `npm run build` builds. `npm run mutate` tests a copy with a fault.

import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.env["HUNTGEN_BUILT"] ?? "dist";

/** The absolute path of the folder with the built modules. */
export const built: string = fileURLToPath(
  new URL(path.posix.join("../..", folder), import.meta.url),
);

export const cli: string = path.join(built, "cli.js");
