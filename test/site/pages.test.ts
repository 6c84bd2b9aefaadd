// The generated files of the documentation: that they are up to date, and how they are rendered.

import { Ajv } from "ajv";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { listConfigurationKeys } from "../../site/configuration-page.ts";
import { findPlaceholders } from "../../site/find-placeholders.ts";
import { firstSentence } from "../../site/llms-index.ts";
import { pageGroups } from "../../site/page-list.ts";
import { renderPages } from "../../site/pages.ts";
import { repositoryFiles, repositoryLink } from "../../site/repository-link.ts";
import { drawWindow, wrapLine } from "../../site/terminal-svg.ts";
import { createProject } from "../support/scratch-project.ts";

test("the generated files of the documentation are up to date", async () => {
  const pages = [...(await renderPages())];
  const stale = pages
    .filter(([file, text]) => !existsSync(file) || readFileSync(file, "utf8") !== text)
    .map(([file]) => file);
  expect(stale, "run `npm run docs:pages`").toEqual([]);
});

test("the sidebar lists every page of the documentation", () => {
  const listed = new Set(pageGroups.flatMap(({ pages }) => pages.map(({ name }) => `${name}.md`)));
  const files = readdirSync("docs").filter((file) => file.endsWith(".md"));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !listed.has(file))).toEqual([]);
});

test("every key of the configuration has a description and valid examples", () => {
  const validate = new Ajv().compile(
    JSON.parse(readFileSync("huntgen.config.schema.json", "utf8")),
  );
  const keys = listConfigurationKeys();
  expect(keys.map(({ path }) => path.join("."))).toEqual(
    expect.arrayContaining(["long", "long.columns", "package.repository.url"]),
  );
  for (const { path, schema, examples } of keys) {
    expect([path, schema.description]).toEqual([path, expect.stringMatching(/^[A-Z].*\.$/)]);
    expect([path, examples]).not.toEqual([path, []]);
    for (const example of examples) {
      expect([example, validate(example), validate.errors]).toEqual([example, true, null]);
    }
  }
});

test("a picture escapes markup and control characters and keeps columns aligned", () => {
  const svg = drawWindow('<a> & "b"', [[{ text: 'x</text>\u001B[2J & "', tone: "plain" }]]);
  for (const raw of ["<a>", "\u001B", "x</text>", "& "]) expect(svg).not.toContain(raw);
  expect(svg).toContain("&#60;a&#62; &#38; &#34;b&#34;");
  expect(svg).toContain('textLength="128">x&#60;/text&#62;\uFFFD[2J &#38; &#34;</text>');
});

test.each([
  ["short", 10, ["short"]],
  ["one two three", 8, ["one two", "  three"]],
  ["abcdefghij", 6, ["abcdef", "  ghij"]],
])("a line is wrapped at spaces if there are any: %s", (text, columns, lines) => {
  expect(wrapLine(text, columns)).toEqual(lines);
});

test.each([
  ["# Title\n\nOne sentence. Another.\n", "One sentence."],
  [
    "---\nlayout: home\n---\n\n# T\n\n```sh\nnpm i\n```\n\n- a list\n\nRead v1.2 of [it](x.md)\nnow! Then",
    "Read v1.2 of it now!",
  ],
  ["<!-- a comment -->\n\n# T\n\n`code` first", "`code` first"],
  ["# T\n", ""],
])("the first sentence of a page is the first one of its prose: %j", (page, sentence) => {
  expect(firstSentence(page)).toBe(sentence);
});

test("a link to a file outside of docs/ leads to the repository, if there is such a file", () => {
  expect(repositoryLink("../README.md#types")).toBe(`${repositoryFiles()}/README.md#types`);
  expect(repositoryLink("cli.md")).toBe("cli.md");
  expect(repositoryLink("https://example.org/../x")).toBe("https://example.org/../x");
  expect(() => repositoryLink("../NOTHING.md")).toThrow("dead link to NOTHING.md");
});

test("a placeholder in what is published is found with its file and line", () => {
  const project = createProject({
    "package.json": '{\n  "homepage": "https://github.com/OWNER/huntgen"\n}\n',
    "generated/package.json": '{ "homepage": "https://github.com/acme/huntgen" }\n',
    "docs/deep/page.md": "one\ntwo OWNER/huntgen\n",
    "docs/.vitepress/dist/page.md": "OWNER/huntgen\n",
    ".github/workflows/x.yml": "uses: OWNER/huntgen@v1\n",
    "elsewhere/page.md": "OWNER/huntgen\n",
  });
  expect(findPlaceholders(project.dir)).toEqual([
    "package.json:2",
    "docs/deep/page.md:2",
    ".github/workflows/x.yml:1",
  ]);
});
