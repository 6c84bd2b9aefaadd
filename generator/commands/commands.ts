// Every command, in the order of the help.

import { addCommand } from "./add.ts";
import { diffCommand } from "./diff.ts";
import type { Command } from "./flags.ts";
import { generateCommand } from "./generate.ts";
import { initCommand } from "./init.ts";
import { pullCommand } from "./pull.ts";
import { queryCommand } from "./query.ts";
import { tablesCommand } from "./tables.ts";
import { validateCommand } from "./validate.ts";

export const commands: readonly Command[] = [
  initCommand,
  addCommand,
  queryCommand,
  pullCommand,
  generateCommand,
  tablesCommand,
  validateCommand,
  diffCommand,
];
