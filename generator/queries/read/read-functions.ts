// Reads the functions that a tenant has saved: one in each .kql file of a directory, as a `.create function`
// command, as a `let` statement, or only its body.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { SavedFunction } from "../query.ts";
import { findFiles } from "./find-files.ts";

/** Returns no functions if the directory does not exist. */
export function readFunctions(directory: string): SavedFunction[] {
  if (!existsSync(directory)) return [];
  return findFiles([directory])
    .filter((file) => /\.(?:kql|csl|kusto)$/i.test(file))
    .map((file) => {
      const text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
      return parseFunction(text, path.basename(file, path.extname(file)));
    });
}

const name = String.raw`(?:\[\s*['"](?<quoted>[^'"]+)['"]\s*\]|(?<bare>[\w.-]+))`;
const command = new RegExp(
  String.raw`^\.(?:create|alter|create-or-alter)\s+function\s+(?:ifnotexists\s+)?(?:with\s*\([^]*?\)\s*)?${name}\s*(?=\()`,
  "i",
);
const statement = new RegExp(String.raw`^let\s+${name}\s*=\s*(?:view\s*)?(?=\()`);

/** A text without a header is the body of a function without parameters. */
function parseFunction(text: string, fileName: string): SavedFunction {
  const code = text.replace(/^(?:\s+|\/\/.*)+/, "").trim();
  const header = command.exec(code) ?? statement.exec(code);
  const declared = header?.groups?.["quoted"] ?? header?.groups?.["bare"] ?? fileName;
  const rest = code.slice(header?.[0].length ?? 0);
  const close = closingParenthesis(rest);
  const body = rest
    .slice(close + 1)
    .trim()
    .replace(/;$/, "");
  return close > 0 && body.startsWith("{") && body.endsWith("}")
    ? { name: declared, parameters: rest.slice(0, close + 1), body }
    : { name: declared, parameters: "()", body: `{\n${code}\n}` };
}

/** The offset of the parenthesis that closes the first one; -1 if the text does not begin with one. */
function closingParenthesis(text: string): number {
  if (!text.startsWith("(")) return -1;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[()]/g)) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}
