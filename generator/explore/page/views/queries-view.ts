// Shows saved queries with the tables that they read.

import { dataTable } from "../bounded-rows.ts";
import type { SavedQuery } from "../../explorer-data.ts";
import { code, element } from "../dom.ts";
import { heading, type PageContext, tableLink } from "../page-context.ts";

export function queriesView(context: PageContext): readonly HTMLElement[] {
  const { queries } = context.catalog.data;
  return [
    heading("Queries"),
    queries === null
      ? element("p", { class: "lead" }, "This page was written without queries.")
      : queryList(context, queries),
  ];
}

export function queryList(context: PageContext, queries: readonly SavedQuery[]): HTMLElement {
  if (queries.length === 0) return element("p", { class: "hint" }, "No query reads it.");
  return dataTable({
    caption: "Queries",
    head: ["Query", "File", "Reads"],
    rows: queries,
    cells: ({ name, file, line, reads }) => [
      code(name),
      code(`${file}:${line}`),
      element(
        "span",
        { class: "name-list" },
        ...reads.map(({ table }) => tableLink(context, table)),
      ),
    ],
  });
}
