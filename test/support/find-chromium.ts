// Finds the Chromium of the machine, for tests that run in a browser.

import { existsSync } from "node:fs";
import path from "node:path";

/** What to do if there is no Chromium. */
export const missingChromium =
  "Chromium was not found: install it (apt-get install chromium), put it on the PATH, or its path into CHROMIUM_PATH";

/** Returns the path of the program; undefined if it was not found. */
export function findChromium(): string | undefined {
  const given = process.env["CHROMIUM_PATH"];
  if (given !== undefined) return given;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
