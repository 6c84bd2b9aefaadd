// Changes, where they stand and what is approved -> the report that every format prints.

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
  /** How many changes there are of each grade; a change has the worse of its two grades. */
  readonly grades: Readonly<Record<Grade, number>>;
  /** The version that the changes ask for; null where there are none. */
  readonly bump: Bump | null;
  /** Approvals that no change needs any more. */
  readonly staleApprovals: readonly string[];
}

export interface ReportedChange {
  readonly kind: ChangeKind;
  /** Stands for the change in huntgen.approvals.json. */
  readonly key: string;
  readonly table: string;
  readonly column: string | null;
  readonly message: string;
  readonly grade: Grade;
  /** For those who compile against the types, and for those who validate the stream. */
  readonly types: Grade;
  readonly stream: Grade;
  /** What those whom it hurts can do. */
  readonly fixes: readonly string[];
  /** The reason for which a breaking change was accepted. */
  readonly approved: string | null;
  /** The export, and the line in it; line 0 stands for the file as a whole. */
  readonly file: string | null;
  readonly line: number;
}

/** Reasons by the key of the change. */
export type Approvals = ReadonlyMap<string, string>;

/** Reports changes in their order. */
export function buildReport(
  changes: readonly SchemaChange[],
  { before, after }: { readonly before: Side; readonly after: Side },
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
  const isKept = until !== undefined && "confirmed" in change && change.confirmed;
  return isKept ? [...fixes, `the types keep the old name until ${until}`] : fixes;
}

/** Breaking changes that nobody has approved. */
export function unapproved({ changes }: DiffReport): readonly ReportedChange[] {
  return changes.filter(({ grade, approved }) => grade === "breaking" && approved === null);
}
