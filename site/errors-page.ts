// Renders docs/errors.md: each problem code with a real line of output, its meaning and its remedy.

import { problemExplanations } from "../generator/problem-codes.ts";
import { problemCases } from "../test/ingest/problem-catalogue.ts";
import { listOtherProblems } from "./other-problems.ts";

export async function renderErrorsPage(): Promise<string> {
  const lines = [...problemCases.flatMap((each) => each.lines), ...(await listOtherProblems())];
  const sections = Object.entries(problemExplanations).map(([code, [meaning, remedy]]) => {
    const example = lines.find((line) => line.endsWith(` [${code}]`));
    if (example === undefined) throw new Error(`no line of output has the code ${code}`);
    const severity = example.includes(": warning: ") ? "Warning" : "Error";
    return [
      `## ${code}`,
      `\`\`\`text\n${example}\n\`\`\``,
      `**${severity}.** ${meaning}`,
      `**What to do:** ${remedy}`,
    ].join("\n\n");
  });
  return [
    "# Problem codes",
    "huntgen prints each problem as one line on stderr, and the line ends with a code in brackets. This page explains every code.",
    "A run reports all problems that it finds, sorted by file and line. If one of them is an error, the exit code is 2. Warnings do not stop a run.",
    ...sections,
  ].join("\n\n");
}
