// Shows what changed and when, with the grades of `huntgen diff`.

import { pluralize } from "../../../pluralize.ts";
import { dataTable } from "../bounded-rows.ts";
import type { HistoryChange, HistoryEntry } from "../../explorer-data.ts";
import { code, element, link } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { columnLink, heading, type PageContext, tableLink } from "../page-context.ts";

const grades = ["breaking", "additive", "neutral"] as const;

export function historyView(context: PageContext, grade: string): readonly HTMLElement[] {
  const { history } = context.catalog.data;
  if (history === null) {
    return [
      heading("History"),
      element(
        "p",
        { class: "lead" },
        "This page was written without a history. To add it, run ",
        code("huntgen explore --since REV"),
        ".",
      ),
    ];
  }
  const chosen = grades.find((each) => each === grade);
  const entries = history.entries
    .map((entry) => ({
      ...entry,
      changes: entry.changes.filter((change) => chosen === undefined || change.grade === chosen),
    }))
    .filter(({ changes, problem }) => changes.length > 0 || problem !== null);
  return [
    heading("History"),
    element(
      "p",
      { class: "lead" },
      `Changes since `,
      code(history.from),
      `: ${countText(history.entries)}.`,
    ),
    gradeFilter(chosen ?? ""),
    entries.length === 0
      ? element("p", { class: "hint" }, "No changes.")
      : element("div", {}, ...entries.map((entry) => changeList(context, entry, 2))),
  ];
}

function countText(entries: readonly HistoryEntry[]): string {
  const changes = entries.flatMap((entry) => entry.changes);
  const counts = grades.map((grade) => {
    const count = changes.filter((change) => change.grade === grade).length;
    return count === 0 ? [] : `${count} ${grade}`;
  });
  return counts.flat().join(", ") || "none";
}

function gradeFilter(chosen: string): HTMLElement {
  const links = ["", ...grades].map((grade) =>
    link(printFragment({ view: "history", grade }), grade === "" ? "all" : grade, {
      "aria-current": grade === chosen ? "true" : undefined,
    }),
  );
  return element("nav", { class: "segments", "aria-label": "Grade of the changes" }, ...links);
}

/** The changes of one commit. `level` is the level of its heading. */
export function changeList(context: PageContext, entry: HistoryEntry, level: 2 | 3): HTMLElement {
  const { commit, date, subject, changes, problem } = entry;
  const when = [date, commit].filter((part) => part !== null);
  return element(
    "section",
    { class: "entry" },
    element(`h${level}`, {}, subject),
    element(
      "p",
      { class: "meta" },
      when.length === 0
        ? pluralize(changes.length, "change")
        : `${when.join(" · ")} · ${pluralize(changes.length, "change")}`,
    ),
    problem !== null && element("p", { class: "notice" }, problem),
    changes.length > 0 && changeTable(context, subject, changes),
  );
}

function changeTable(
  context: PageContext,
  subject: string,
  changes: readonly HistoryChange[],
): HTMLElement {
  return dataTable({
    caption: `Changes of ${subject}`,
    class: "changes",
    head: ["Table", "Column", "Change", "Types", "Stream", "What to do"],
    rows: changes,
    cells: ({ table, column, message, types, stream, fixes, approved }) => [
      tableLink(context, table),
      column === null ? "" : columnLink(context, column),
      message,
      gradeTag(types),
      gradeTag(stream),
      approved === null ? fixes.join("; ") : `approved: ${approved}`,
    ],
  });
}

function gradeTag(grade: string): HTMLElement {
  return element("span", { class: `grade grade-${grade}` }, grade);
}
