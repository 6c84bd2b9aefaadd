// Prints to the terminal, a pipe or a log. Only this module and cli.ts access the process.

import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { appendFileSync, statSync } from "node:fs";
import type { Writable } from "node:stream";
import { styleText } from "node:util";
import { isError, paintProblem, type Problem, visible, visibleJson } from "../problems.ts";
import { refusal, writeProblem } from "../replace/write-problem.ts";

/** Prints a line of data to stdout. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a value as JSON without anything that a terminal or GitHub's runner would interpret. */
export function printJson(value: unknown): void {
  print(visibleJson(value, 2).replace(/(?<=#)#(?=\[)/g, "\\u0023"));
}

/** Prints a line that is not data to stderr. */
export function printStatus(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Prints what other code has printed, without anything that a terminal or a log would interpret. */
export function printLog(text: string): void {
  for (const line of text.trimEnd().split("\n")) printStatus(visible(line));
}

export function reportProblems(problems: readonly Problem[]): void {
  for (const problem of problems) {
    const ofSeverity = isError(problem) ? "red" : "yellow";
    const colours = { location: "bold", severity: ofSeverity, code: ofSeverity } as const;
    printStatus(paintProblem(problem, (part, text) => paintStatus(colours[part], text)));
  }
}

/** Shows the progress on a terminal, never in a pipe or a CI log. */
export function showProgress(done: number, all: number): void {
  if (!isInteractive() || done % 10 !== 0) return;
  process.stderr.write(`\r${done} of ${all} files`);
}

/**
 * Shows the share of bytes that are read, if the total size is known, and the amount of text that was
 * read.
 */
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

/** Reports once that another run is replacing files of a directory. */
export function waitingFor(directory: string): { onWait(): void } {
  let isReported = false;
  return {
    onWait() {
      if (!isReported)
        printStatus(`Waiting: another run is replacing files in ${visible(directory)}`);
      isReported = true;
    },
  };
}

/** Returns standard input, for a file named `-`. */
export function standardInput(): AsyncIterable<Uint8Array> {
  return process.stdin;
}

/** Returns standard input for an export, after a prompt on a terminal. */
export function pastedInput(): AsyncIterable<Uint8Array> {
  if (process.stdin.isTTY) {
    const key = process.platform === "win32" ? "Ctrl+Z and Enter" : "Ctrl+D";
    printStatus(`Paste the export, then press Enter and ${key}`);
  }
  return standardInput();
}

/** Returns standard output and standard error, for a file that is one of them. */
export function standardOutputs(): readonly { fd: number; stream: Writable }[] {
  return [
    { fd: 1, stream: process.stdout },
    { fd: 2, stream: process.stderr },
  ];
}

/** Asks a yes-or-no question on a terminal. Returns undefined if there is no terminal to ask on. */
export async function ask(question: string): Promise<boolean | undefined> {
  const answer = await askText(`${question} [y/N]`);
  return answer === undefined ? undefined : /^y(?:es)?$/i.test(answer);
}

/** Asks for a text on a terminal. Returns undefined if there is no terminal to ask on. */
export async function askText(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !isInteractive()) return undefined;
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl+D and Ctrl+C reject the question, or close the reader without settling it.
  const closed = once(reader, "close").then(() => "");
  const answered = reader.question(`${question} `).catch(() => "");
  try {
    return (await Promise.race([answered, closed])).trim();
  } finally {
    reader.close();
  }
}

/** Returns the value of an environment variable. */
export function environment(name: string): string | undefined {
  return process.env[name];
}

/** Sets an environment variable of this process. */
export function setEnvironment(name: string, value: string): void {
  process.env[name] = value;
}

/** Runs a command and sets the exit code that it returns. */
export async function finish(run: () => number | Promise<number>): Promise<void> {
  process.exitCode = await run();
}

/** Returns a signal that aborts on SIGINT or SIGTERM. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
  return stop.signal;
}

/** Calls `cleanUp` before a signal ends the process. Returns a function that removes the listeners. */
export function beforeStop(cleanUp: () => void): () => void {
  const listeners = (["SIGINT", "SIGTERM", "SIGHUP"] as const).map((name) => {
    const listener = (): void => {
      ignore();
      cleanUp();
      // The listeners are removed, so the signal now has its default effect.
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

type Colour = "red" | "green" | "yellow" | "dim" | "bold";

/** Colours a part of the data on stdout, only if stdout is a terminal. */
export function paint(colour: Colour, text: string): string {
  return process.stdout.isTTY && showsColours(process.stdout) ? style(colour, text) : text;
}

/** Colours a part of a line on stderr. */
function paintStatus(colour: Colour, text: string): string {
  return showsColours(process.stderr) ? style(colour, text) : text;
}

/** Colours a line of data that has the sign of a change: `+`, `-` or `~`. */
export function paintChange(line: string): string {
  const colours: Readonly<Record<string, Colour>> = { "+": "green", "-": "red", "~": "yellow" };
  const colour = colours[/(?:^|: | {2})([-+~]) /.exec(line)?.[1] ?? ""];
  return colour === undefined ? line : paint(colour, line);
}

/** Follows NO_COLOR, FORCE_COLOR and TERM, in this order, before it looks for a terminal. */
function showsColours(stream: { readonly isTTY?: boolean }): boolean {
  if ((process.env["NO_COLOR"] ?? "") !== "") return false;
  const forced = process.env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && process.env["TERM"] !== "dumb";
}

function style(colour: Colour, text: string): string {
  // Newer releases of Node would look at stdout again, even for text on stderr.
  return styleText(colour, text, { validateStream: false });
}

/** Appends Markdown to the step summary of a GitHub workflow. Does nothing outside of a workflow. */
export function addToStepSummary(markdown: string): void {
  const file = process.env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") return;
  try {
    // Without a reader, writing to a pipe could wait forever.
    if (statSync(file, { throwIfNoEntry: false })?.isFIFO() === true) {
      throw refusal(file, "is a pipe, but the summary must be added to a file");
    }
    appendFileSync(file, markdown);
  } catch (error) {
    throw writeProblem({ root: file, shown: file }, error, "so the summary is incomplete");
  }
}
