// Opens pages of `huntgen explore` in Chromium, and records what the browser refuses or requests.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import type { ExplorerData } from "../../generator/explore/explorer-data.ts";
import { built } from "../support/built-files.ts";
import { findChromium, missingChromium } from "../support/find-chromium.ts";

/** Pages and screenshots are kept here, to be looked at. */
const artifacts = fileURLToPath(new URL("artifacts", import.meta.url));

export function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(missingChromium);
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  return chromium.launch({ executablePath, args });
}

/** Writes a page with the bundle in dist/, and returns its address. */
export async function writePage(name: string, data: ExplorerData): Promise<string> {
  const module: { readonly printPage: (data: ExplorerData) => string } = await import(
    pathToFileURL(path.join(built, "explore/print-page.js")).href
  );
  mkdirSync(artifacts, { recursive: true });
  const file = path.join(artifacts, `${name}.html`);
  writeFileSync(file, module.printPage(data));
  return pathToFileURL(file).href;
}

export interface OpenPage {
  readonly page: Page;
  /** Everything that must not happen: errors, dialogs, requests, and what the policy refused. */
  readonly incidents: () => Promise<readonly string[]>;
}

/** Opens a page with its own browser profile. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  const page = await context.newPage();
  const seen: string[] = [];
  page.on("pageerror", (error) => seen.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") seen.push(message.text());
  });
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!/^file:.*\.html(?:#|$)/.test(url) && url !== "data:,") seen.push(`request: ${url}`);
  });
  await page.addInitScript(`
    window.refused = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      window.refused.push("refused: " + event.violatedDirective + " " + event.blockedURI));
  `);
  await page.goto(address);
  return {
    page,
    incidents: async () => [...seen, ...(await page.evaluate<string[]>("window.refused"))],
  };
}

/** Opens another view of the page. */
export async function show(page: Page, fragment: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  await page.waitForFunction(
    `document.querySelector("h1") !== null && location.hash === ${JSON.stringify(fragment)}`,
  );
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
}

export async function takeScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(artifacts, `${name}.png`) });
}

/** The path of a file among the artifacts. */
export function artifact(name: string): string {
  return path.join(artifacts, name);
}
