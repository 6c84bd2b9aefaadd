// Defines the problems that huntgen reports, with a closed set of codes, and prints them.

/** The severity of each problem code. An error stops the run. */
const severities = {
  "ambiguous-side": "error",
  "assumed-table": "warning",
  "case-variant": "warning",
  "colliding-paths": "error",
  "colliding-queries": "error",
  "colliding-tables": "error",
  "compiler-settings": "warning",
  "compressed-file": "error",
  "cut-off": "error",
  "duplicate-column": "error",
  "duplicate-header": "error",
  "duplicate-ordinal": "error",
  "duplicate-table": "error",
  "edited-file": "error",
  "empty-file": "error",
  "empty-name": "error",
  "empty-table-name": "error",
  "empty-type": "error",
  "error-answer": "error",
  "excel-workbook": "error",
  "failed-emitter": "error",
  "foreign-file": "error",
  "invalid-answer": "error",
  "invalid-approvals": "error",
  "invalid-command": "error",
  "invalid-config": "error",
  "invalid-emitter": "error",
  "invalid-flag": "error",
  "invalid-name": "error",
  "invalid-ordinal": "error",
  "invalid-path": "error",
  "invalid-query": "error",
  "invalid-table-name": "error",
  "log-analytics-types": "warning",
  "long-row": "error",
  "merged-schemas": "error",
  "misplaced-quote": "error",
  "missing-column": "error",
  "missing-name-column": "error",
  "missing-type-column": "error",
  "no-answer": "error",
  "no-columns": "error",
  "no-exports": "error",
  "no-header": "error",
  "no-parser": "error",
  "no-permission": "error",
  "no-records": "error",
  "no-schema": "error",
  "no-token": "error",
  "not-json": "error",
  "not-text": "error",
  "not-yaml": "error",
  "partial-schema": "error",
  "rows-not-schema": "error",
  "several-tables": "error",
  "short-row": "error",
  "similar-table": "warning",
  "syntax-error": "error",
  "too-large": "error",
  "type-clash": "error",
  "unclosed-quote": "error",
  "unknown-column": "error",
  "unknown-config-key": "error",
  "unknown-emitter": "error",
  "unknown-form": "error",
  "unknown-function": "error",
  "unknown-mapping-column": "error",
  "unknown-table": "error",
  "unknown-type": "error",
  "unnamed-table": "error",
  "unread-file": "warning",
  "unreadable-file": "error",
  "unused-pattern": "warning",
  "unwritable-name": "error",
  "unwritable-output": "error",
  "web-page": "error",
  "wrong-parser": "error",
  "wrong-type": "error",
} as const satisfies Record<string, "error" | "warning">;

export type ProblemCode = keyof typeof severities;

/** A problem with its location. */
export interface Problem {
  readonly code: ProblemCode;
  /**
   * What the problem is about: a file or directory, or else a URL, a flag such as `--limit`, or a
   * command.
   */
  readonly file: string;
  /** From 1; 0 means the file as a whole. */
  readonly line: number;
  /** From 1, in UTF-16 code units; absent if only the line matters. */
  readonly column?: number;
  readonly message: string;
}

/** Thrown if a run cannot continue. Contains every problem that was found, warnings included. */
export class HuntgenError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.name = "HuntgenError";
    this.problems = problems;
  }
}

export function isError(problem: Problem): boolean {
  return severities[problem.code] === "error";
}

/**
 * Formats a problem as one line, `file:line: message [code]`, with the column after the line if there is one,
 * and without characters that a terminal or a log would interpret.
 */
export function formatProblem(problem: Problem): string {
  return paintProblem(problem, (_, text) => text);
}

/** Formats a problem with parts that `paint` colours. */
export function paintProblem(
  { code, file, line, column, message }: Problem,
  paint: (part: "location" | "severity" | "code", text: string) => string,
): string {
  const position = column === undefined ? `${line}:` : `${line}:${column}:`;
  const location = line > 0 ? `${visible(file)}:${position}` : `${visible(file)}:`;
  const severity = severities[code] === "warning" ? `${paint("severity", "warning:")} ` : "";
  return `${paint("location", location)} ${severity}${visible(message)} ${paint("code", `[${code}]`)}`;
}

/** Sorts by file, then line and column, then code; file and code in code unit order. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.code, b.code),
  );
}

/** Quotes untrusted text and truncates it to 80 characters. */
export function quote(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return `"${shown.replace(/["\\]/g, "\\$&")}"`;
}

/** Compares by UTF-16 code units, which is the same on every machine, unlike `localeCompare`. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Characters that a terminal or an editor interprets or hides: control, formatting, private-use and
 * unpaired surrogate characters, Unicode line separators, and blank letters.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u{2800}]/gu;

/**
 * Escapes hidden characters, and what GitHub's runner interprets in a log: `::` at the start of a line,
 * and `##[` anywhere.
 */
export function visible(text: string): string {
  return text
    .replace(/^(\s*):(?=:)/, (_, space: string) => `${space}${escapeOf(":")}`)
    .replace(/(?<=#)#(?=\[)/g, escapeOf)
    .replace(hidden, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** Escapes hidden characters as JSON and JavaScript do. */
export function escapeHidden(text: string): string {
  return text.replace(hidden, (character) =>
    Array.from({ length: character.length }, (_, unit) => {
      const code = character.charCodeAt(unit).toString(16).padStart(4, "0");
      return `\\u${code}`;
    }).join(""),
  );
}

/** Prints a value as JSON with escaped hidden characters; on several lines if `indent` is set. */
export function visibleJson(value: unknown, indent?: number): string {
  const lines = JSON.stringify(value, null, indent).split("\n");
  return lines.map(escapeHidden).join("\n");
}
