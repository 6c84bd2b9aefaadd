// A change -> what it means, once for those who compile against the types and once for those who
// validate the stream: the rules, as the one table that the documents print.

import { compareAccepted, compareTypes, type Relation } from "./compare-column-types.ts";
import type { ChangeKind, ColumnForm, SchemaChange } from "./schema-change.ts";

export type Grade = "breaking" | "additive" | "neutral";
export type Bump = "major" | "minor" | "patch";

interface Verdict {
  readonly grade: Grade;
  /** Whom it hurts and what to do about it; empty where nobody has to do anything. */
  readonly fix: string;
}

interface Rule {
  readonly types: Verdict;
  readonly stream: Verdict;
}

const nothing = (grade: Grade): Verdict => ({ grade, fix: "" });

/** The rules of the changes that are graded by their kind alone. */
export const kindRules: Readonly<Record<Exclude<ChangeKind, FormChange["kind"]>, Rule>> = {
  "table-added": { types: nothing("additive"), stream: nothing("additive") },
  "table-removed": {
    types: { grade: "breaking", fix: "imports of the table no longer compile: remove them" },
    stream: { grade: "breaking", fix: "its events become unknown: handle batch.unknown" },
  },
  "table-renamed": {
    types: { grade: "breaking", fix: "import the table by its new name" },
    stream: { grade: "breaking", fix: "its events have a new category: handle the new name" },
  },
  "column-added": { types: nothing("additive"), stream: nothing("additive") },
  "column-removed": {
    types: { grade: "breaking", fix: "reads of the column no longer compile: remove them" },
    stream: nothing("neutral"),
  },
  "column-renamed": {
    types: { grade: "breaking", fix: "read the column by its new name" },
    stream: nothing("neutral"),
  },
  "column-moved": { types: nothing("neutral"), stream: nothing("neutral") },
};

/** The rules of changes to what a column holds, by how its type and its accepted values change. */
export const formRules: {
  readonly types: Readonly<Record<Relation, Verdict>>;
  readonly stream: Readonly<Record<Relation, Verdict>>;
} = {
  types: {
    same: nothing("neutral"),
    narrower: { grade: "breaking", fix: "write only values that the type still has" },
    wider: { grade: "breaking", fix: "handle the values that were added to the type" },
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

type FormChange = Extract<SchemaChange, { readonly from: ColumnForm }>;

export interface GradedChange {
  readonly change: SchemaChange;
  readonly types: Verdict;
  readonly stream: Verdict;
}

/** Grades a change by the rules. */
export function gradeChange(change: SchemaChange): GradedChange {
  if (change.kind === "column-retyped" || change.kind === "long-mode-changed") {
    return {
      change,
      types: formRules.types[compareTypes(change.from, change.to)],
      stream: formRules.stream[compareAccepted(change.from, change.to)],
    };
  }
  return { change, ...kindRules[change.kind] };
}

/** The worse of both grades. */
export function worstGrade({ types, stream }: GradedChange): Grade {
  const grades = new Set([types.grade, stream.grade]);
  if (grades.has("breaking")) return "breaking";
  return grades.has("additive") ? "additive" : "neutral";
}

/** The version that changes ask for; undefined where there are none. */
export function findBump(changes: readonly GradedChange[]): Bump | undefined {
  const grades = new Set(changes.map(worstGrade));
  if (grades.has("breaking")) return "major";
  if (grades.has("additive")) return "minor";
  return grades.has("neutral") ? "patch" : undefined;
}

const bumps: readonly Bump[] = ["patch", "minor", "major"];

/** Whether a version of this kind is too small for what the changes ask for. */
export function isTooSmall(given: Bump, needed: Bump | null): boolean {
  return needed !== null && bumps.indexOf(given) < bumps.indexOf(needed);
}
