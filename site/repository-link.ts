// Turns links from docs/ to other files of the repository into links to the repository's website.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The address of the repository's files. npm and VitePress both start in the root of the repository. */
export function repositoryFiles(): string {
  const { repository } = JSON.parse(readFileSync("package.json", "utf8"));
  return `${String(repository.url).replace(/^git\+|\.git$/g, "")}/blob/main`;
}

/** Returns other links as they are. Throws if the file does not exist, as VitePress does for its pages. */
export function repositoryLink(href: string): string {
  if (!href.startsWith("../")) return href;
  const [file = "", ...anchor] = path.posix.join("docs", href).split(/(?=#)/);
  if (!existsSync(file)) throw new Error(`dead link to ${file}`);
  return `${repositoryFiles()}/${file}${anchor.join("")}`;
}
