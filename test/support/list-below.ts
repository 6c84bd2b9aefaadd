// Lists a directory without following links. `readdirSync` with `recursive` follows them in some versions of
// Node (26.10 even with file types), and a link to a directory above makes that endless.

import { readdirSync } from "node:fs";
import path from "node:path";

export interface Entry {
  /** Relative to the directory. */
  readonly path: string;
  readonly isDirectory: boolean;
}

/** Returns everything below a directory. */
export function listBelow(directory: string): Entry[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry): Entry[] => {
    const isDirectory = entry.isDirectory();
    const below = isDirectory ? listBelow(path.join(directory, entry.name)) : [];
    return [
      { path: entry.name, isDirectory },
      ...below.map((each) => ({ ...each, path: path.join(entry.name, each.path) })),
    ];
  });
}
