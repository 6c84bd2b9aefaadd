// Opens a file in the default browser.

import { spawn } from "node:child_process";

/** The program of each system that opens a file as a double click does. */
const openers: Readonly<Record<string, string>> = { darwin: "open", win32: "explorer.exe" };

/** A program that still runs after this time has found a browser. */
const patience = 2000;

/** Returns why the file was not opened; undefined if it was. Does not wait for the browser to close. */
export function openPage(file: string): Promise<string | undefined> {
  const opener = openers[process.platform] ?? "xdg-open";
  return new Promise((resolve) => {
    // An absolute path, which the program cannot mistake for an option; no shell reads it.
    const child = spawn(opener, [file], { stdio: "ignore", detached: true });
    const timer = setTimeout(() => resolve(undefined), patience);
    child.on("error", () => resolve(`${opener} is not installed`));
    // explorer.exe returns 1 after it has opened a file, too.
    child.on("exit", (status) => {
      resolve(status === 0 || opener === "explorer.exe" ? undefined : `${opener} failed`);
    });
    child.on("close", () => clearTimeout(timer));
    child.unref();
  });
}
