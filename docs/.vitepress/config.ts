// The documentation site: `npm run docs` builds it into docs/.vitepress/dist.

import { existsSync } from "node:fs";
import { defineConfig } from "vitepress";
import { pageGroups } from "../../site/page-list.ts";

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
  lastUpdated: false,
  themeConfig: { sidebar, search: { provider: "local" }, outline: [2, 3] },
});
