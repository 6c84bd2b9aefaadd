// Shows a list of any length with elements for its visible rows only.

import { element } from "./dom.ts";

const rowHeight = 46;
/** Rows above and below the visible ones, so that scrolling finds them drawn. */
const reserve = 8;

export interface VirtualList {
  readonly element: HTMLElement;
  /** Shows another list from its start. */
  setCount(count: number): void;
  /** Draws the visible rows again. */
  refresh(): void;
  /** Scrolls as little as possible to a row. */
  reveal(index: number): void;
  /** Scrolls a row into the middle if it is not visible. */
  center(index: number): void;
  /** The number of rows that fit. */
  pageSize(): number;
}

/** `render` returns the row at an index. The list has the role of a listbox. */
export function createVirtualList(
  label: string,
  render: (index: number) => HTMLElement,
): VirtualList {
  const rows = element("div", {
    id: "results",
    class: "rows",
    role: "listbox",
    "aria-label": label,
  });
  const scroller = element("div", { class: "results" }, rows);
  let count = 0;
  let isQueued = false;
  const draw = (): void => {
    isQueued = false;
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - reserve);
    const visibleRows = Math.ceil((scroller.clientHeight || 800) / rowHeight);
    const last = Math.min(count, first + visibleRows + 2 * reserve);
    const drawn = Array.from({ length: Math.max(0, last - first) }, (_, offset) => {
      const row = render(first + offset);
      row.style.transform = `translateY(${(first + offset) * rowHeight}px)`;
      row.setAttribute("aria-setsize", String(count));
      row.setAttribute("aria-posinset", String(first + offset + 1));
      return row;
    });
    rows.replaceChildren(...drawn);
  };
  const queue = (): void => {
    if (!isQueued) requestAnimationFrame(draw);
    isQueued = true;
  };
  /** The largest and the smallest scroll position at which a row is visible. */
  const limitsOf = (index: number): { readonly top: number; readonly below: number } => {
    const top = index * rowHeight;
    return { top, below: top + rowHeight - scroller.clientHeight };
  };
  scroller.addEventListener("scroll", queue, { passive: true });
  new ResizeObserver(queue).observe(scroller);
  return {
    element: scroller,
    setCount(next) {
      count = next;
      rows.style.height = `${next * rowHeight}px`;
      scroller.scrollTop = 0;
      draw();
    },
    refresh: draw,
    reveal(index) {
      const { top, below } = limitsOf(index);
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (below > scroller.scrollTop) scroller.scrollTop = below;
      draw();
    },
    center(index) {
      const { top, below } = limitsOf(index);
      const isVisible = below <= scroller.scrollTop && scroller.scrollTop <= top;
      if (!isVisible) scroller.scrollTop = (top + below) / 2;
      draw();
    },
    pageSize: () => Math.max(1, Math.floor(scroller.clientHeight / rowHeight) - 1),
  };
}
