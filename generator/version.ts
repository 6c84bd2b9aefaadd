// Reads the version and the repository of huntgen from its package.json.

import { readFileSync } from "node:fs";

const { version: ownVersion, repository: ownRepository } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

export const version: string = ownVersion;

/** The repository on GitHub, as `owner/name`. */
export const repository: string = new URL(ownRepository.url.replace(/^git\+/, "")).pathname
  .slice(1)
  .replace(/\.git$/, "");
