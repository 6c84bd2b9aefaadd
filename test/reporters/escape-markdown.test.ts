// Judges escaped text with a Markdown parser: it must be shown literally, whatever it contains.

import * as fc from "fast-check";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { expect, test } from "vitest";
import { visible } from "../../generator/problems.ts";
import { escapeMarkdown, markdownCode } from "../../generator/reporters/escape-markdown.ts";

/** The positions in which reports have untrusted text, each with the elements that it renders to. */
const positions: readonly {
  readonly name: string;
  readonly markdown: (text: string) => string;
  readonly html: RegExp;
}[] = [
  {
    name: "a list item",
    markdown: (text) => `- ${escapeMarkdown(text)}\n- next`,
    html: /^<ul>\n<li>(.*)<\/li>\n<li>next<\/li>\n<\/ul>$/s,
  },
  {
    name: "the end of a list item",
    markdown: (text) => `- stale ${escapeMarkdown(text)}`,
    html: /^<ul>\n<li>stale ?(.*)<\/li>\n<\/ul>$/s,
  },
  {
    name: "code in a paragraph",
    markdown: (text) => `Run ${markdownCode(text)}.`,
    html: /^<p>Run <code>(.*)<\/code>\.<\/p>$/s,
  },
  {
    name: "a cell",
    markdown: (text) => `| a | b |\n| --- | --- |\n| ${escapeMarkdown(text)} | end |`,
    html: /^<table>.*<tbody>\n<tr>\n<td>(.*)<\/td>\n<td>end<\/td>\n<\/tr>\n<\/tbody>\n<\/table>$/s,
  },
  {
    name: "code in a cell",
    markdown: (text) => `| a | b |\n| --- | --- |\n| ${markdownCode(text)} | end |`,
    html: /^<table>.*<td><code>(.*)<\/code><\/td>\n<td>end<\/td>\n<\/tr>\n<\/tbody>\n<\/table>$/s,
  },
];

function render(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

/** The text of an element that must contain no elements. */
function textOf(html: string): string {
  expect(html).not.toContain("<");
  return html.replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all);
}

/** What GitHub turns into links and emoji after it has rendered the Markdown. */
const references = /@\w|#\d|\bgh-\d|(?<![\w\u200B])[\da-f]{7,64}(?!\w)|:[\w+-]+:/i;

const fragments = fc.constantFrom(
  ..."@ # - + * _ ~ ` | \\ < > & ! [ ] ( ) { } = : . / $ ^ ; ' \" 0 1 12. 1) a Z é \u{1F600} 名".split(
    " ",
  ),
  ..." |  |    |\t|\n|\u200B|\u202E|@team|a@b.co|#12|acme/x#12|GH-12|gh-1|deadbeef1|:tada:".split(
    "|",
  ),
  ..."https://x.co ftp://x.co http: www.x.co WWW.x.co mailto:a@b.co xmpp:a@b.co x.co".split(" "),
  ..."<!-- --> <b> </code> <img/src=x> </details> <https://x> <script> <a@b.co>".split(" "),
  ..."[x](y) ![x](y) [x]: [^1] [^1]: [ ] ``` ~~~ ~~ ** __ *** --- === &amp; &#64; &lt; &#x40;".split(
    " ",
  ),
  ..."__init__ a_b _a_ a__b $a$ $$ \\| \\\\ \\@ \\# \\*".split(" "),
);
const texts = fc.array(fragments, { maxLength: 8 }).map((parts) => parts.join(""));

test("shows any text literally, and refers to nobody and nothing", () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...positions), (text, { markdown, html }) => {
      const [, content] = html.exec(render(markdown(text))) ?? [];
      expect(content).toBeDefined();
      const shown = textOf(content ?? "");
      // Markdown drops spaces at the ends of a line.
      expect(shown.replaceAll("\u200B", "").trim()).toBe(visible(text).trim());
      expect(shown).not.toMatch(references);
      // The parser does not know GitHub's formulas.
      expect(markdown(text).replace(/\\[^]/g, "")).not.toContain("$");
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test.each([
  ["DeviceProcessEvents", "DeviceProcessEvents"],
  ["input-schemas/Device_Info.csv", "input-schemas/Device_Info.csv"],
  [
    "column Isp string removed (2 more); see: x=1, y",
    "column Isp string removed (2 more); see: x=1, y",
  ],
  ["new column A-B int32?", "new column A-B int32?"],
  ["_x_", "\\_x\\_"],
  ["a|b", "a\\|b"],
  ["1. a", "1\\. a"],
  ["# a", "\\# a"],
  ["@team", "@&#8203;team"],
  ["acme/schemas#12", "acme/schemas#&#8203;12"],
  ["GH-12", "GH-&#8203;12"],
  ["<!-- x -->", "\\<!-- x -->"],
  ["www.example.com", "www\\.example.com"],
  ["https://x", "https\\://x"],
  ["&#64;x", "\\&#&#8203;64;x"],
  ["a\u202Eb", "a\\\\u{202e}b"],
  ["a\nb", "a\\\\u{a}b"],
])("%j is escaped no more than Markdown needs", (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});
