// huntgen init: a first configuration and the exports that huntgen ships.

import type { Config } from "../config.ts";
import { init } from "../init.ts";
import { visible } from "../problems.ts";
import { type Command, configure, inputFlag, outFlag } from "./flags.ts";
import { count, finish, printStatus } from "./terminal.ts";

export const initCommand: Command = (program) =>
  program.command(
    "init",
    "Write huntgen.config.json and exports of the known tables, over nothing that is there",
    (args) =>
      args.option("input", inputFlag).option("out", outFlag).option("exports", {
        type: "boolean",
        default: true,
        describe: "Write the exports that huntgen ships; --no-exports for your own alone",
      }),
    (args) => finish(() => runInit(configure(args), args.exports)),
  );

async function runInit(config: Config, withExports = true): Promise<number> {
  const { written, kept } = await init(config, withExports);
  for (const file of kept) printStatus(`${visible(file)} is there already, left as it is`);
  printStatus(`${count(written.length, "file")} written`);
  printStatus(
    withExports
      ? `Next: replace the exports in ${visible(config.input)} by your own where you have them, then run \`huntgen generate\``
      : `Next: save each table's \`Table | getschema\` result as ${visible(config.input)}/<Table>.csv, then run \`huntgen generate\``,
  );
  return 0;
}
