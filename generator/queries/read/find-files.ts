// Finds the files of queries below the paths that the user or the configuration names.

import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { HuntgenError, sortProblems, type Problem } from "../../problems.ts";

const extensions = new Set([
  ".csl",
  ".json",
  ".kql",
  ".kusto",
  ".markdown",
  ".md",
  ".yaml",
  ".yml",
]);
const skipped = new Set(["node_modules", ".git", ".huntgen"]);

/** Returns files in code unit order. A path is a file, a directory or a pattern with `*` and `**`. */
export function findFiles(paths: readonly string[]): string[] {
  const files = new Set<string>();
  const problems: Problem[] = [];
  for (const each of paths) {
    const found = each.includes("*") ? matchFiles(each) : filesAt(each);
    if (found === undefined) {
      const message = "no such file or directory; check the path";
      problems.push({ code: "unreadable-file", file: each, line: 0, message });
    }
    for (const file of found ?? []) files.add(file);
  }
  if (problems.length > 0) throw new HuntgenError(sortProblems(problems));
  return [...files].toSorted();
}

/** Returns the files for which a module is generated: queries without a rule around them. */
export function findGeneratedFiles(paths: readonly string[]): string[] {
  return findFiles(paths).filter((file) => /\.(?:kql|csl|kusto)$/i.test(file));
}

function filesAt(location: string): string[] | undefined {
  const found = statSync(location, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  return found.isDirectory()
    ? filesBelow(location, isQueryFile)
    : [slashes(path.normalize(location))];
}

function filesBelow(directory: string, isWanted: (file: string) => boolean): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = slashes(path.join(directory, entry.name));
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(file, isWanted);
    return entry.isFile() && isWanted(file) ? [file] : [];
  });
}

function isQueryFile(file: string): boolean {
  return extensions.has(path.extname(file).toLowerCase());
}

/** The directory below which a path or a pattern names files. */
export function rootOf(pattern: string): string {
  if (!pattern.includes("*")) return pattern;
  const steps = slashes(path.normalize(pattern)).split("/");
  const fixed = steps.slice(
    0,
    steps.findIndex((step) => step.includes("*")),
  );
  return fixed.join("/") || (pattern.startsWith("/") ? "/" : ".");
}

function matchFiles(pattern: string): string[] {
  const steps = slashes(path.normalize(pattern)).split("/");
  const root = rootOf(pattern);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const source = steps.map((step) =>
    step === "**" ? "(?:[^/]+/)*" : `${step.split("*").map(escape).join("[^/]*")}/`,
  );
  const expression = new RegExp(`^${source.join("").replace(/\/$/, "")}$`);
  return filesBelow(root, (file) => expression.test(file));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function slashes(file: string): string {
  return file.split(path.sep).join("/");
}
