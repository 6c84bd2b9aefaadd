// Checks each case of the catalogue: the exact lines and the exit status, and that nothing is
// written.

import { lstatSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../generator/generate.ts";
import { formatProblem, type Problem, HuntgenError } from "../../generator/problems.ts";
import { listBelow } from "../support/list-below.ts";
import { createSharedProject, type Project } from "../support/scratch-project.ts";
import { type ProblemCase, problemCases } from "./problem-catalogue.ts";

const root = process.cwd();

/**
 * Every case with flags, and the first case of each code: these run as processes, the others do
 * not.
 */
const asProcess = problemCases.filter(({ args, lines }, index) => {
  const earlier = new Set(problemCases.slice(0, index).flatMap((each) => each.lines.map(codeOf)));
  return args !== undefined || lines.map(codeOf).some((code) => !earlier.has(code));
});

test.concurrent.for(asProcess)(
  "huntgen as a process reports $name",
  async ({ command = "generate", args = [], lines, ...given }) => {
    const project = projectOf(given);
    const before = namesAndTimes(project.dir);
    const { status, stdout, stderr } = await project.run(command, ...args);
    const isFatal = lines.some(isError);
    const told = stderr.split("\n");
    expect(told.filter((line) => isFatal || !/^\d+ tables?, .* new, .* s\)$/.test(line))).toEqual([
      ...lines,
      "",
    ]);
    expect(stdout).toBe("");
    expect(status).toBe(isFatal ? 2 : 0);
    expect(isFatal ? namesAndTimes(project.dir) : before).toEqual(before);
  },
);

test.for(problemCases.filter(({ args }) => args === undefined))(
  "generate reports $name",
  async ({ lines, ...given }) => {
    const project = projectOf(given);
    const before = namesAndTimes(project.dir);
    process.chdir(project.dir);
    let reported: readonly Problem[];
    try {
      ({ warnings: reported } = await generate());
    } catch (error) {
      if (!(error instanceof HuntgenError)) throw error;
      reported = error.problems;
    } finally {
      process.chdir(root);
    }
    expect(reported.map(formatProblem)).toEqual(lines);
    const isFatal = lines.some(isError);
    expect(project.list().includes("generated/manifest.json")).toBe(!isFatal);
    expect(isFatal ? namesAndTimes(project.dir) : before).toEqual(before);
  },
);

test("every code has a case, and its severity is the printed one", () => {
  const source = readFileSync(new URL("../../generator/problems.ts", import.meta.url), "utf8");
  const closedSet = [
    ...source.matchAll(/^ {2}"(?<code>[a-z-]+)": "(?<severity>error|warning)",$/gm),
  ]
    .map(({ groups }) => `${groups?.["severity"]} ${groups?.["code"]}`)
    .toSorted();
  const shown = problemCases.flatMap(({ lines }) =>
    lines.map((line) => `${isError(line) ? "error" : "warning"} ${codeOf(line)}`),
  );
  // test/pull/graph.test.ts has the problems that need a server, test/diff/diff.test.ts those that
  // need a comparison, test/queries/commands.test.ts those that only `lint` prints, test/output/ownership.test.ts those that need an earlier run.
  const others =
    "ambiguous-side edited-file invalid-answer no-answer no-permission invalid-approvals no-schema no-parser wrong-parser unknown-mapping-column missing-column".split(
      " ",
    );
  const elsewhere = others.map((code) => `error ${code}`);
  expect([...new Set([...shown, ...elsewhere])].toSorted()).toEqual(closedSet);
});

test("a warning does not stop a run without errors", () => {
  const warned = problemCases.filter(({ lines }) =>
    lines.every((line) => line.includes("warning")),
  );
  expect(warned.length).toBeGreaterThanOrEqual(3);
});

function codeOf(line: string): string | undefined {
  return /\[(?<code>[a-z-]+)\]$/.exec(line)?.groups?.["code"];
}

function isError(line: string): boolean {
  return !line.includes(": warning: ");
}

function projectOf({
  files,
  links = {},
  directories = [],
}: Pick<ProblemCase, "files" | "links" | "directories">): Project {
  const project = createSharedProject(files);
  for (const directory of directories) {
    mkdirSync(path.join(project.dir, directory), { recursive: true });
  }
  for (const [link, target] of Object.entries(links)) {
    symlinkSync(target, path.join(project.dir, link));
  }
  return project;
}

/** Lists everything below a directory with its time and inode, which any write changes. */
function namesAndTimes(directory: string): string[] {
  return listBelow(directory)
    .map(({ path: name }) => {
      const { mtimeNs, ino } = lstatSync(path.join(directory, name), { bigint: true });
      return `${name} ${mtimeNs} ${ino}`;
    })
    .toSorted();
}
