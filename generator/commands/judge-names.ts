// Lets the user decide about names of tables that huntgen does not know.

import type { NameJudge } from "../add/name-tables.ts";
import { pluralize } from "../pluralize.ts";
import { quote, visible } from "../problems.ts";
import { ask, askText } from "./terminal.ts";

/** Returns a judge that accepts every name as a new table. */
export const acceptAllNames: NameJudge = {
  acceptsAll: true,
  chooseTable: async () => undefined,
  acceptNew: async () => true,
};

/** Returns a judge that refuses every unknown name. */
export const refuseNames: NameJudge = {
  acceptsAll: false,
  chooseTable: async () => undefined,
  acceptNew: async () => false,
};

/** Returns a judge that asks on a terminal, and otherwise refuses. */
export const askAboutNames: NameJudge = {
  acceptsAll: false,
  async chooseTable(file, name, guess) {
    if (name === undefined) {
      const usual = guess === undefined ? "" : ` [${guess}]`;
      const answer = await askText(visible(`${file}: which table is this?${usual}`));
      return answer === "" ? guess : answer;
    }
    const question = `${file}: unknown table ${quote(name)}. Is it ${quote(guess ?? "")}?`;
    return (await ask(visible(question))) === true ? guess : undefined;
  },
  async acceptNew(file, names) {
    const listed = names.slice(0, 5).map(quote).join(", ");
    const more = names.length > 5 ? ` and ${names.length - 5} more` : "";
    const count = pluralize(names.length, "new table");
    return (await ask(visible(`${file}: add ${count}: ${listed}${more}?`))) === true;
  },
};
