// Shows that an address names something that the exports do not contain, and what has happened to it.

import { historyOf } from "../catalog.ts";
import { code, element, link } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { heading, type PageContext } from "../page-context.ts";
import { changeList } from "./history-view.ts";

export function notFound(
  context: PageContext,
  kind: "table" | "column",
  name: string,
): readonly HTMLElement[] {
  const all = printFragment({ view: "overview" });
  // A table that was removed, or had another name.
  const entries = kind === "table" ? historyOf(context.catalog, name) : [];
  return [
    heading(`Unknown ${kind}`),
    element(
      "p",
      { class: "lead" },
      `The exports have no ${kind} named `,
      code(name),
      ". ",
      link(all, "See all tables"),
    ),
    ...entries.map((entry) => changeList(context, entry, 2)),
  ];
}
