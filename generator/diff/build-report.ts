// Builds the report that every output format prints: changes with their grade, location and approval.

import type { QueryImpact } from "../queries/impact/compare-query.ts";
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
  /** The queries that the changes affect; absent if no queries were compared. */
  readonly queries?: readonly ReportedQuery[];
}

export interface ReportedQuery extends QueryImpact {
  /** Identifies the impact in huntgen.approvals.json. */
  readonly key: string;
  /** The reason for approving a breaking impact; null if it is not approved. */
  readonly approved: string | null;
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
  impacts?: readonly QueryImpact[],
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
  const queries = impacts?.map((impact): ReportedQuery => {
    const key = queryKey(impact);
    const approved = isBreaking(impact) ? (approvals.get(key) ?? null) : null;
    return { ...impact, key, approved };
  });
  const approved = [...reported, ...(queries ?? [])].filter((each) => each.approved !== null);
  const used = new Set(approved.map(({ key }) => key));
  // Without queries, it is not known whether their approvals are still needed.
  const isChecked = (key: string): boolean => queries !== undefined || !key.startsWith("query-");
  return {
    changes: reported,
    grades: {
      breaking: count("breaking"),
      additive: count("additive"),
      neutral: count("neutral"),
    },
    bump: queries?.some(isBreaking) === true ? "major" : (findBump(graded) ?? null),
    staleApprovals: [...approvals.keys()].filter((key) => !used.has(key) && isChecked(key)),
    ...(queries === undefined ? {} : { queries }),
  };
}

function fixesOf({ change, types, stream }: GradedChange, until: string | undefined): string[] {
  const fixes = [...new Set([types.fix, stream.fix])].filter((fix) => fix !== "");
  const isKept = until !== undefined && "certainty" in change && change.certainty === "confirmed";
  return isKept ? [...fixes, `the types keep the old name until ${until}`] : fixes;
}

/** Whether a query fails, or reads something else without failing. */
export function isBreaking({ verdict }: QueryImpact): boolean {
  return verdict !== "result-changes";
}

function queryKey({ verdict, file, name, detail }: QueryImpact): string {
  return `query-${verdict} ${JSON.stringify(file)} ${JSON.stringify(name)} ${detail}`;
}

/** Returns the keys of breaking changes and impacts that are not approved. */
export function unapproved({ changes, queries = [] }: DiffReport): readonly string[] {
  return [
    ...changes.filter(({ grade, approved }) => grade === "breaking" && approved === null),
    ...queries.filter((query) => isBreaking(query) && query.approved === null),
  ].map(({ key }) => key);
}
