// Renders every generated file of the documentation.

import { format } from "prettier";
import { renderCliPage } from "./cli-page.ts";
import { renderConfigurationPage } from "./configuration-page.ts";
import { renderErrorsPage } from "./errors-page.ts";
import { renderLlmsIndex } from "./llms-index.ts";
import { drawPictures } from "./pictures.ts";

/** The files by their path from the root of the repository. */
export async function renderPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map([
    ["docs/cli.md", await page("cli-page.ts", renderCliPage())],
    ["docs/configuration.md", await page("configuration-page.ts", renderConfigurationPage())],
    ["docs/errors.md", await page("errors-page.ts", await renderErrorsPage())],
  ]);
  return new Map([...pages, ["docs/public/llms.txt", renderLlmsIndex(pages)], ...drawPictures()]);
}

function page(source: string, text: string): Promise<string> {
  const banner = `<!-- Written by \`npm run docs:pages\` (site/${source}). Do not edit. -->`;
  return format(`${banner}\n\n${text}\n`, { parser: "markdown", printWidth: 100 });
}
