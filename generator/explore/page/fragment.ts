// Reads and prints the fragment of the page's address, which identifies each view.

import { emptySearch, type Search } from "./search.ts";

export type Route =
  | { readonly view: "overview" }
  | { readonly view: "table"; readonly table: string; readonly columns: readonly string[] }
  | { readonly view: "column"; readonly column: string }
  | { readonly view: "types" }
  | {
      readonly view: "join";
      readonly left: string;
      readonly right: string;
      /** Pairs such as `SHA1` or `SHA1=InitiatingProcessSHA1`. */
      readonly columns: readonly string[];
    }
  | { readonly view: "picture"; readonly kind: "" | "table" | "key"; readonly name: string }
  | { readonly view: "history"; readonly grade: string }
  | { readonly view: "queries"; readonly text: string };

export interface Fragment {
  readonly route: Route;
  /** Undefined if the address does not contain a search. */
  readonly search: Search | undefined;
}

const searchKeys = { q: "text", type: "type", status: "status", streamed: "streamed" } as const;

export function parseFragment(text: string): Fragment {
  const [path = "", ...rest] = text.replace(/^#/, "").split("?");
  const query = new URLSearchParams(rest.join("?"));
  const hasSearch = Object.keys(searchKeys).some((key) => query.has(key));
  const found = Object.entries(searchKeys).map(([key, member]) => [member, query.get(key) ?? ""]);
  return {
    route: parseRoute(path.split("/").slice(1).map(decode), query),
    search: hasSearch ? { ...emptySearch, ...Object.fromEntries(found) } : undefined,
  };
}

function parseRoute(
  [view = "", first = "", second = ""]: readonly string[],
  query: URLSearchParams,
): Route {
  const columns = query.getAll("column");
  switch (view) {
    case "table":
      return { view, table: first, columns };
    case "column":
      return { view, column: first };
    case "join":
      return { view, left: first, right: second, columns };
    case "picture":
      return { view, kind: first === "table" || first === "key" ? first : "", name: second };
    case "history":
      return { view, grade: first };
    case "queries":
      return { view, text: first };
    case "types":
      return { view };
    default:
      return { view: "overview" };
  }
}

/** Prints a fragment with its `#`. Names are percent-encoded. */
export function printFragment(route: Route, search: Search = emptySearch): string {
  const query = new URLSearchParams();
  for (const [key, member] of Object.entries(searchKeys)) {
    if (search[member] !== "") query.set(key, search[member]);
  }
  if ("columns" in route) for (const column of route.columns) query.append("column", column);
  const text = query.toString();
  return `#/${partsOf(route).map(encode).join("/")}${text === "" ? "" : `?${text}`}`;
}

function partsOf(route: Route): readonly string[] {
  switch (route.view) {
    case "overview":
      return [];
    case "table":
      return [route.view, route.table];
    case "column":
      return [route.view, route.column];
    case "join":
      return [route.view, route.left, route.right];
    case "picture":
      return route.kind === "" ? [route.view] : [route.view, route.kind, route.name];
    case "history":
      return route.grade === "" ? [route.view] : [route.view, route.grade];
    case "queries":
      return route.text === "" ? [route.view] : [route.view, route.text];
    default:
      return [route.view];
  }
}

/** Encodes half of a surrogate pair, which `encodeURIComponent` refuses, as the replacement character. */
function encode(part: string): string {
  return encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD"));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
