// Lists mutants that no test can find, since the program behaves the same with them.

import type { Mutant } from "./find-mutants.ts";

interface EquivalentMutant {
  readonly file: string;
  /** The trimmed line, since its number may change. */
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    file: "generator/diff/sides/read-side.ts",
    code: 'let input = "";',
    from: '""',
    to: '"mutant"',
    why: "it is set before any export is laid out, and only files of exports are named by it",
  },
  {
    file: "generator/model/find-misreadings.ts",
    code: "const line = linesOf(table.source, table.name).get(first) ?? 0;",
    from: "0",
    to: "(0 + 1)",
    why: "every column of a table comes from a row of its export, so the line is always found",
  },
  {
    file: "generator/output/compare-output.ts",
    code: "else if (diffs.length < longestDiff && file !== manifestPath)",
    from: "<",
    to: "<=",
    why: "every diff has several lines, so one diff more is beyond the lines that are shown",
  },
  {
    file: "generator/output/sync.ts",
    code: 'const workingDirectory = path.relative(directory.root, realpathSync("."));',
    from: '"."',
    to: '""',
    why: "the empty path is the working directory too",
  },
  {
    file: "generator/output/format.ts",
    code: 'if (language === "formatted") return banner + text;',
    from: '"formatted"',
    to: '""',
    why: "prettier leaves the modules of the runtime as they are, and only takes time",
  },
  {
    file: "generator/model/find-misreadings.ts",
    code: "if (owners === undefined) {",
    from: "owners === undefined",
    to: "true",
    why: "the index of the shipped tables is built again for each column, with the same result",
  },
];

export function isSame({ file, code, from, to }: EquivalentMutant, mutant: Mutant): boolean {
  return mutant.file === file && mutant.code === code && mutant.from === from && mutant.to === to;
}
