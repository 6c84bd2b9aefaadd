// Runs the emitters of a configuration, plans the files that they return, and reports the problems of all
// emitters at once. Each run calls every emitter, because a change of its code or of what it imports cannot be
// detected.

import { existsSync, readFileSync } from "node:fs";
import { findNodeAtLocation, getNodeValue } from "jsonc-parser";
import type { Config } from "../config.ts";
import type { PlannedFile } from "../emit/emitter.ts";
import { lineAt, parseSyntaxTree } from "../json-syntax.ts";
import type { Schema } from "../model/schema.ts";
import { format } from "../output/format.ts";
import { HuntgenError, type Problem, type ProblemCode, quote, sortProblems } from "../problems.ts";
import { checkReturned } from "./check-returned.ts";
import { builtInEmitters } from "./built-in.ts";
import { buildEmitModel, type EmitModel } from "./emit-model.ts";
import { findPathFault, overlaps, pathKey } from "./emitted-path.ts";
import type { EmittedFile } from "./emitter-module.ts";
import { findEmitters, type FoundEmitter, type ReportEmitter } from "./find-emitters.ts";
import { OptionError } from "./read-options.ts";
import { type ModuleOutcome, runModule } from "./run-module.ts";

/** Names in the output directory that builds and package managers write. */
const foreignFolders = ["dist", "node_modules"];

/** Throws a `HuntgenError` with every problem. `ours` are the files that the configuration already plans. */
export async function planEmitted(
  schema: Schema,
  config: Config,
  ours: readonly PlannedFile[],
  log: (text: string) => void,
): Promise<readonly PlannedFile[]> {
  if (config.emitters.length === 0) return [];
  const problems: Problem[] = [];
  const report: ReportEmitter = (index, code, message) =>
    problems.push({ code, file: config.configFile, line: lineOf(config, index), message });
  const found = findEmitters(config, report);
  checkFolders(found, ours, report);
  const model = buildEmitModel(schema, config.renames);
  const files: PlannedFile[] = [];
  for (const emitter of found) files.push(...(await planFiles(emitter, model, report, log)));
  if (problems.length > 0) throw new HuntgenError(sortProblems(problems));
  return files;
}

function checkFolders(
  emitters: readonly FoundEmitter[],
  ours: readonly PlannedFile[],
  report: ReportEmitter,
): void {
  const known = new Set([...ours.map(({ path }) => path.split("/")[0] ?? ""), ...foreignFolders]);
  for (const [position, { index, use, folder }] of emitters.entries()) {
    const fault = findPathFault(folder);
    const advice = 'set another folder with "out"';
    const shown = `the folder ${quote(folder)} of the emitter ${quote(use)}`;
    if (fault !== undefined) {
      report(index, "invalid-path", `${shown} ${fault}; ${advice}`);
      continue;
    }
    const [top = ""] = folder.split("/");
    if ([...known, "manifest.json"].some((name) => pathKey(name) === pathKey(top))) {
      report(index, "colliding-paths", `${shown} is written by huntgen or a build; ${advice}`);
    }
    const other = emitters.slice(0, position).find((each) => overlaps(each.folder, folder));
    if (other !== undefined) {
      const message = `${shown} overlaps the folder ${quote(other.folder)} of the emitter ${quote(other.use)}; ${advice}`;
      report(index, "colliding-paths", message);
    }
  }
}

async function planFiles(
  emitter: FoundEmitter,
  model: EmitModel,
  report: ReportEmitter,
  log: (text: string) => void,
): Promise<readonly PlannedFile[]> {
  const { index, use, folder } = emitter;
  const shown = `the emitter ${quote(use)}`;
  const outcome = await run(emitter, model, log);
  if (outcome.kind !== "returned") {
    const [code, message] = failureOf(outcome, use);
    report(index, code, message);
    return [];
  }
  const planned: PlannedFile[] = [];
  for (const file of checkReturned(outcome.value, model, (code, fault) => {
    report(index, code, `${shown} ${fault}`);
  })) {
    try {
      const text = await textOf(file);
      const path = `${folder}/${file.path}`;
      planned.push({ path, language: "text", table: undefined, render: () => text });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n")[0] : error;
      const message = `${shown} returned ${quote(file.path)}, which cannot be formatted: ${reason}`;
      report(index, "failed-emitter", message);
    }
  }
  return planned;
}

type Failure = Exclude<ModuleOutcome, { kind: "returned" }> | { kind: "option"; reason: string };

async function run(
  { use, options, url }: FoundEmitter,
  model: EmitModel,
  log: (text: string) => void,
): Promise<Extract<ModuleOutcome, { kind: "returned" }> | Failure> {
  if (url !== undefined) return runModule({ url, model, options }, log);
  const emit = await builtInEmitters[use]?.();
  try {
    return { kind: "returned", value: (await emit?.(model, options)) ?? [] };
  } catch (error) {
    if (error instanceof OptionError) return { kind: "option", reason: error.message };
    throw error;
  }
}

function failureOf({ kind, reason }: Failure, use: string): [ProblemCode, string] {
  const shown = `the emitter ${quote(use)}`;
  switch (kind) {
    case "not-loaded":
      return ["failed-emitter", `cannot load ${shown}: ${reason}`];
    case "not-emitter":
      return [
        "invalid-emitter",
        `the module ${quote(use)} is not an emitter: expected "export default (model, options) => [...]", got ${reason}`,
      ];
    case "not-array":
      return ["invalid-emitter", `${shown} must return an array of files, got ${reason}`];
    case "threw":
      return ["failed-emitter", `${shown} failed: ${reason}`];
    case "option":
      return ["invalid-config", `${shown}: ${reason}`];
  }
}

function textOf({ text, format: language }: EmittedFile): string | Promise<string> {
  // Files are compared with these line endings, because git may change them on the disk.
  const lines = text.replaceAll("\r\n", "\n");
  return language === undefined ? lines : format(language, lines);
}

/** The line of an emitter in the configuration; 0 if it comes from another source. */
function lineOf({ configFile, emitters }: Config, index: number): number {
  if (!existsSync(configFile)) return 0;
  const text = readFileSync(configFile, "utf8");
  const parsed = parseSyntaxTree(text.replace(/^\uFEFF/, ""));
  if (parsed.kind === "error") return 0;
  const node = findNodeAtLocation(parsed.tree, ["emitters", index]);
  const inFile: unknown = node === undefined ? undefined : getNodeValue(node);
  const isSame = JSON.stringify(inFile) === JSON.stringify(emitters[index]);
  return isSame ? lineAt(text, node?.offset ?? 0) : 0;
}
