// Shows the first rows of a long table, and the others on request, so that no view creates elements for
// tens of thousands of rows at once.

import { pluralize } from "../../pluralize.ts";
import { button, element } from "./dom.ts";

const usualStep = 300;

interface TableContent<Row> {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly Row[];
  readonly cells: (row: Row) => readonly (Node | string)[];
  /** A class of the row. */
  readonly mark?: (row: Row) => string;
  readonly class?: string;
  /** The rows that are shown at once; fewer for rows with many links. */
  readonly step?: number;
}

/** A table of rows whose first cell is their header. The arrow keys move between the links of its rows. */
export function dataTable<Row>(content: TableContent<Row>): HTMLElement {
  const body = element("tbody");
  const table = element(
    "table",
    { class: content.class },
    element("caption", { class: "unseen" }, content.caption),
    element(
      "thead",
      {},
      element("tr", {}, ...content.head.map((text) => element("th", { scope: "col" }, text))),
    ),
    body,
  );
  const wrapper = element("div", { class: "table-frame" }, table);
  const step = content.step ?? usualStep;
  let shown = 0;
  const more = button("", () => showMore(), { class: "more" });
  const showMore = (): void => {
    for (const row of content.rows.slice(shown, shown + step)) body.append(rowOf(content, row));
    shown = Math.min(shown + step, content.rows.length);
    const left = content.rows.length - shown;
    if (left > 0) more.textContent = `Show more: ${pluralize(left, "row")} left`;
    else more.remove();
  };
  wrapper.append(more);
  showMore();
  table.addEventListener("keydown", moveBetweenRows);
  return wrapper;
}

function rowOf<Row>({ head, cells, mark }: TableContent<Row>, row: Row): HTMLElement {
  const [first = "", ...rest] = cells(row);
  // On small screens, cells are below each other and show the heading of their column.
  const others = rest.map((cell, index) => element("td", { "data-head": head[index + 1] }, cell));
  const heading = element("th", { scope: "row" }, first);
  return element("tr", { class: mark?.(row) || undefined }, heading, ...others);
}

function moveBetweenRows(event: KeyboardEvent): void {
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const direction = steps[event.key];
  const { target } = event;
  if (direction === undefined || !(target instanceof HTMLElement)) return;
  const row = target.closest("tr");
  if (row === null) return;
  const next = direction === 1 ? row.nextElementSibling : row.previousElementSibling;
  if (next === null) return;
  const control = controls(next)[controls(row).indexOf(target)] ?? controls(next)[0];
  if (control === undefined) return;
  event.preventDefault();
  control.focus();
}

function controls(of: Element): HTMLElement[] {
  return [...of.querySelectorAll<HTMLElement>("a, button, input")];
}
