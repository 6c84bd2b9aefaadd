// Finds the fenced code blocks of Markdown documents, with the comments that define how to check them.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const repository: string = fileURLToPath(new URL("../..", import.meta.url));

export interface CodeBlock {
  /** Relative to the repository. */
  readonly document: string;
  /** The line of the first line of code, from 1. */
  readonly line: number;
  readonly language: string;
  readonly code: string;
  /** Declarations that the block assumes: `<!-- declares: declare const body: string; -->`. */
  readonly declares: string;
  /** Errors that the compiler has to report, in order: `<!-- error: TS2551 -->`. */
  readonly errors: readonly string[];
}

/** The pages that show code, relative to the repository. */
export function listPages(): string[] {
  const pages = readdirSync(path.join(repository, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", ...pages.toSorted().map((name) => `docs/${name}`)];
}

export function readDocument(document: string): string {
  return readFileSync(path.join(repository, document), "utf8");
}

/** Finds the blocks of a document. Throws for a block without an end or a comment of unknown kind. */
export function findBlocks(document: string, text: string = readDocument(document)): CodeBlock[] {
  const lines = text.split("\n");
  const blocks: CodeBlock[] = [];
  let comments: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const fence = /^(?<indent> *)(?<ticks>`{3,})(?<language>\w*)/.exec(line)?.groups;
    if (fence !== undefined) {
      const { indent = "", ticks = "", language = "" } = fence;
      const end = lines.findIndex((each, at) => at > index && each.trim() === ticks);
      if (end < 0) throw new Error(`${document}:${index + 1}: this code block has no end`);
      const code = lines.slice(index + 1, end).map((each) => each.slice(indent.length));
      const where = { document, line: index + 2, language, code: `${code.join("\n")}\n` };
      blocks.push({ ...where, ...readComments(comments, `${document}:${index + 1}`) });
      comments = [];
      index = end;
    } else if (line.trim().startsWith("<!--")) {
      const end = lines.findIndex((each, at) => at >= index && each.includes("-->"));
      if (end < 0) throw new Error(`${document}:${index + 1}: this comment has no end`);
      const comment = lines.slice(index, end + 1).join("\n");
      comments.push(comment.replace(/^\s*<!--|-->\s*$/g, "").trim());
      index = end;
    } else if (line.trim() !== "") {
      // Only the comments directly before a block are about it.
      comments = [];
    }
  }
  return blocks;
}

function readComments(
  comments: readonly string[],
  location: string,
): Pick<CodeBlock, "declares" | "errors"> {
  let declares = "";
  let errors: string[] = [];
  for (const comment of comments) {
    const [, kind, text = ""] = /^(declares|error): *(.*)$/s.exec(comment) ?? [];
    if (kind === "declares") declares += `${text}\n`;
    else if (kind === "error") errors = text.split(/[\s,]+/);
    else throw new Error(`${location}: expected a comment "declares:" or "error:", got ${comment}`);
  }
  return { declares, errors };
}

/** The commands of a document: the lines of its sh blocks and of `run:` in YAML, and inline code. */
export function findCommands(document: string, text: string = readDocument(document)): string[] {
  const blocks = findBlocks(document, text);
  const ofShell = blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => code.split("\n"));
  const ofWorkflows = blocks
    .filter(({ language }) => language === "yaml")
    .flatMap(({ code }) => [...code.matchAll(/\brun: (.+)$/gm)].map(([, command = ""]) => command));
  const prose = text.replace(/^ *(`{3,})\w*\n[\s\S]*?^ *\1$/gm, "");
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  return [...ofShell, ...ofWorkflows, ...inline].flatMap((line) =>
    line
      .replace(/(?:^|\s)#.*$/, "")
      .split(/&&|\|\||[;|>]/)
      .map((command) => command.trim())
      .filter((command) =>
        /^(?:npx (?:--no-install )?huntgen|huntgen|npm run)\b[ -]/.test(command),
      ),
  );
}
