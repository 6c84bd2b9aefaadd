// Lists which tests belong to which sources. Tests that compile packages or install them are
// omitted: they take minutes, and other tests find what they would find first.

export interface Area {
  readonly name: string;
  readonly folder: string;
  /** Tests that import the sources. Those that depend on the mutated file are run. */
  readonly tests: readonly string[];
  /** Tests that run the built program, for mutants that the other tests do not find. */
  readonly programTests: readonly string[];
}

export const areas: readonly Area[] = [
  {
    name: "runtime",
    folder: "generator/runtime",
    tests: [
      "test/runtime/**/*.test.ts",
      "test/emit/agreement.test.ts",
      "test/fuzz/stream/*.test.ts",
    ],
    programTests: ["test/validate/validate.test.ts"],
  },
  {
    name: "model",
    folder: "generator/model",
    tests: [
      "test/model/**/*.test.ts",
      "test/ingest/**/*.test.ts",
      "test/emit/{golden,legacy-names,reserved-names}.test.ts",
      "test/commands/configuration.test.ts",
    ],
    programTests: ["test/ingest/problems.test.ts", "test/{add,commands}/*.test.ts"],
  },
  {
    name: "diff",
    folder: "generator/diff",
    tests: ["test/diff/**/*.test.ts"],
    programTests: ["test/diff/diff*.test.ts"],
  },
  {
    name: "output",
    folder: "generator/output",
    tests: ["test/output/{comparison,disk,ownership}.test.ts", "test/emit/golden.test.ts"],
    programTests: [
      "test/output/{format-pool,determinism,concurrent-runs,killed-run}.test.ts",
      "test/commands/commands.test.ts",
    ],
  },
  {
    name: "replace",
    folder: "generator/replace",
    tests: ["test/replace/**/*.test.ts", "test/output/{disk,ownership}.test.ts"],
    programTests: ["test/output/{file-systems,concurrent-runs,killed-run}.test.ts"],
  },
  {
    name: "pull",
    folder: "generator/pull",
    tests: ["test/pull/**/*.test.ts"],
    programTests: ["test/pull/pull.test.ts"],
  },
];

/** Slow, and never the only test that finds a mutant. */
export const slowTests: readonly string[] = [
  "test/emit/compile.test.ts",
  "test/diff/consumers.test.ts",
];
