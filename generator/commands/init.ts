// Defines `huntgen init`, which creates a configuration and the exports that huntgen ships.

import type { Config } from "../config.ts";
import { init } from "../init.ts";
import { pluralize } from "../pluralize.ts";
import { visible } from "../problems.ts";
import { type Command, configure, inputFlag, outFlag } from "./flags.ts";
import { finish, printStatus } from "./terminal.ts";

export const initCommand: Command = (program) =>
  program.command(
    "init",
    "Create huntgen.config.json and exports of the known tables; keep existing files",
    (args) =>
      args.option("input", inputFlag).option("out", outFlag).option("exports", {
        type: "boolean",
        default: true,
        describe: "Write the exports that huntgen ships (--no-exports to use only your own)",
      }),
    (args) => finish(() => runInit(configure(args), args.exports)),
  );

async function runInit(config: Config, withExports = true): Promise<number> {
  const { written, kept } = await init(config, withExports);
  for (const file of kept) printStatus(`${visible(file)} already exists; skipped`);
  printStatus(`${pluralize(written.length, "file")} written`);
  printStatus(
    withExports
      ? `Next: replace the exports in ${visible(config.input)} with your own if you have them, then run \`huntgen generate\``
      : `Next: save each table's \`Table | getschema\` result as ${visible(config.input)}/<Table>.csv, then run \`huntgen generate\``,
  );
  return 0;
}
