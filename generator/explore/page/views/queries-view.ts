// Shows saved queries: all of them, and those that read a table or a column.

import { pluralize } from "../../../pluralize.ts";
import type { SavedQuery } from "../../explorer-data.ts";
import { dataTable } from "../bounded-rows.ts";
import type { CatalogQuery, TableRead } from "../catalog.ts";
import { button, code, element } from "../dom.ts";
import { columnLink, heading, type PageContext, tableLink } from "../page-context.ts";
import { usesOfColumn, usesOfTable } from "../query-uses.ts";

/** The queries that are shown at once: each can have dozens of links. */
const step = 100;

/** The most names of a query that are shown. */
const mostColumns = 40;
const mostTables = 200;
const mostOtherTables = 12;

/** `text` is what the listed queries contain in their name, their file or a table that they read. */
export function queriesView(context: PageContext, text: string): readonly HTMLElement[] {
  const { queries } = context.catalog;
  if (queries === null) {
    return [
      heading("Queries"),
      element(
        "p",
        { class: "lead" },
        "This page was written without queries. To add them, set ",
        code("queries"),
        " in the configuration.",
      ),
    ];
  }
  const uncertain = queries.filter(({ query }) => query.problem !== null).length;
  const list = element("div", {}, filteredTable(context, queries, text));
  const files = new Set(queries.map(({ query }) => query.file)).size;
  return [
    heading("Queries"),
    element(
      "p",
      { class: "lead" },
      `${pluralize(queries.length, "query")} in ${pluralize(files, "file")}, with the tables that they read.`,
    ),
    uncertain > 0 &&
      element(
        "p",
        { class: "notice" },
        `It is not certain what ${uncertain === 1 ? "1 query reads" : `${uncertain} queries read`}. The list has what is known: names that the parser finds, and words that are names of tables and columns.`,
      ),
    filterInput(text, (next) => {
      context.replaceRoute({ view: "queries", text: next });
      list.replaceChildren(filteredTable(context, queries, next));
    }),
    list,
  ].filter((part) => part !== false);
}

function filterInput(text: string, change: (text: string) => void): HTMLElement {
  const input = element("input", {
    type: "search",
    class: "filter",
    spellcheck: "false",
    // With a placeholder, the style can recognize an empty input, which is not printed.
    placeholder: " ",
  });
  input.value = text;
  input.addEventListener("input", () => change(input.value));
  const label = "Name, file or table contains";
  return element("label", { class: "field" }, element("span", {}, label), input);
}

function filteredTable(
  context: PageContext,
  queries: readonly CatalogQuery[],
  text: string,
): HTMLElement {
  const wanted = text.trim().toLowerCase();
  const rows = queries.filter(({ query, reads }) =>
    [query.name, query.file, ...namesOf(reads)].some((each) => each.toLowerCase().includes(wanted)),
  );
  const count = wanted === "" ? "" : `${pluralize(rows.length, "query")} found`;
  return element(
    "div",
    {},
    element("p", { class: "hint", role: "status" }, count),
    rows.length > 0 &&
      dataTable({
        caption: "Queries",
        class: "queries",
        head: ["Query", "Reads"],
        step,
        rows,
        cells: ({ query, reads }) => [
          subjectOf(query),
          reads.length === 0
            ? element("span", { class: "hint" }, "no known table")
            : tableList(context, namesOf(reads), mostTables),
        ],
      }),
  );
}

/** The section of a table; nothing if the page has no queries. */
export function queriesOfTable(context: PageContext, table: string): readonly HTMLElement[] {
  if (context.catalog.queries === null) return [];
  const uses = usesOfTable(context.catalog, table);
  return section(
    "Queries that read this table",
    uses.length > 0 &&
      dataTable({
        caption: "Queries that read this table",
        class: "queries",
        head: ["Query", "Columns", "Also reads"],
        step,
        rows: uses,
        cells: ({ query, reads, read }) => [
          subjectOf(query),
          columnList(context, read),
          tableList(context, namesOf(reads.filter((other) => other !== read)), mostOtherTables),
        ],
      }),
  );
}

/** The section of a column; nothing if the page has no queries. */
export function queriesOfColumn(context: PageContext, column: string): readonly HTMLElement[] {
  if (context.catalog.queries === null) return [];
  const uses = usesOfColumn(context.catalog, column);
  return section(
    "Queries that read this column",
    uses.length > 0 &&
      dataTable({
        caption: "Queries that read this column",
        class: "queries",
        head: ["Query", "By name", "With * or in whole rows"],
        step,
        rows: uses,
        cells: ({ query, named, unnamed }) => [
          subjectOf(query),
          tableList(context, named, mostTables),
          tableList(context, unnamed, mostTables),
        ],
      }),
  );
}

function section(title: string, table: HTMLElement | false): readonly HTMLElement[] {
  const none = element("p", { class: "hint" }, "No query reads it.");
  const titled = element("h2", { id: "queries", tabindex: -1 }, title);
  return [element("section", {}, titled, table === false ? none : table)];
}

/** A button that leads to the section with these queries, which can be far below. */
export function jumpToQueries(uses: readonly unknown[]): HTMLElement | false {
  if (uses.length === 0) return false;
  return button(`Read by ${pluralize(uses.length, "query")}`, jump, { class: "jump" });
}

function jump(): void {
  const title = document.querySelector<HTMLElement>("#queries");
  title?.scrollIntoView();
  title?.focus({ preventScroll: true });
}

/** The name of a query, its location, and why it is not certain what it reads. */
function subjectOf({ name, file, line, problem }: SavedQuery): HTMLElement {
  return element(
    "div",
    {},
    element("span", { class: "query" }, name),
    element("span", { class: "location" }, `${file}:${line}`),
    problem !== null && element("span", { class: "uncertain" }, `uncertain: ${problem}`),
  );
}

function tableList(
  context: PageContext,
  tables: readonly string[],
  most: number,
): HTMLElement | string {
  if (tables.length === 0) return "";
  const links = tables.slice(0, most).map((table) => tableLink(context, table));
  const hidden = tables.length - links.length;
  return element("span", { class: "name-list" }, ...links, hidden > 0 && `and ${hidden} more`);
}

function namesOf(reads: readonly TableRead[]): readonly string[] {
  return reads.map(({ table }) => table);
}

function columnList(
  context: PageContext,
  { named, unnamed, isWhole }: TableRead,
): HTMLElement | string {
  if (named.length + unnamed.length === 0) return "no column";
  const links = named.slice(0, mostColumns).map((column) => columnLink(context, column));
  const hidden = named.length - links.length;
  const noun = named.length === 0 ? "column" : "other";
  const others = isWhole ? `all ${noun}s` : pluralize(unnamed.length, noun);
  const rest = [
    hidden > 0 && `${hidden} more`,
    unnamed.length > 0 && `${others} with * or in whole rows`,
  ].filter((part) => part !== false);
  const text = `${named.length > 0 && rest.length > 0 ? "and " : ""}${rest.join(", ")}`;
  return element("span", { class: "name-list" }, ...links, text);
}
