// Reads what changed in the exports since a revision, commit by commit.

import type { Config } from "../config.ts";
import { buildReport, type ReportedChange } from "../diff/build-report.ts";
import type { Approvals } from "../diff/build-report.ts";
import { compareSchemas } from "../diff/compare-schemas.ts";
import { type Commit, listCommits, resolveRevision } from "../diff/sides/git.ts";
import { readSide, type Side } from "../diff/sides/read-side.ts";
import { HuntgenError, quote } from "../problems.ts";
import type { History, HistoryChange, HistoryEntry } from "./explorer-data.ts";

/**
 * Compares the exports of each commit after `since` with those before it, and the current exports with
 * the last commit. Throws a `HuntgenError` if the revision or its exports cannot be read.
 */
export function readHistory(
  since: string,
  current: Side,
  config: Config,
  approvals: Approvals,
): History {
  const { commit: start, reason } = resolveRevision(since);
  const head = resolveRevision("HEAD").commit;
  if (start === undefined || head === undefined) {
    const why = reason === undefined ? "" : `: ${quote(reason)}`;
    return refuse(since, `not a git revision here${why}`);
  }
  const commits = listCommits(start, head, [config.input, config.configFile]);
  if (commits === undefined) {
    return refuse(since, "git cannot list the commits since this revision; fetch all of them");
  }
  const compareWith = (before: Side, after: Side): readonly HistoryChange[] => {
    const changes = compareSchemas(before.schema, after.schema, config.renames);
    const sides = { before, after };
    return buildReport(changes, sides, approvals, config.legacyNames?.until).changes.map(
      historyChange,
    );
  };
  const entries: HistoryEntry[] = [];
  let before = readSide(`git:${start}`, config);
  for (const commit of commits) {
    const after = readCommit(commit, config);
    if (typeof after === "string") {
      entries.push(entryOf(commit, [], after));
      continue;
    }
    const changes = compareWith(before, after);
    if (changes.length > 0) entries.push(entryOf(commit, changes, null));
    before = after;
  }
  const uncommitted = compareWith(before, current);
  if (uncommitted.length > 0) {
    entries.push({
      commit: null,
      date: null,
      subject: "Not committed",
      changes: uncommitted,
      problem: null,
    });
  }
  return { from: since, entries: entries.toReversed() };
}

/** The exports of a commit, or why they cannot be read. */
function readCommit({ commit }: Commit, config: Config): Side | string {
  try {
    return readSide(`git:${commit}`, config);
  } catch (error) {
    if (!(error instanceof HuntgenError)) throw error;
    const [first] = error.problems;
    return `The exports of this commit cannot be read, so its changes are part of the next entry: ${first?.message ?? ""}`;
  }
}

function entryOf(
  { commit, date, subject }: Commit,
  changes: readonly HistoryChange[],
  problem: string | null,
): HistoryEntry {
  return { commit: commit.slice(0, 10), date, subject, changes, problem };
}

/** What the page shows of a reported change. */
export function historyChange(change: ReportedChange): HistoryChange {
  const { table, column, message, grade, types, stream, fixes, approved } = change;
  return { table, column, message, grade, types, stream, fixes, approved };
}

function refuse(file: string, message: string): never {
  throw new HuntgenError([{ code: "no-schema", file, line: 0, message }]);
}
