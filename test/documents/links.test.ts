// Checks the links between the documents: the file exists, and so does the heading.

import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { listPages, readDocument, repository } from "./code-blocks.ts";

const documents = [...listPages(), "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];

/** The anchors of a page, as GitHub derives them from its headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const prose = text.replace(/^ *(`{3,})\w*\n[\s\S]*?^ *\1$/gm, "");
  const headings = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
  const written = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id);
  return new Set([...headings, ...written]);
}

/** The links of a document to files of the repository. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^ *(`{3,})\w*\n[\s\S]*?^ *\1$/gm, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** What is wrong with a link of a document. */
function findFault(document: string, link: string): string[] {
  const [target = "", anchor] = link.split("#");
  const file =
    target === ""
      ? document
      : path.posix.normalize(path.posix.join(path.dirname(document), target));
  if (document.startsWith("docs/") && target !== "" && !/^\.{1,2}\//.test(target)) {
    return [`${link}: write ./${link}, as the links of a site`];
  }
  if (!existsSync(path.join(repository, file))) return [`${link}: no such page`];
  if (anchor === undefined) return [];
  return anchorsOf(readDocument(file)).has(anchor) ? [] : [`${link}: no such heading`];
}

it.each(documents)("the links of %s lead to pages and headings that exist", (document) => {
  const links = linksOf(readDocument(document));
  expect(links.flatMap((link) => findFault(document, link))).toEqual([]);
});

it("links are found", () => {
  const links = documents.flatMap((document) => linksOf(readDocument(document)));
  expect(links.length).toBeGreaterThan(80);
});

it("a page, a heading and a code that do not exist are found", () => {
  const text =
    "[a](./strem.md) [b](./stream.md#read-a-mesage) [c](stream.md) [d](./errors.md#unknown-tpye) [e](./types.md#other-languages)";
  const faults = linksOf(text).flatMap((link) => findFault("docs/index.md", link));
  expect(faults.map((fault) => fault.split(":")[0])).toEqual([
    "./strem.md",
    "./stream.md#read-a-mesage",
    "stream.md",
    "./errors.md#unknown-tpye",
  ]);
});

it("every page of docs/ can be reached from README.md or docs/index.md", () => {
  const linked = new Set(
    ["README.md", "docs/index.md"].flatMap((document) =>
      linksOf(readDocument(document)).map((link) =>
        path.posix.join(path.dirname(document), link.split("#")[0] ?? ""),
      ),
    ),
  );
  expect(listPages().filter((page) => page !== "README.md" && !linked.has(page))).toEqual([]);
});
