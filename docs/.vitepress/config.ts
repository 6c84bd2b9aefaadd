// The documentation site: `npm run docs` builds it into docs/.vitepress/dist.

import { existsSync } from "node:fs";
import { defineConfig } from "vitepress";
import { pageGroups } from "../../site/page-list.ts";
import { repositoryLink } from "../../site/repository-link.ts";

const sidebar = pageGroups.map(({ text, pages }) => ({
  text,
  items: pages
    .filter(({ name }) => existsSync(new URL(`../${name}.md`, import.meta.url)))
    .map(({ name, title }) => ({ text: title, link: name === "index" ? "/" : `/${name}` })),
}));

export default defineConfig({
  lang: "en",
  title: "huntgen",
  description:
    "TypeScript types, JSON Schemas and validators for Microsoft Defender hunting tables",
  cleanUrls: true,
  themeConfig: { sidebar, search: { provider: "local" }, outline: [2, 3] },
  markdown: {
    config(markdown) {
      // Pages link to files next to docs/ as GitHub resolves them. The site does not have these files.
      markdown.core.ruler.push("links-and-code", ({ tokens }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          // Vue would replace braces in code, such as those of placeholders, by what they evaluate to.
          if (token.type === "code_inline") token.attrSet("v-pre", "");
          const href = token.type === "link_open" ? token.attrGet("href") : null;
          if (href !== null) token.attrSet("href", repositoryLink(href));
        }
      });
    },
  },
});
