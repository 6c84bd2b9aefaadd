// Opens a file in the default browser.

import { spawnSync } from "node:child_process";

/** The program of each system that opens a file as a double click does. */
const openers: Readonly<Record<string, string>> = { darwin: "open", win32: "explorer.exe" };

/** Returns why the file was not opened; undefined if it was. */
export function openPage(file: string): string | undefined {
  const opener = openers[process.platform] ?? "xdg-open";
  // An absolute path, which the program cannot mistake for an option; no shell reads it.
  const { error, status } = spawnSync(opener, [file], { stdio: "ignore" });
  if (error !== undefined) return `${opener} is not installed`;
  // explorer.exe returns 1 if it has opened the file, too.
  return status === 0 || opener === "explorer.exe" ? undefined : `${opener} failed`;
}
