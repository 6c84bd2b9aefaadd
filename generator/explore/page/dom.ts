// Creates elements. All text of the page passes through here, with hidden characters escaped, and becomes
// text nodes and attributes: never markup.

import { visible } from "../../problems.ts";

type Child = Node | string | false | null | undefined;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Creates an element. An attribute that is `true` has no value; `false` and undefined are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  fill(created, attributes, children);
  return created;
}

export function svgElement<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  const created = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(created, attributes, children);
  return created;
}

function fill(target: Element, attributes: Attributes, children: readonly Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    target.setAttribute(name, value === true ? "" : visible(String(value)));
  }
  target.append(...toNodes(children));
}

/** Replaces the content of an element. */
export function replace(target: Element, ...children: readonly Child[]): void {
  target.replaceChildren(...toNodes(children));
}

/** Converts children to nodes: text is escaped, and what is left out is dropped. */
function toNodes(children: readonly Child[]): Node[] {
  return children.flatMap((child) => {
    if (child === false || child === null || child === undefined || child === "") return [];
    return [typeof child === "string" ? document.createTextNode(visible(child)) : child];
  });
}

export function button(label: string, click: () => void, attributes: Attributes = {}): HTMLElement {
  const created = element("button", { type: "button", ...attributes }, label);
  created.addEventListener("click", click);
  return created;
}

export function link(href: string, label: string, attributes: Attributes = {}): HTMLElement {
  return element("a", { href, ...attributes }, label);
}

/** A name in the font of code. */
export function code(text: string): HTMLElement {
  return element("code", {}, text);
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** A labelled select. `change` receives the chosen value. */
export function select(
  label: string,
  options: readonly Option[],
  chosen: string,
  change: (value: string) => void,
): HTMLElement {
  const created = element("select", {});
  for (const { value, label: text } of options) {
    const option = element("option", {}, text);
    option.selected = value === chosen;
    created.append(option);
  }
  created.addEventListener("change", () => change(options[created.selectedIndex]?.value ?? ""));
  return element("label", { class: "field" }, element("span", {}, label), created);
}
