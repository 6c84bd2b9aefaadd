// Shows labels such as "preview", with the source and the date of what they are based on.

import type { CatalogTable } from "../catalog.ts";
import { element } from "../dom.ts";
import type { PageContext } from "../page-context.ts";

/** The text of each status. */
export const statusTexts: Readonly<Record<string, string>> = {
  ga: "generally available",
  preview: "preview",
  deprecated: "deprecated",
  retired: "retired",
  unlisted: "not in the list",
};

/** The text of each answer to whether Defender streams a table. */
export const streamedTexts: Readonly<Record<string, string>> = {
  yes: "streamed",
  no: "not streamed",
  unknown: "streaming unknown",
};

/** The labels of a table, next to where they come from. */
export function tableLabels({ catalog }: PageContext, table: CatalogTable): HTMLElement {
  const { source, date } = catalog.data.labels;
  if (table.status === undefined || table.streamed === undefined) {
    return element(
      "p",
      { class: "labels" },
      element("span", { class: "source" }, `Not in the list of tables of ${date} (${source}).`),
    );
  }
  return element(
    "p",
    { class: "labels" },
    element("span", { class: `label label-${table.status}` }, statusTexts[table.status]),
    element(
      "span",
      { class: `label label-streamed-${table.streamed}` },
      streamedTexts[table.streamed],
    ),
    element("span", { class: "source" }, `As of ${date}, from ${source}.`),
  );
}
