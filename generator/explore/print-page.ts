// Prints the page: inserts data into the template, and allows only its own style and script to run.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { visible, visibleJson } from "../problems.ts";
import type { ExplorerData } from "./explorer-data.ts";

/** The first lines of every page, which identify a file that may be overwritten. */
export const pageMark = '<meta name="generator" content="huntgen explore"';

interface PageParts {
  readonly template: string;
  readonly style: string;
  readonly script: string;
}

/** Prints the page. The same data always has the same text. */
export function printPage(data: ExplorerData): string {
  const { template, style, script } = readParts();
  const parts: Readonly<Record<string, string>> = {
    policy: policyOf(style, script),
    title: escapeText(data.title),
    style,
    data: scriptJson(data),
    script,
  };
  // One pass, so that a placeholder in the data is not replaced.
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`the template has an unknown placeholder ${name}`);
    return part;
  });
}

function policyOf(style: string, script: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    // The browser then refuses to read markup from text, which the page never does.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
}

function hashOf(content: string): string {
  return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
}

/** JSON that cannot end a script element or begin a comment in it. */
function scriptJson(value: unknown): string {
  return visibleJson(value).replaceAll("<", "\\u003c");
}

function escapeText(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function readParts(): PageParts {
  return {
    template: `${readPart("template.html")}\n`,
    style: readPart("page.css"),
    script: readPart("main.js"),
  };
}

/** `npm run build` bundles the page next to this module. */
function readPart(name: string): string {
  return readFileSync(new URL(`./page/${name}`, import.meta.url), "utf8").trimEnd();
}
