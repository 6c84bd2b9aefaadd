// Builds a SARIF 2.1.0 log of findings, for tools that collect findings.

import type { Finding } from "./finding.ts";

const levels = { error: "error", warning: "warning", notice: "note" } as const;

/** Builds the log of one run. */
export function buildSarif(findings: readonly Finding[], version: string): object {
  const rules = [...new Set(findings.map(({ rule }) => rule))].toSorted();
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "huntgen", version, rules: rules.map((id) => ({ id })) } },
        results: findings.map(({ rule, level, message, file, line, column }) => ({
          ruleId: rule,
          ruleIndex: rules.indexOf(rule),
          level: levels[level],
          message: { text: escapeLinks(message) },
          locations: file === null ? [] : [locationOf(file, line, column)],
        })),
      },
    ],
  };
}

/** Escapes brackets, since viewers show `[text](address)` as a link. */
function escapeLinks(text: string): string {
  return text.replace(/[\\[\]]/g, "\\$&");
}

function locationOf(file: string, line: number, column: number | undefined): object {
  const uri = file.split("/").map(encodeURIComponent).join("/");
  const region = line > 0 ? { region: { startLine: line, ...startOf(column) } } : {};
  return { physicalLocation: { artifactLocation: { uri }, ...region } };
}

function startOf(column: number | undefined): { readonly startColumn?: number } {
  return column === undefined ? {} : { startColumn: column };
}
