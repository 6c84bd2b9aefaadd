// Prints findings as GitHub's workflow commands, which annotate the lines of a change.

import { visible } from "../problems.ts";
import type { Finding } from "./finding.ts";

/** GitHub shows at most ten annotations for each step. */
const mostAnnotations = 10;

/** Prints the first ten findings as annotations. */
export function printAnnotations(findings: readonly Finding[]): string[] {
  return findings.slice(0, mostAnnotations).map(({ rule, level, message, file, line, column }) => {
    const position = `line=${Math.max(1, line)},${column === undefined ? "" : `col=${column},`}`;
    const location = file === null ? "" : `file=${escapeProperty(file)},${position}`;
    return `::${level} ${location}title=${escapeProperty(`huntgen: ${rule}`)}::${escapeData(visible(message))}`;
  });
}

function escapeData(text: string): string {
  return visible(text).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return visible(text).replace(/[%:,]/g, encodeURIComponent);
}
