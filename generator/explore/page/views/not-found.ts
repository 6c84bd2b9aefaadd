// Shows that an address names something that the exports do not contain.

import { code, element, link } from "../dom.ts";
import { printFragment } from "../fragment.ts";
import { heading } from "../page-context.ts";

export function notFound(kind: "table" | "column", name: string): readonly HTMLElement[] {
  const all = printFragment({ view: "overview" });
  return [
    heading(`Unknown ${kind}`),
    element(
      "p",
      {},
      `The exports have no ${kind} named `,
      code(name),
      ". ",
      link(all, "See all tables"),
    ),
  ];
}
