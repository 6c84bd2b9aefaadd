// Mutants that no test can find, since the program with them does the same.

interface EquivalentMutant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

export const equivalentMutants: readonly EquivalentMutant[] = [];
