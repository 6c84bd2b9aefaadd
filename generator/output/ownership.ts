// Decides whether a file is huntgen's, and may be overwritten or removed.

import { banner, markdownBanner } from "./format.ts";
import { manifestPath } from "./manifest.ts";
import { sha256 } from "./read-output.ts";

const firstLine = (text: string): string => text.slice(0, text.indexOf("\n"));
const bannerLine = firstLine(banner);
const markdownBannerLine = firstLine(markdownBanner);
/** How a manifest begins, even if git has marked a conflict in it. */
const manifestStart = /^\{\s*(?:<<<<<<< .*\n\s*)?"huntgen":/;
const schemaStart =
  /^\{\s*"\$schema": "[^"]*",\s*(?:<<<<<<< .*\n\s*)?"\$id": "https:\/\/huntgen\.invalid\/schemas\//;

/**
 * - `huntgen`: it is as the manifest says, or it shows that huntgen has written it, or it is empty.
 * - `edited`: the manifest lists it, but nothing in it shows that huntgen has written it.
 * - `foreign`: anything else, whatever its name is.
 */
export type Owner = "huntgen" | "edited" | "foreign";

/** `listed` is the file's hash in the manifest of the directory. */
export function ownerOf(file: string, text: string, listed: string | undefined): Owner {
  if (text.trim() === "" || isWritten(file, text, listed)) return "huntgen";
  return listed === undefined ? "foreign" : "edited";
}

/** Whether huntgen has written a file. An empty one may be overwritten, but it may be anybody's. */
export function isWritten(file: string, text: string, listed: string | undefined): boolean {
  if (listed === sha256(text)) return true;
  if (file === manifestPath) return manifestStart.test(text);
  if (file.endsWith(".json")) return schemaStart.test(text);
  return text.startsWith(file.endsWith(".md") ? markdownBannerLine : bannerLine);
}
