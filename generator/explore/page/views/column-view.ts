// Shows a column across tables: where it is and with which types; and the names whose type changes.

import { pluralize } from "../../../pluralize.ts";
import { dataTable } from "../bounded-rows.ts";
import { type CatalogColumn, type ColumnUse, factsOf, findRetyped, historyOf } from "../catalog.ts";
import { codeBlock } from "../code-block.ts";
import { code, element, link } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { columnLink, heading, type PageContext, tableLink, typeTag } from "../page-context.ts";
import { keyOf } from "../pivot-keys.ts";
import { usesOfColumn } from "../query-uses.ts";
import { findQuery } from "../snippets.ts";
import { changeList } from "./history-view.ts";
import { notFound } from "./not-found.ts";
import { jumpToQueries, queriesOfColumn } from "./queries-view.ts";

export function columnView(context: PageContext, name: string): readonly HTMLElement[] {
  const { catalog } = context;
  const column = catalog.columns.get(name);
  if (column === undefined) return notFound(context, "column", name);
  const groups = groupByType(context, column);
  const [largest] = groups;
  const entries = column.uses.flatMap(({ table }) => historyOf(catalog, table.name, name));
  return [
    element(
      "header",
      { class: "title" },
      heading(name),
      element("p", { class: "meta" }, `In ${pluralize(column.uses.length, "table")}`),
      typeSummary(context, column),
      element(
        "p",
        { class: "links" },
        ...columnLinks(column),
        jumpToQueries(usesOfColumn(catalog, name)),
      ),
    ),
    ...groups.map(([type, uses]) => useTable(context, type, uses)),
    largest !== undefined &&
      element(
        "section",
        {},
        element("h2", {}, "Look for a value in these tables"),
        codeBlock({ name: "KQL", text: queryOf(context, largest[1]) }),
      ),
    entries.length > 0 &&
      element(
        "section",
        {},
        element("h2", {}, "History"),
        ...entries.map((entry) => changeList(context, entry, 3)),
      ),
    ...queriesOfColumn(context, name),
  ].filter((section) => section !== false);
}

function queryOf({ catalog }: PageContext, uses: readonly ColumnUse[]): string {
  const [first] = uses;
  if (first === undefined) return "";
  return findQuery(
    catalog,
    first.column,
    uses.map(({ table }) => table),
  );
}

function typeSummary(context: PageContext, { kustoTypes }: CatalogColumn): HTMLElement {
  const tags = kustoTypes.map((type) => typeTag(context, type));
  if (kustoTypes.length === 1)
    return element("p", { class: "types" }, ...tags, element("span", {}, "in all of them"));
  return element(
    "p",
    { class: "types notice" },
    ...tags,
    element(
      "span",
      {},
      "This name has different types, so a union or a join of these tables has to convert it.",
    ),
  );
}

function columnLinks({ name, uses }: CatalogColumn): readonly HTMLElement[] {
  const [first, second] = uses;
  const key = keyOf(name);
  const links: HTMLElement[] = [];
  if (first !== undefined && second !== undefined) {
    const [left, right] = [first.table.name, second.table.name];
    const href = printFragment({ view: "join", left, right, columns: [name] });
    links.push(link(href, "Join two of these tables"));
    if (key !== undefined)
      links.push(
        link(printFragment({ view: "picture", kind: "key", name: key }), "Show in the picture"),
      );
  }
  return links;
}

/** The uses of a column by its type, the most frequent type first. */
function groupByType(
  { catalog }: PageContext,
  { uses }: CatalogColumn,
): readonly (readonly [type: string, uses: readonly ColumnUse[]])[] {
  const groups = new Map<string, ColumnUse[]>();
  for (const use of uses) {
    const { kusto } = factsOf(catalog.data, use.column.type);
    groups.set(kusto, [...(groups.get(kusto) ?? []), use]);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
}

function useTable(context: PageContext, type: string, uses: readonly ColumnUse[]): HTMLElement {
  const { data } = context.catalog;
  const others = (use: ColumnUse): string =>
    use.column.typeByTenant
      .flatMap((each, tenant) =>
        each === use.column.type || use.table.byTenant[tenant] === undefined
          ? []
          : `${data.tenants[tenant]?.name ?? ""}: ${each ?? "no column"}`,
      )
      .join(", ");
  const hasTenants = data.tenants.length > 1;
  const hasDescriptions = uses.some(({ column }) => column.description !== undefined);
  return element(
    "section",
    {},
    element("h2", {}, typeTag(context, type), ` in ${pluralize(uses.length, "table")}`),
    dataTable({
      caption: `Tables with this column of type ${type}`,
      head: [
        "Table",
        "TypeScript",
        "Position",
        ...(hasTenants ? ["Other tenants"] : []),
        ...(hasDescriptions ? ["Description"] : []),
      ],
      rows: uses,
      mark: ({ column }) => (column.differs ? "differs" : ""),
      cells: (use) => [
        tableLink(context, use.table.name),
        code(factsOf(data, use.column.type).typescript),
        `${use.table.columns.indexOf(use.column) + 1} of ${use.table.columns.length}`,
        ...(hasTenants ? [others(use)] : []),
        ...(hasDescriptions ? [use.column.description ?? ""] : []),
      ],
    }),
  );
}

/** The names that change type between tables. */
export function typesView(context: PageContext): readonly HTMLElement[] {
  const { catalog } = context;
  const retyped = findRetyped(catalog);
  return [
    heading("Types"),
    element(
      "p",
      { class: "lead" },
      `${retyped.length} of ${pluralize(catalog.columns.size, "column name")} have different types in different tables. Do not type a column by its name only.`,
    ),
    dataTable({
      caption: "Columns with several types",
      head: ["Column", "Types and tables"],
      step: 60,
      rows: retyped,
      cells: (column) => [
        columnLink(context, column.name),
        element(
          "div",
          { class: "type-groups" },
          ...groupByType(context, column).map(([type, uses]) =>
            element(
              "p",
              {},
              typeTag(context, type),
              element(
                "span",
                { class: "name-list" },
                ...uses.slice(0, 40).map(({ table }) => tableLink(context, table.name)),
                uses.length > 40 && `and ${uses.length - 40} more`,
              ),
            ),
          ),
        ),
      ],
    }),
  ];
}
