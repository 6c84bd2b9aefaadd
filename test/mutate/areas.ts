// Which tests are there for which sources. Tests that compile packages or install them are left out:
// they take minutes, and what they find is found by others first.

export interface Area {
  readonly name: string;
  readonly folder: string;
  /** Tests that import the sources; of these, those that depend on the mutated file are run. */
  readonly tests: readonly string[];
  /** Tests that run the built program, for mutants that the others do not find. */
  readonly programTests: readonly string[];
}

export const areas: readonly Area[] = [
  {
    name: "runtime",
    folder: "generator/runtime",
    tests: [
      "test/stream/**/*.test.ts",
      "test/emit/{agreement,table-value}.test.ts",
      "test/fuzz/stream/*.test.ts",
    ],
    programTests: ["test/cli/validate.test.ts"],
  },
  {
    name: "model",
    folder: "generator/model",
    tests: [
      "test/input/**/*.test.ts",
      "test/emit/{golden,legacy-names,reserved-names}.test.ts",
      "test/cli/configuration.test.ts",
    ],
    programTests: ["test/input/problems.test.ts", "test/cli/{add,commands}.test.ts"],
  },
  {
    name: "evolve",
    folder: "generator/evolve",
    tests: ["test/evolve/**/*.test.ts"],
    programTests: ["test/cli/diff*.test.ts"],
  },
  {
    name: "output",
    folder: "generator/output",
    tests: ["test/output/**/*.test.ts"],
    programTests: ["test/output/**/*.test.ts", "test/cli/commands.test.ts"],
  },
  {
    name: "replace",
    folder: "generator/replace",
    tests: ["test/replace/**/*.test.ts", "test/evolve/release.test.ts", "test/output/**/*.test.ts"],
    programTests: ["test/output/**/*.test.ts"],
  },
  {
    name: "pull",
    folder: "generator/pull",
    tests: ["test/pull/**/*.test.ts"],
    programTests: ["test/cli/pull.test.ts"],
  },
];

/** Slow, and never the only test that finds a mutant. */
export const slowTests: readonly string[] = [
  "test/emit/compile.test.ts",
  "test/evolve/consumers.test.ts",
];
