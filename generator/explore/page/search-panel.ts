// Shows the search with its filters, and the list of tables and columns that it finds.

import { pluralize } from "../../pluralize.ts";
import { element, replace, select } from "./dom.ts";
import { printFragment, type Route } from "./fragment.ts";
import type { PageContext } from "./page-context.ts";
import { createFinder, emptySearch, type Hit, type Search } from "./search.ts";
import { statusTexts, streamedTexts } from "./views/labels.ts";
import { createVirtualList } from "./virtual-list.ts";

export interface SearchPanel {
  readonly element: HTMLElement;
  /** Shows a search that the address contains. */
  setSearch(search: Search): void;
  /** Marks the route that is shown, and scrolls to it. */
  setRoute(route: Route): void;
  focus(): void;
}

/** `onSearch` is called when the user changes the search. */
export function createSearchPanel(
  context: PageContext,
  onSearch: (search: Search) => void,
): SearchPanel {
  const { catalog } = context;
  const find = createFinder(catalog);
  let search = emptySearch;
  let hits: readonly Hit[] = [];
  let active = -1;
  let shown: Route = { view: "overview" };
  const input = element("input", {
    type: "search",
    id: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: "Find a table or a column",
    "aria-label": "Find a table or a column",
    "aria-autocomplete": "list",
    "aria-expanded": "true",
    "aria-controls": "results",
    "aria-keyshortcuts": "/",
  });
  const list = createVirtualList("Tables and columns", (index) => rowOf(index));
  const count = element("p", { class: "hint", role: "status" });
  const filters = element("div", { class: "filters" });

  const rowOf = (index: number): HTMLElement => {
    const hit = hits[index];
    if (hit === undefined) return element("div");
    const row = element(
      "a",
      {
        href: hrefOf(hit),
        role: "option",
        id: `hit-${index}`,
        tabindex: -1,
        class: `hit hit-${hit.kind}`,
      },
      element("span", { class: "hit-name" }, nameOf(hit)),
      element("span", { class: "hit-facts" }, factsOfHit(hit)),
    );
    row.setAttribute("aria-selected", String(index === active));
    if (isShown(hit, shown)) row.classList.add("shown");
    return row;
  };
  const setActive = (index: number): void => {
    active = hits.length === 0 ? -1 : Math.max(0, Math.min(hits.length - 1, index));
    if (active >= 0) list.reveal(active);
    if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (): void => {
    hits = find(search);
    active = search.text === "" ? -1 : 0;
    list.setCount(hits.length);
    if (active >= 0 && hits.length > 0) input.setAttribute("aria-activedescendant", "hit-0");
    else input.removeAttribute("aria-activedescendant");
    const tables = hits.filter(({ kind }) => kind === "table").length;
    const parts = [
      tables > 0 && pluralize(tables, "table"),
      hits.length > tables && pluralize(hits.length - tables, "column"),
    ];
    const found = parts.filter(Boolean).join(", ") || "Nothing found";
    // The exports do not contain these labels.
    const usesLabels = search.status !== "" || search.streamed !== "";
    const { date, source } = catalog.data.labels;
    replace(count, found, usesLabels && ` · labels as of ${date}`);
    count.title = usesLabels ? `From ${source}` : "";
  };
  const change = (next: Partial<Search>): void => {
    search = { ...search, ...next };
    show();
    onSearch(search);
  };
  const showFilters = (): void => {
    const any = { value: "", label: "any" };
    const kusto = [...new Set(Object.values(catalog.data.types).map((each) => each.kusto))];
    const types = [any, ...kusto.toSorted().map((type) => ({ value: type, label: type }))];
    const texts = (of: Readonly<Record<string, string>>): { value: string; label: string }[] => [
      any,
      ...Object.entries(of).map(([value, label]) => ({ value, label })),
    ];
    replace(
      filters,
      select("Type", types, search.type, (type) => change({ type })),
      select("Status", texts(statusTexts), search.status, (status) => change({ status })),
      select("Stream", texts(streamedTexts), search.streamed, (streamed) => change({ streamed })),
    );
  };

  input.addEventListener("input", () => change({ text: input.value }));
  input.addEventListener("keydown", (event) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: list.pageSize(),
      PageUp: -list.pageSize(),
    };
    const step = steps[event.key];
    if (step !== undefined) setActive(active + step);
    else if (event.key === "Enter") {
      const hit = hits[Math.max(0, active)];
      if (hit !== undefined) context.open(routeOf(hit));
    } else if (event.key === "Escape") {
      if (input.value === "") input.blur();
      else {
        input.value = "";
        change({ text: "" });
      }
    } else return;
    event.preventDefault();
  });
  const panel = element(
    "search",
    { class: "panel", "aria-label": "Tables and columns" },
    element("div", { class: "search-box" }, input, element("kbd", { "aria-hidden": "true" }, "/")),
    filters,
    count,
    list.element,
  );
  showFilters();
  show();
  return {
    element: panel,
    setSearch(next) {
      search = next;
      input.value = next.text;
      showFilters();
      show();
    },
    setRoute(route) {
      shown = route;
      const index = hits.findIndex((hit) => isShown(hit, route));
      if (index >= 0) list.center(index);
      else list.refresh();
    },
    focus() {
      input.focus();
      input.select();
    },
  };
}

function nameOf(hit: Hit): string {
  return hit.kind === "table" ? hit.table.name : hit.column.name;
}

function routeOf(hit: Hit): Route {
  return hit.kind === "table"
    ? { view: "table", table: hit.table.name, columns: [] }
    : { view: "column", column: hit.column.name };
}

function isShown(hit: Hit, route: Route): boolean {
  if (hit.kind === "table") return route.view === "table" && route.table === hit.table.name;
  return route.view === "column" && route.column === hit.column.name;
}

function hrefOf(hit: Hit): string {
  return printFragment(routeOf(hit));
}

function factsOfHit(hit: Hit): string {
  if (hit.kind === "table") {
    const { status, columns } = hit.table;
    const label = status === undefined || status === "ga" ? "" : ` · ${statusTexts[status]}`;
    return `table · ${pluralize(columns.length, "column")}${label}`;
  }
  const [first] = hit.tables;
  const tables =
    hit.tables.length === 1 ? `in ${first?.name ?? ""}` : `in ${hit.tables.length} tables`;
  return `${hit.column.kustoTypes.join(", ")} · ${tables}`;
}
