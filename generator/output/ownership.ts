// Decides whether huntgen generated a file and may overwrite or remove it.

import { banner, markdownBanner } from "./format.ts";
import { manifestPath } from "./manifest.ts";
import { sha256 } from "./read-output.ts";

const firstLine = (text: string): string => text.slice(0, text.indexOf("\n"));
const bannerLine = firstLine(banner);
const markdownBannerLine = firstLine(markdownBanner);
/** The beginning of a manifest, even with conflict markers of git. */
const manifestStart = /^\{\s*(?:<<<<<<< .*\n\s*)?"huntgen":/;
const schemaStart =
  /^\{\s*"\$schema": "[^"]*",\s*(?:<<<<<<< .*\n\s*)?"\$id": "https:\/\/huntgen\.invalid\/schemas\//;

/**
 * - `huntgen`: the file matches the manifest, begins like a generated file, or is empty.
 * - `edited`: the manifest lists the file, but it does not begin like a generated file.
 * - `foreign`: any other file, whatever its name is.
 */
export type Owner = "huntgen" | "edited" | "foreign";

/** `listed` is the file's hash in the manifest of the directory. */
export function ownerOf(file: string, text: string, listed: string | undefined): Owner {
  if (text.trim() === "" || isWritten(file, text, listed)) return "huntgen";
  return listed === undefined ? "foreign" : "edited";
}

/** Whether huntgen wrote a file. An empty file may be overwritten, but its author is not known. */
export function isWritten(file: string, text: string, listed: string | undefined): boolean {
  if (listed === sha256(text)) return true;
  if (file === manifestPath) return manifestStart.test(text);
  if (file.endsWith(".json")) return schemaStart.test(text);
  return text.startsWith(file.endsWith(".md") ? markdownBannerLine : bannerLine);
}
