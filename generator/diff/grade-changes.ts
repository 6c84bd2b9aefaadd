// Grades a change, once for code that compiles against the types and once for programs that validate the
// stream. The README prints the same rules.

import { compareAccepted, compareTypes, type Relation } from "./compare-column-types.ts";
import type { ChangeKind, ColumnType, SchemaChange } from "./schema-change.ts";

export type Grade = "breaking" | "additive" | "neutral";
export type Bump = "major" | "minor" | "patch";

interface Verdict {
  readonly grade: Grade;
  /** What breaks and what to do about it; empty if nothing has to be done. */
  readonly fix: string;
}

interface Rule {
  readonly types: Verdict;
  readonly stream: Verdict;
}

const nothing = (grade: Grade): Verdict => ({ grade, fix: "" });

/** The rules for changes that are graded only by their kind. */
export const kindRules: Readonly<Record<Exclude<ChangeKind, TypeChange["kind"]>, Rule>> = {
  "table-added": { types: nothing("additive"), stream: nothing("additive") },
  "table-removed": {
    types: { grade: "breaking", fix: "imports of the table no longer compile: remove them" },
    stream: { grade: "breaking", fix: "its records become unknown: handle batch.unknown" },
  },
  "table-renamed": {
    types: { grade: "breaking", fix: "import the table by its new name" },
    stream: {
      grade: "breaking",
      fix: "its records have a new category: handle events of the new name",
    },
  },
  "column-added": { types: nothing("additive"), stream: nothing("additive") },
  "column-removed": {
    types: { grade: "breaking", fix: "code that reads the column no longer compiles: remove it" },
    stream: nothing("neutral"),
  },
  "column-renamed": {
    types: { grade: "breaking", fix: "read the column by its new name" },
    stream: nothing("neutral"),
  },
  "column-moved": { types: nothing("neutral"), stream: nothing("neutral") },
};

/**
 * The rules for changes of a column's type or long mode, by how its TypeScript type and its accepted
 * values change.
 */
export const typeRules: {
  readonly types: Readonly<Record<Relation, Verdict>>;
  readonly stream: Readonly<Record<Relation, Verdict>>;
} = {
  types: {
    same: nothing("neutral"),
    narrower: {
      grade: "breaking",
      fix: "the type has fewer values: remove code that handles the others",
    },
    wider: { grade: "breaking", fix: "the column can have more values: handle them" },
    other: { grade: "breaking", fix: "read the column as its new type" },
  },
  stream: {
    same: nothing("neutral"),
    narrower: {
      grade: "breaking",
      fix: "rows that passed before are rejected: handle batch.rejected",
    },
    wider: nothing("additive"),
    other: {
      grade: "breaking",
      fix: "rows that passed before are rejected: handle batch.rejected",
    },
  },
};

type TypeChange = Extract<SchemaChange, { readonly from: ColumnType }>;

export interface GradedChange {
  readonly change: SchemaChange;
  readonly types: Verdict;
  readonly stream: Verdict;
}

export function gradeChange(change: SchemaChange): GradedChange {
  if (change.kind === "column-retyped" || change.kind === "long-mode-changed") {
    return {
      change,
      types: typeRules.types[compareTypes(change.from, change.to)],
      stream: typeRules.stream[compareAccepted(change.from, change.to)],
    };
  }
  return { change, ...kindRules[change.kind] };
}

/** Returns the worse of both grades. */
export function worstGrade({ types, stream }: GradedChange): Grade {
  const grades = new Set([types.grade, stream.grade]);
  if (grades.has("breaking")) return "breaking";
  return grades.has("additive") ? "additive" : "neutral";
}

/** Returns the version bump that changes require; undefined if there are no changes. */
export function findBump(changes: readonly GradedChange[]): Bump | undefined {
  const grades = new Set(changes.map(worstGrade));
  if (grades.has("breaking")) return "major";
  if (grades.has("additive")) return "minor";
  return grades.has("neutral") ? "patch" : undefined;
}

const bumps: readonly Bump[] = ["patch", "minor", "major"];

/** Whether a version bump is smaller than the changes require. */
export function isTooSmall(given: Bump, needed: Bump | null): boolean {
  return needed !== null && bumps.indexOf(given) < bumps.indexOf(needed);
}
