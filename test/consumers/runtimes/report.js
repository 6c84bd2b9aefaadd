// Reads all bodies, and reports which implementation read them: the scanner, or only the fallback.

import { readAll } from "./read-all.js";
import { watchScanner } from "./watch-scanner.js";

/** Returns the results, how many texts the scanner read, and how many it left to the fallback. */
export async function report() {
  const scanner = watchScanner();
  const results = await readAll();
  return JSON.stringify({ scanner, results });
}
