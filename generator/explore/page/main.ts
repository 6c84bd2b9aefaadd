// Starts the page: reads its data, and shows the view that the address names.

import type { ExplorerData } from "../explorer-data.ts";
import { buildCatalog } from "./catalog.ts";
import { element, link, replace } from "./dom.ts";
import { parseFragment, printFragment, type Route } from "./fragment.ts";
import type { PageContext } from "./page-context.ts";
import { createSearchPanel } from "./search-panel.ts";
import { emptySearch } from "./search.ts";
import { themeButton } from "./theme.ts";
import { columnView, typesView } from "./views/column-view.ts";
import { historyView } from "./views/history-view.ts";
import { joinView } from "./views/join-view.ts";
import { overview } from "./views/overview.ts";
import { pictureView } from "./views/picture-view.ts";
import { queriesView } from "./views/queries-view.ts";
import { tableView } from "./views/table-view.ts";

// The emitter writes the data of this type, next to this script.
const data = JSON.parse(document.querySelector("#data")?.textContent ?? "") as ExplorerData;

/** The search of the list. It stays while views change. */
let search = emptySearch;
let route = parseFragment(location.hash).route;

const context: PageContext = {
  catalog: buildCatalog(data),
  replaceRoute(next) {
    route = next;
    history.replaceState(null, "", printFragment(route, search));
  },
  open(next) {
    location.hash = printFragment(next);
  },
};

const main = element("main", { id: "main", tabindex: -1 });
const navigation = element("nav", { "aria-label": "Views" });
const panel = createSearchPanel(context, (next) => {
  search = next;
  // On small screens the list is part of the overview only.
  const isNarrow = matchMedia("(max-width: 52rem)").matches;
  if (isNarrow && route.view !== "overview") {
    history.pushState(null, "", printFragment({ view: "overview" }, search));
    show({ view: "overview" }, false);
  } else {
    history.replaceState(null, "", printFragment(route, search));
  }
});

const pages: readonly (readonly [label: string, route: Route])[] = [
  ["Tables", { view: "overview" }],
  ["Types", { view: "types" }],
  ["Joins", { view: "join", left: "", right: "", columns: [] }],
  ["Picture", { view: "picture", kind: "", name: "" }],
  ...(data.history === null ? [] : [["History", { view: "history", grade: "" }] as const]),
  ...(data.queries === null ? [] : [["Queries", { view: "queries", text: "" }] as const]),
];

function viewOf(next: Route): readonly HTMLElement[] {
  switch (next.view) {
    case "table":
      return tableView(context, next.table, next.columns);
    case "column":
      return columnView(context, next.column);
    case "types":
      return typesView(context);
    case "join":
      return joinView(context, next.left, next.right, next.columns);
    case "picture":
      return pictureView(context, next);
    case "history":
      return historyView(context, next.grade);
    case "queries":
      return queriesView(context, next.text);
    default:
      return overview(context);
  }
}

function show(next: Route, moveFocus: boolean): void {
  const isSamePicture = next.view === "picture" && route.view === "picture";
  route = next;
  document.body.dataset["view"] = next.view;
  replace(main, ...viewOf(next));
  replace(
    navigation,
    ...pages.map(([label, target]) =>
      link(printFragment(target), label, { "aria-current": isPart(target) ? "page" : undefined }),
    ),
  );
  panel.setRoute(next);
  const title = main.querySelector("h1");
  document.title = title === null ? data.title : `${title.textContent} · huntgen`;
  // A click in the picture keeps its position on the screen.
  if (!isSamePicture) scrollTo(0, 0);
  if (moveFocus) title?.focus({ preventScroll: true });
}

/** Whether the shown view belongs to an entry of the navigation. */
function isPart({ view }: Route): boolean {
  return view === route.view || (view === "overview" && ["table", "column"].includes(route.view));
}

function readAddress(moveFocus: boolean): void {
  // A page of one comparison begins with its changes.
  const first = data.firstView === "history" ? printFragment({ view: "history", grade: "" }) : "";
  const fragment = parseFragment(location.hash === "" ? first : location.hash);
  if (fragment.search !== undefined) {
    search = fragment.search;
    panel.setSearch(search);
  }
  show(fragment.route, moveFocus);
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches("input:not([type=checkbox]), select, textarea")
  );
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isEditable(event.target)) return;
  if (event.key === "/") {
    event.preventDefault();
    panel.focus();
  } else if (event.key === "Escape" && route.view !== "overview") {
    context.open({ view: "overview" });
  }
});
addEventListener("hashchange", () => readAddress(true));

const home = link(printFragment({ view: "overview" }), "huntgen", { class: "brand" });
const skip = element("a", { href: "#main", class: "skip" }, "Skip to the content");
skip.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.body.append(
  skip,
  element("header", { class: "top" }, home, navigation, themeButton()),
  element("div", { class: "page" }, panel.element, main),
);
readAddress(false);
