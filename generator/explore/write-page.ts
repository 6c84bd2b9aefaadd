// Writes the page, and refuses to overwrite a file that is not a page of huntgen.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { HuntgenError } from "../problems.ts";
import { createFolders } from "../replace/folders.ts";
import { directoryOf } from "../replace/paths.ts";
import { replaceFile } from "../replace/replace-file.ts";
import { writeProblem } from "../replace/write-problem.ts";
import { pageMark } from "./print-page.ts";

/** The file of the page: `out` if it is the name of an HTML file, otherwise a file in this directory. */
export function pageFile(out: string): string {
  return /\.html?$/i.test(out) ? out : path.join(out, "index.html");
}

/** Throws a `HuntgenError` if the file cannot be written or is not a page of huntgen. */
export function writePage(file: string, text: string): void {
  const directory = path.dirname(file);
  try {
    createFolders(path.resolve(directory));
    if (existsSync(file) && !isPage(file)) {
      const message = "is not a page of huntgen explore; move it, or choose another --out";
      throw new HuntgenError([{ code: "foreign-file", file, line: 0, message }]);
    }
  } catch (error) {
    throw writeProblem(directoryOf(directory), error);
  }
  replaceFile(file, text);
}

function isPage(file: string): boolean {
  return readFileSync(file, "utf8").slice(0, 4000).includes(pageMark);
}
