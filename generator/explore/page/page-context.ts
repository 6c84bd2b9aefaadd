// Defines what every view receives: the catalog, and how to link to other views.

import type { Catalog } from "./catalog.ts";
import { element, link } from "./dom.ts";
import { printFragment, type Route } from "./fragment.ts";

export interface PageContext {
  readonly catalog: Catalog;
  /** Replaces the fragment of the shown view without leaving it. */
  readonly replaceRoute: (route: Route) => void;
  /** Opens another view. */
  readonly open: (route: Route) => void;
}

/** A link to a table, or its name if no export has it. */
export function tableLink({ catalog }: PageContext, table: string): HTMLElement {
  if (!catalog.tables.has(table)) return element("code", {}, table);
  return link(printFragment({ view: "table", table, columns: [] }), table, { class: "name" });
}

export function columnLink({ catalog }: PageContext, column: string): HTMLElement {
  if (!catalog.columns.has(column)) return element("code", {}, column);
  return link(printFragment({ view: "column", column }), column, { class: "name" });
}

/** The name of a type, colored by its kind. */
export function typeTag({ catalog }: PageContext, type: string): HTMLElement {
  const kind = catalog.data.types[type]?.kusto ?? "unknown";
  return element("span", { class: `type type-${kind}` }, type);
}

/** The heading of a view, which receives the focus when the view is opened. */
export function heading(text: string): HTMLElement {
  return element("h1", { tabindex: -1 }, text);
}
