// Which huntgen this is.

import { readFileSync } from "node:fs";

/** The version of huntgen, from its package.json. */
export const version: string = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
).version;
