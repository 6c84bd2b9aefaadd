// Shows what the page contains: the tables in groups, and differences between tenants.

import { pluralize } from "../../../pluralize.ts";
import { dataTable } from "../bounded-rows.ts";
import { type CatalogTable, findRetyped } from "../catalog.ts";
import { element, link } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { heading, type PageContext, tableLink } from "../page-context.ts";
import { groupTables } from "../table-groups.ts";

/** The most tables that the overview lists in groups. The list next to it has all. */
const mostTables = 200;

export function overview(context: PageContext): readonly HTMLElement[] {
  const { catalog } = context;
  const { tables, columns, data } = catalog;
  const all = [...tables.values()];
  const count = all.reduce((sum, table) => sum + table.columns.length, 0);
  const retyped = findRetyped(catalog).length;
  return [
    element(
      "header",
      { class: "title" },
      heading(data.title),
      element(
        "p",
        { class: "lead" },
        `${pluralize(all.length, "table")} with ${pluralize(count, "column")}, which have ${columns.size} different names. `,
        link(printFragment({ view: "types" }), `${pluralize(retyped, "name")} with several types`),
        ". ",
        link(
          printFragment({ view: "picture", kind: "", name: "" }),
          "See how the tables are connected",
        ),
        ".",
      ),
    ),
    ...tenantSection(context, all),
    groups(context, all.slice(0, mostTables)),
    ...(all.length > mostTables
      ? [
          element(
            "p",
            { class: "hint" },
            `These are the first ${mostTables} tables. The list has all ${all.length}.`,
          ),
        ]
      : []),
    element(
      "p",
      { class: "hint source" },
      `Labels: as of ${data.labels.date}, from ${data.labels.source}.`,
    ),
  ];
}

function tenantSection(context: PageContext, all: readonly CatalogTable[]): readonly HTMLElement[] {
  const { tenants } = context.catalog.data;
  if (tenants.length < 2) return [];
  const differing = all.filter(({ differs }) => differs);
  return [
    element(
      "section",
      {},
      element(
        "h2",
        {},
        `${pluralize(differing.length, "table")} differ between ${pluralize(tenants.length, "tenant")}`,
      ),
      dataTable({
        caption: "Tables that differ between tenants",
        head: ["Table", ...tenants.map(({ name }) => name)],
        rows: differing,
        cells: (table) => [
          tableLink(context, table.name),
          ...tenants.map((_, tenant) => differenceOf(table, tenant)),
        ],
      }),
    ),
  ];
}

function groups(context: PageContext, tables: readonly CatalogTable[]): HTMLElement {
  const sections = groupTables(tables).map((group) =>
    element(
      "section",
      { class: "group" },
      element("h2", {}, group.name),
      element(
        "ul",
        {},
        ...group.tables.map(({ name, columns }) =>
          element(
            "li",
            {},
            tableLink(context, name),
            element("span", { class: "count" }, String(columns.length)),
          ),
        ),
      ),
    ),
  );
  return element("div", { class: "groups" }, ...sections);
}

function differenceOf(table: CatalogTable, tenant: number): string {
  if (table.byTenant[tenant] === undefined) return "no table";
  const missing = table.columns.filter((column) => column.typeByTenant[tenant] === undefined);
  const retyped = table.columns.filter(({ type, typeByTenant }) => {
    return typeByTenant[tenant] !== undefined && typeByTenant[tenant] !== type;
  });
  const parts = [
    missing.length > 0 && `${missing.length} missing`,
    retyped.length > 0 && `${retyped.length} retyped`,
  ];
  return parts.filter((part) => part !== false).join(", ") || "all columns";
}
