// Renders llms.txt, the index of the documentation for language models: title, link and first sentence of
// each page.

import { existsSync, readFileSync } from "node:fs";
import { pageGroups } from "./page-list.ts";
import { repositoryFiles } from "./repository-link.ts";

/** `rendered` holds the text of pages that are generated in the same run. */
export function renderLlmsIndex(rendered: ReadonlyMap<string, string>): string {
  const { description } = JSON.parse(readFileSync("package.json", "utf8"));
  const address = repositoryFiles();
  const sections = pageGroups.flatMap(({ text, pages }) => {
    const links = pages.flatMap(({ name, title }) => {
      const file = `docs/${name}.md`;
      const page =
        rendered.get(file) ?? (existsSync(file) ? readFileSync(file, "utf8") : undefined);
      if (page === undefined) return [];
      const sentence = firstSentence(page);
      const heading = /^# (?<heading>.+)$/m.exec(page)?.groups?.["heading"] ?? title;
      return [`- [${heading}](${address}/${file})${sentence === "" ? "" : `: ${sentence}`}`];
    });
    return links.length === 0 ? [] : [`## ${text}\n\n${links.join("\n")}`];
  });
  return `${["# huntgen", `> ${description}`, ...sections].join("\n\n")}\n`;
}

/** The first sentence of the first paragraph, without links. */
export function firstSentence(page: string): string {
  const body = page.replace(/^---\n[\s\S]*?\n---\n/, "").replace(/^(```|~~~)[\s\S]*?^\1/gm, "");
  const paragraph = body
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .find((text) => /^[\p{L}`*[]/u.test(text) && !/^[*-] /.test(text));
  const text = (paragraph ?? "").replace(/\s+/g, " ").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}
