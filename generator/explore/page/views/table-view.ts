// Shows a table: its columns, the code to copy for the chosen ones, tenants, history and queries.

import { pluralize } from "../../../pluralize.ts";
import { dataTable } from "../bounded-rows.ts";
import { type CatalogTable, factsOf, historyOf, type TableColumn } from "../catalog.ts";
import { codeTabs, type Snippet } from "../code-block.ts";
import { button, code, element, link } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { columnLink, heading, type PageContext, typeTag } from "../page-context.ts";
import { usesOfTable } from "../query-uses.ts";
import {
  getschemaQuery,
  importLine,
  interfaceText,
  jsonExample,
  starterQuery,
} from "../snippets.ts";
import { changeList } from "./history-view.ts";
import { tableLabels } from "./labels.ts";
import { notFound } from "./not-found.ts";
import { jumpToQueries, queriesOfTable } from "./queries-view.ts";

/** The snippet that was opened last, for the next table too. */
let openSnippet = "KQL";

export function tableView(
  context: PageContext,
  name: string,
  columns: readonly string[],
): readonly HTMLElement[] {
  const table = context.catalog.tables.get(name);
  if (table === undefined) return notFound(context, "table", name);
  const chosen = new Set(columns);
  const snippets = element("div", { class: "aside" });
  const count = element("p", { class: "hint", role: "status" });
  const update = (): void => {
    const picked = table.columns.filter((column) => chosen.has(column.name));
    snippets.replaceChildren(codeOf(context, table, picked));
    count.textContent =
      picked.length === 0
        ? "Check columns to use only these in the code."
        : `${pluralize(picked.length, "column")} chosen`;
    clear.hidden = picked.length === 0;
  };
  const choose = (): void => {
    const picked = table.columns.filter((column) => chosen.has(column.name));
    context.replaceRoute({ view: "table", table: name, columns: picked.map((e) => e.name) });
    update();
  };
  const boxes = new Map<string, HTMLInputElement>();
  const clear = button(
    "Choose no columns",
    () => {
      chosen.clear();
      for (const box of boxes.values()) box.checked = false;
      choose();
    },
    { class: "quiet" },
  );
  const rows = columnTable(context, table, (column) => {
    const box = element("input", { type: "checkbox", "aria-label": `Choose ${column.name}` });
    box.checked = chosen.has(column.name);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(column.name);
      else chosen.delete(column.name);
      choose();
    });
    boxes.set(column.name, box);
    return box;
  });
  update();
  const join = printFragment({ view: "join", left: name, right: "", columns: [] });
  const picture = printFragment({ view: "picture", kind: "table", name });
  return [
    element(
      "header",
      { class: "title" },
      heading(name),
      element(
        "p",
        { class: "meta" },
        `${pluralize(table.columns.length, "column")}, from `,
        code(table.main.source),
      ),
      tableLabels(context, table),
      element(
        "p",
        { class: "links" },
        link(join, "Join with another table"),
        link(picture, "Show in the picture"),
        jumpToQueries(usesOfTable(context.catalog, name)),
      ),
    ),
    element(
      "div",
      { class: "split" },
      element(
        "section",
        { class: "columns", "aria-label": "Columns" },
        element("div", { class: "bar" }, count, clear),
        rows,
      ),
      snippets,
    ),
    ...historySection(context, name),
    ...queriesOfTable(context, name),
  ];
}

function codeOf(
  { catalog }: PageContext,
  table: CatalogTable,
  picked: readonly TableColumn[],
): HTMLElement {
  const columns = picked.length === 0 ? table.columns : picked;
  const snippets: readonly Snippet[] = [
    { name: "KQL", text: starterQuery(catalog, table, picked) },
    { name: "Import", text: importLine(catalog, table) },
    { name: "Interface", text: interfaceText(catalog, table, columns) },
    { name: "JSON", text: jsonExample(catalog, columns) },
    { name: "getschema", text: getschemaQuery(table) },
  ];
  return codeTabs(snippets, openSnippet, (name) => {
    openSnippet = name;
  });
}

function columnTable(
  context: PageContext,
  table: CatalogTable,
  checkbox: (column: TableColumn) => HTMLElement,
): HTMLElement {
  const { data } = context.catalog;
  const hasTenants = data.tenants.length > 1;
  const hasDescriptions = table.columns.some(({ description }) => description !== undefined);
  const position = new Map(table.columns.map((column, index) => [column, String(index + 1)]));
  const types = hasTenants ? data.tenants.map(({ name }) => name) : ["Type"];
  const head = [
    "Column",
    ...types,
    "TypeScript",
    ...(hasTenants ? [] : ["Example"]),
    ...(hasDescriptions ? ["Description"] : []),
  ];
  return dataTable({
    caption: `Columns of ${table.name}`,
    class: hasTenants ? "schema tenants" : "schema",
    head,
    rows: table.columns,
    mark: ({ differs }) => (differs ? "differs" : ""),
    cells: (column) => [
      element(
        "span",
        { class: "pick" },
        checkbox(column),
        element("span", { class: "position" }, position.get(column)),
        columnLink(context, column.name),
      ),
      ...(hasTenants
        ? column.typeByTenant.map((type, tenant) => tenantCell(context, table, type, tenant))
        : [typeTag(context, column.type)]),
      code(factsOf(data, column.type).typescript),
      ...(hasTenants
        ? []
        : [element("code", { class: "example" }, factsOf(data, column.type).example)]),
      ...(hasDescriptions ? [column.description ?? ""] : []),
    ],
  });
}

function tenantCell(
  context: PageContext,
  table: CatalogTable,
  type: string | undefined,
  tenant: number,
): HTMLElement {
  if (type !== undefined) return typeTag(context, type);
  const hasTable = table.byTenant[tenant] !== undefined;
  return element("span", { class: "absent" }, hasTable ? "no column" : "no table");
}

function historySection(context: PageContext, table: string): readonly HTMLElement[] {
  const { catalog } = context;
  if (catalog.data.history === null) return [];
  const entries = historyOf(catalog, table);
  const content =
    entries.length === 0
      ? [element("p", { class: "hint" }, `No changes since ${catalog.data.history.from}.`)]
      : entries.map((entry) => changeList(context, entry, 3));
  return [element("section", {}, element("h2", {}, "History"), ...content)];
}
