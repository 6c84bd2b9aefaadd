// Shows the columns that two tables can be joined on, with the query.

import { dataTable } from "../bounded-rows.ts";
import type { CatalogTable } from "../catalog.ts";
import { codeBlock } from "../code-block.ts";
import { button, element, select } from "../dom.ts";
import { columnLink, heading, type PageContext, typeTag } from "../page-context.ts";
import { findJoinPairs, type JoinPair, pairName } from "../pivot-keys.ts";
import { joinQuery } from "../snippets.ts";

export function joinView(
  context: PageContext,
  leftName: string,
  rightName: string,
  columns: readonly string[],
): readonly HTMLElement[] {
  const { tables } = context.catalog;
  const choose = (left: string, right: string): void =>
    context.open({ view: "join", left, right, columns: [] });
  const options = [
    { value: "", label: "Choose a table" },
    ...[...tables.keys()].map((name) => ({ value: name, label: name })),
  ];
  const picker = element(
    "div",
    { class: "picker" },
    select("Left table", options, leftName, (name) => choose(name, rightName)),
    button("Swap", () => choose(rightName, leftName), { class: "quiet" }),
    select("Right table", options, rightName, (name) => choose(leftName, name)),
  );
  const [left, right] = [tables.get(leftName), tables.get(rightName)];
  return [
    heading("Join two tables"),
    picker,
    ...(left === undefined || right === undefined
      ? [
          element(
            "p",
            { class: "hint" },
            "Choose two tables to see the columns that they can be joined on.",
          ),
        ]
      : pairSection(context, left, right, columns)),
  ];
}

function pairSection(
  context: PageContext,
  left: CatalogTable,
  right: CatalogTable,
  columns: readonly string[],
): readonly HTMLElement[] {
  const { catalog } = context;
  const pairs = findJoinPairs(catalog, left, right);
  const [first] = pairs;
  if (first === undefined)
    return [element("p", { class: "notice" }, "These tables share no column name and no key.")];
  const named = pairs.filter((pair) => columns.includes(pairName(pair)));
  const chosen = new Set(named.length > 0 ? named : [first]);
  const query = element("div");
  const update = (): void => {
    const picked = pairs.filter((pair) => chosen.has(pair));
    const text = joinQuery(catalog, left, right, picked);
    if (picked.length > 0) query.replaceChildren(codeBlock({ name: "KQL", text }));
    else query.replaceChildren(element("p", { class: "hint" }, "Choose at least one column."));
  };
  const choose = (): void => {
    const picked = pairs.filter((pair) => chosen.has(pair)).map(pairName);
    context.replaceRoute({ view: "join", left: left.name, right: right.name, columns: picked });
    update();
  };
  const checkbox = (pair: JoinPair): HTMLElement => {
    const box = element("input", { type: "checkbox", "aria-label": `Join on ${pairName(pair)}` });
    box.checked = chosen.has(pair);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(pair);
      else chosen.delete(pair);
      choose();
    });
    return box;
  };
  update();
  const table = dataTable({
    caption: `Columns to join ${left.name} and ${right.name} on`,
    class: "pairs",
    head: [left.name, "Type", right.name, "Type", "Note"],
    rows: pairs,
    mark: ({ sameType }) => (sameType ? "" : "differs"),
    cells: (pair) => [
      element("span", { class: "pick" }, checkbox(pair), columnLink(context, pair.left.name)),
      typeTag(context, pair.left.type),
      columnLink(context, pair.right.name),
      typeTag(context, pair.right.type),
      noteOf(pair),
    ],
  });
  return [
    element("section", { "aria-label": "Query" }, query),
    element("section", {}, element("h2", {}, "Columns"), table),
  ];
}

function noteOf({ key, left, right, sameType }: JoinPair): HTMLElement {
  const kind =
    key === undefined
      ? "same name, but not an identifier"
      : left.name === right.name
        ? "key"
        : `both hold the key ${key}`;
  const conversion = sameType ? "" : "; the types differ, so both are converted to text";
  return element("span", { class: key === undefined ? "hint" : "key" }, `${kind}${conversion}`);
}
