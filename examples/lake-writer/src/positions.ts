// Keeps how far each blob has been read, in a file that is complete at any moment.

import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { parseBlobPath } from "@huntgen/defender/storage";
import { writeWhole } from "./line-file.js";

/** Bytes by the path of the blob. */
export type Positions = Record<string, number>;

/** Drops the positions of blobs that are older than the first hour to read. */
export function readPositions(file: string, from = ""): Positions {
  if (!existsSync(file)) return {};
  const all: Positions = JSON.parse(readFileSync(file, "utf8"));
  const hour = from.slice(0, 13);
  return Object.fromEntries(
    Object.entries(all).filter(([blob]) => (parseBlobPath(blob)?.hour ?? "") >= hour),
  );
}

/** Writes a new file next to the old one, and renames it to replace the old one. */
export function writePositions(file: string, positions: Positions): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(`${file}.new`, "w");
  writeWhole(handle, Buffer.from(JSON.stringify(positions)));
  closeSync(handle);
  renameSync(`${file}.new`, file);
}
