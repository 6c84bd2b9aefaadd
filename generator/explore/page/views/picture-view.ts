// Shows which tables share keys: as a picture to click, and as a table for screen readers and paper.

import { pluralize } from "../../../pluralize.ts";
import { dataTable } from "../bounded-rows.ts";
import { element, link, svgElement } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { columnLink, heading, type PageContext, tableLink } from "../page-context.ts";
import { layOut, type Picture, pictureWidth } from "../picture-layout.ts";
import { findPivotKeys, type PivotKey } from "../pivot-keys.ts";

interface Focus {
  readonly kind: "" | "table" | "key";
  readonly name: string;
}

export function pictureView(context: PageContext, focus: Focus): readonly HTMLElement[] {
  const keys = findPivotKeys(context.catalog);
  const picture = layOut(keys);
  const hidden = [
    picture.hiddenTables > 0 && `${pluralize(picture.hiddenTables, "more table")}`,
    picture.hiddenKeys > 0 && `${pluralize(picture.hiddenKeys, "more key")}`,
  ].filter((part) => part !== false);
  return [
    heading("Picture"),
    element(
      "p",
      { class: "lead" },
      `${pluralize(picture.tables.length, "table")}, connected by the ${pluralize(picture.keys.length, "key")} that at least two of them have. Click a table or a key to see only its connections; the table below has the same content.`,
    ),
    hidden.length > 0 &&
      element(
        "p",
        { class: "notice" },
        `Not drawn: ${hidden.join(" and ")}. The table below has the keys of all tables.`,
      ),
    focusText(context, keys, focus),
    element(
      "div",
      {
        class: "picture-frame",
        tabindex: 0,
        role: "region",
        "aria-label": "Picture, the same as the table below",
      },
      draw(picture, focus),
    ),
    element("section", {}, element("h2", {}, "Keys and their tables"), keyTable(context, keys)),
  ].filter((part) => part !== false);
}

/** Names the connections of what is in focus, with links. */
function focusText(
  context: PageContext,
  keys: readonly PivotKey[],
  { kind, name }: Focus,
): HTMLElement {
  const text = element("p", { class: "focus", role: "status" });
  if (kind === "") {
    text.append("All connections are shown.");
    return text;
  }
  const all = link(printFragment({ view: "picture", kind: "", name: "" }), "Show all connections");
  const isTable = kind === "table";
  const held = isTable
    ? keys.filter((key) => [...key.tables.keys()].some((table) => table.name === name))
    : [];
  const found = keys.find((key) => !isTable && key.name === name);
  const names = isTable
    ? held.map((key) =>
        link(printFragment({ view: "picture", kind: "key", name: key.name }), key.name, {
          class: "name",
        }),
      )
    : [...(found?.tables.keys() ?? [])].map((table) => tableLink(context, table.name));
  const subject = isTable ? tableLink(context, name) : columnLink(context, name);
  const summary = isTable
    ? ` shares ${pluralize(names.length, "key")} with other tables: `
    : ` is in ${pluralize(names.length, "table")}: `;
  text.append(subject, summary, element("span", { class: "name-list" }, ...names), " ", all);
  return text;
}

/** Which tables and keys are connected with the focus; undefined if everything is. */
function connectedWith(picture: Picture, { kind, name }: Focus): ReadonlySet<string> | undefined {
  if (kind === "") return undefined;
  const lines = picture.lines.filter((line) => line[kind] === name);
  const keys = new Set(lines.map(({ key }) => key));
  const others = picture.lines.filter(({ key }) => keys.has(key));
  return new Set([
    `${kind} ${name}`,
    ...others.flatMap(({ table, key }) => [`table ${table}`, `key ${key}`]),
  ]);
}

