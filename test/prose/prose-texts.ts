// Collects what a person reads: comments, messages, test titles and documents, each with its location.

import { readFileSync } from "node:fs";
import { ts } from "ts-morph";

export interface ProseText {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** The comments of a TypeScript or JavaScript file. */
export function findComments(file: string, source: string): ProseText[] {
  const parsed = parse(file, source);
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    for (const range of [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ]) {
      found.set(range.pos, range);
    }
    for (const child of node.getChildren(parsed)) visit(child);
  };
  visit(parsed);
  return [...found.values()].map(({ pos, end }) => at(parsed, pos, source.slice(pos, end)));
}

/** The string literals and templates that are sentences: at least three words. */
export function findMessages(file: string, source: string): ProseText[] {
  const parsed = parse(file, source);
  const messages: ProseText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const text = ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(" … ")
        : node.text;
      if (countWords(text) >= 3 && /[a-z] [a-z]/i.test(text))
        messages.push(at(parsed, node.getStart(parsed), text));
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return messages;
}

/** The titles of `test`, `it` and `describe`, with `each` too. */
export function findTitles(file: string, source: string): ProseText[] {
  const parsed = parse(file, source);
  const titles: ProseText[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [title] = node.arguments;
      const called = node.expression.getText(parsed);
      if (
        /^(?:test|it|describe)\b/.test(called) &&
        title !== undefined &&
        ts.isStringLiteralLike(title)
      ) {
        titles.push(at(parsed, title.getStart(parsed), title.text));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return titles;
}

/** The text of a Markdown document, without code. */
export function findMarkdown(file: string): ProseText[] {
  let isCode = false;
  return readFileSync(file, "utf8")
    .split("\n")
    .flatMap((text, index): ProseText[] => {
      if (/^\s*(?:```|~~~)/.test(text)) isCode = !isCode;
      else if (!isCode)
        return [{ file, line: index + 1, text: text.replace(/`[^`]*`|\]\([^)]*\)/g, " ") }];
      return [];
    });
}

export function countWords(text: string): number {
  return text.match(/[A-Za-z][A-Za-z'’-]*/g)?.length ?? 0;
}

function parse(file: string, source: string): ts.SourceFile {
  return ts.createSourceFile(file, source, ts.ScriptTarget.Latest, false);
}

function at(parsed: ts.SourceFile, position: number, text: string): ProseText {
  const { line } = parsed.getLineAndCharacterOfPosition(position);
  return { file: parsed.fileName, line: line + 1, text };
}
