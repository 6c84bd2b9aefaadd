// Finds the placeholder of the repository's address, which must be replaced before a release.

import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** The owner in the address of the repository until there is one. */
const placeholder = "OWNER/huntgen";

/** What is published, or shows readers an address. Folders count with everything in them. */
const published = [
  "package.json",
  "huntgen.config.json",
  "generated/package.json",
  "README.md",
  "CHANGELOG.md",
  "docs",
  ".github",
];

/** Returns `file:line` of each placeholder below a directory. */
export function findPlaceholders(directory: string): string[] {
  return published
    .flatMap((name) => listFiles(directory, name))
    .flatMap((file) =>
      readFileSync(path.join(directory, file), "utf8")
        .split("\n")
        .flatMap((line, index) => (line.includes(placeholder) ? [`${file}:${index + 1}`] : [])),
    );
}

function listFiles(directory: string, name: string): string[] {
  const status = statSync(path.join(directory, name), { throwIfNoEntry: false });
  if (status === undefined) return [];
  if (status.isFile()) return /\.(?:json|md|txt|ya?ml|ts)$/.test(name) ? [name] : [];
  return readdirSync(path.join(directory, name))
    .filter((entry) => entry !== "dist" && entry !== "cache")
    .flatMap((entry) => listFiles(directory, `${name}/${entry}`));
}