function draw(picture: Picture, focus: Focus): SVGElement {
  const connected = connectedWith(picture, focus);
  const isLit = (kind: "table" | "key", name: string): boolean =>
    connected === undefined || connected.has(`${kind} ${name}`);
  const isLitLine = (table: string, key: string): boolean =>
    isLit("key", key) && (focus.kind !== "table" || isLit("table", table));
  const lines = picture.lines.map(({ table, key, path }) => {
    const isOwn = focus.kind !== "" && (focus.kind === "table" ? table : key) === focus.name;
    const state = isOwn ? "own" : isLitLine(table, key) ? "lit" : "dim";
    const drawn = svgElement("path", { d: path, class: `line ${state}` });
    drawn.dataset["table"] = table;
    drawn.dataset["key"] = key;
    return drawn;
  });
  const tables = picture.tables.map(({ table, side, x, y }) =>
    node("table", table.name, isLit("table", table.name), focus, [
      svgElement("circle", { cx: x, cy: y, r: 3.2 }),
      svgElement(
        "text",
        {
          x: side === "left" ? x - 9 : x + 9,
          y: y + 4.2,
          "text-anchor": side === "left" ? "end" : "start",
        },
        shorten(table.name, 42),
      ),
    ]),
  );
  const keys = picture.keys.map(({ key, x, y }) => {
    const label = shorten(key.name, 30);
    const width = label.length * 7.2 + 22;
    return node("key", key.name, isLit("key", key.name), focus, [
      svgElement("rect", { x: x - width / 2, y: y - 8.5, width, height: 17, rx: 8.5 }),
      svgElement("text", { x, y: y + 4, "text-anchor": "middle" }, label),
    ]);
  });
  // The table below the picture has the same content, so screen readers and the Tab key skip it.
  const drawing = svgElement(
    "svg",
    { viewBox: `0 0 ${pictureWidth} ${picture.height}`, class: "picture", "aria-hidden": "true" },
    svgElement("g", {}, ...lines),
    ...tables,
    ...keys,
  );
  highlightOnHover(drawing);
  return drawing;
}

function node(
  kind: "table" | "key",
  name: string,
  isLit: boolean,
  focus: Focus,
  content: readonly SVGElement[],
): SVGElement {
  const isFocus = focus.kind === kind && focus.name === name;
  // A second click on the focus shows everything again.
  const href = printFragment(
    isFocus ? { view: "picture", kind: "", name: "" } : { view: "picture", kind, name },
  );
  const state = isFocus ? " focus" : isLit ? "" : " dim";
  const title = svgElement("title", {}, name);
  const drawn = svgElement(
    "a",
    { href, class: `node ${kind}${state}`, tabindex: -1 },
    title,
    ...content,
  );
  drawn.dataset["kind"] = kind;
  drawn.dataset["name"] = name;
  return drawn;
}

function highlightOnHover(drawing: SVGElement): void {
  const lines = [...drawing.querySelectorAll<SVGElement>(".line")];
  drawing.addEventListener("pointerover", ({ target }) => {
    const hovered = target instanceof Element ? target.closest<SVGElement>(".node") : null;
    for (const line of lines) {
      const { kind = "", name } = hovered?.dataset ?? {};
      line.classList.toggle("hover", hovered !== null && line.dataset[kind] === name);
    }
  });
}

function shorten(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

function keyTable(context: PageContext, keys: readonly PivotKey[]): HTMLElement {
  return dataTable({
    caption: "Keys and the tables that have them",
    head: ["Key", "Columns", "Tables"],
    step: 60,
    rows: keys,
    cells: ({ name, tables }) => {
      const columns = new Set([...tables.values()].flat().map((column) => column.name));
      const focus = printFragment({ view: "picture", kind: "key", name });
      return [
        link(focus, name, { class: "name" }),
        element(
          "span",
          { class: "name-list" },
          ...[...columns].map((each) => columnLink(context, each)),
        ),
        element(
          "span",
          { class: "name-list" },
          ...[...tables.keys()].slice(0, 60).map((table) => tableLink(context, table.name)),
          tables.size > 60 && `and ${tables.size - 60} more`,
        ),
      ];
    },
  });
}
