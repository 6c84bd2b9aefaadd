// What a command says -> the terminal, a pipe or a log. With cli.ts, alone touches the process.

import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { appendFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { styleText } from "node:util";
import { formatProblem, type Problem, visible, visibleJson } from "../problems.ts";

/** Data, for whoever reads the command's output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a value as JSON without anything that a terminal or GitHub's runner would obey. */
export function printJson(value: unknown): void {
  print(visibleJson(value, 2).replace(/(?<=#)#(?=\[)/g, "\\u0023"));
}

/** Everything else. */
export function printStatus(line: string): void {
  process.stderr.write(`${line}\n`);
}

export function reportProblems(problems: readonly Problem[]): void {
  for (const problem of problems) printStatus(formatProblem(problem));
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** Long work shows on a terminal how far it is; a pipe or a CI log never sees it. */
export function showProgress(done: number, all: number): void {
  if (!isInteractive() || done % 10 !== 0) return;
  process.stderr.write(`\r${done} of ${all} files`);
}

/** Shows how many bytes of all files are read, if all are files, and how much text was in them. */
export function showBytes(done: number, all: number, text: number): void {
  if (!isInteractive()) return;
  const share = Math.min(1, done / Math.max(1, all));
  const bar = `[${"#".repeat(Math.round(share * 30)).padEnd(30, ".")}] ${Math.floor(share * 100)} %, `;
  process.stderr.write(`\r${all > 0 ? bar : ""}${Math.floor(text / 2 ** 20)} MiB read`);
}

export function clearProgress(): void {
  if (isInteractive()) process.stderr.write("\r\u001B[K");
}

function isInteractive(): boolean {
  return process.stderr.isTTY && process.env["CI"] === undefined && process.env["TERM"] !== "dumb";
}

/** Says once that another run is replacing files of a directory. */
export function waitingFor(directory: string): { onWait(): void } {
  let isReported = false;
  return {
    onWait() {
      if (!isReported) printStatus(`Waiting: another run is replacing files in ${visible(directory)}`);
      isReported = true;
    },
  };
}

/** Standard input, for a file that is named `-`. */
export function standardInput(): AsyncIterable<Uint8Array> {
  return process.stdin;
}

/** Standard output and standard error, for a file that is one of them. */
export function standardOutputs(): readonly { fd: number; stream: Writable }[] {
  return [
    { fd: 1, stream: process.stdout },
    { fd: 2, stream: process.stderr },
  ];
}

/** Asks for a yes on a terminal; undefined where nobody is there to be asked. */
export async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !isInteractive()) return undefined;
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl+D and Ctrl+C end the question, or close the reader and leave the question open.
  const closed = once(reader, "close").then(() => "no");
  const answered = reader.question(`${question} [y/N] `).catch(() => "no");
  try {
    const answer = await Promise.race([answered, closed]);
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}

/** The value of an environment variable. */
export function environment(name: string): string | undefined {
  return process.env[name];
}

/** Runs a command; the process ends with the status that it answers. */
export async function finish(run: () => number | Promise<number>): Promise<void> {
  process.exitCode = await run();
}

/** Aborts when somebody stops the process. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  return stop.signal;
}

/** Calls back when a signal is about to end the process. Returns a function that ends that. */
export function beforeStop(cleanUp: () => void): () => void {
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((name) => {
    const listener = (): void => {
      ignore();
      cleanUp();
      // Without a listener, the signal does what it does by default.
      process.kill(process.pid, name);
    };
    process.on(name, listener);
    return { name, listener };
  });
  const ignore = (): void => {
    for (const { name, listener } of listeners) process.off(name, listener);
  };
  return ignore;
}

/** Gives text a colour where whoever reads it sees colours. */
export function paint(colour: "red" | "green" | "dim", text: string): string {
  const sees = process.stdout.isTTY && (process.env["NO_COLOR"] ?? "") === "";
  return sees ? styleText(colour, text) : text;
}

/** Adds Markdown to what a step of GitHub's workflows shows as its summary; nothing elsewhere. */
export function addToStepSummary(markdown: string): void {
  const file = process.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file !== "") appendFileSync(file, markdown);
}
