// Builds the report that every output format prints: changes with their grade, location and approval.

import type { Side } from "./sides/read-side.ts";
import {
  type Bump,
  findBump,
  type Grade,
  gradeChange,
  type GradedChange,
  worstGrade,
} from "./grade-changes.ts";
import { describeChange } from "./describe-change.ts";
import { type ChangeKind, changeKey, type SchemaChange } from "./schema-change.ts";

/** The report of a comparison; huntgen.diff.schema.json describes its JSON. */
export interface DiffReport {
  readonly changes: readonly ReportedChange[];
  /** The number of changes of each grade. A change counts by the worse of its two grades. */
  readonly grades: Readonly<Record<Grade, number>>;
  /** The version bump that the changes require; null if there are no changes. */
  readonly bump: Bump | null;
  /** Keys of approvals that no change needs any more. */
  readonly staleApprovals: readonly string[];
}

export interface ReportedChange {
  readonly kind: ChangeKind;
  /** Identifies the change in huntgen.approvals.json. */
  readonly key: string;
  readonly table: string;
  readonly column: string | null;
  readonly message: string;
  readonly grade: Grade;
  /** The grade for code that compiles against the types. */
  readonly types: Grade;
  /** The grade for programs that validate the stream. */
  readonly stream: Grade;
  /** What affected users can do. */
  readonly fixes: readonly string[];
  /** The reason for approving a breaking change; null if it is not approved. */
  readonly approved: string | null;
  /** The export; null if it is not known. */
  readonly file: string | null;
  /** The line in the export; 0 means the file as a whole. */
  readonly line: number;
}

type Located = Pick<Side, "locate">;

/** The reason of each approval, by the key of the change. */
export type Approvals = ReadonlyMap<string, string>;

/** Reports changes in the order of `changes`. */
export function buildReport(
  changes: readonly SchemaChange[],
  { before, after }: { readonly before: Located; readonly after: Located },
  approvals: Approvals,
  legacyNamesUntil?: string,
): DiffReport {
  const graded = changes.map(gradeChange);
  const reported = graded.map((each): ReportedChange => {
    const { change, types, stream } = each;
    const column = "column" in change ? change.column : null;
    const key = changeKey(change);
    const grade = worstGrade(each);
    const location =
      after.locate(change.table, column) ??
      before.locate(change.table, column) ??
      after.locate(change.table, null);
    return {
      kind: change.kind,
      key,
      table: change.table,
      column,
      message: describeChange(change),
      grade,
      types: types.grade,
      stream: stream.grade,
      fixes: fixesOf(each, legacyNamesUntil),
      approved: grade === "breaking" ? (approvals.get(key) ?? null) : null,
      file: location?.file ?? null,
      line: location?.line ?? 0,
    };
  });
  const count = (grade: Grade): number => reported.filter((each) => each.grade === grade).length;
  const used = new Set(reported.filter(({ approved }) => approved !== null).map(({ key }) => key));
  return {
    changes: reported,
    grades: {
      breaking: count("breaking"),
      additive: count("additive"),
      neutral: count("neutral"),
    },
    bump: findBump(graded) ?? null,
    staleApprovals: [...approvals.keys()].filter((key) => !used.has(key)),
  };
}

function fixesOf({ change, types, stream }: GradedChange, until: string | undefined): string[] {
  const fixes = [...new Set([types.fix, stream.fix])].filter((fix) => fix !== "");
  const isKept = until !== undefined && "certainty" in change && change.certainty === "confirmed";
  return isKept ? [...fixes, `the types keep the old name until ${until}`] : fixes;
}

/** Returns the breaking changes that are not approved. */
export function unapproved({ changes }: DiffReport): readonly ReportedChange[] {
  return changes.filter(({ grade, approved }) => grade === "breaking" && approved === null);
}
