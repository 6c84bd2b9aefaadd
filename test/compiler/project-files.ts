// Writes a project with the settings of a case of the table.

import { readFileSync } from "node:fs";
import type { Compiler } from "../support/tsc.ts";
import type { Settings } from "./settings.ts";

const versions = {
  "5.5": "typescript-5.5",
  newest: "typescript",
} as const satisfies Record<Compiler, string>;

/** The files of a project, without its output. Its compiler is installed as far as huntgen can see. */
export function projectFiles(
  { type, options, base, importExtension = ".js" }: Settings,
  compiler: Compiler,
): Record<string, string> {
  const installed = new URL(
    `../../node_modules/${versions[compiler]}/package.json`,
    import.meta.url,
  );
  const { version }: { version: string } = JSON.parse(readFileSync(installed, "utf8"));
  const tsconfig = {
    ...(base === undefined ? {} : { extends: "./base" }),
    compilerOptions: { noEmit: true, ...options },
    include: ["generated"],
  };
  return {
    "input-schemas/DeviceInfo.csv": "ColumnName,ColumnType\nTimestamp,datetime\nId,long\n",
    "huntgen.config.json": JSON.stringify({ importExtension }),
    "package.json": JSON.stringify({ name: "project", type }),
    "node_modules/typescript/package.json": JSON.stringify({ version }),
    "tsconfig.json": `// The settings of a case.\n${JSON.stringify(tsconfig, null, 2)}`,
    ...(base === undefined ? {} : { "base.json": JSON.stringify({ compilerOptions: base }) }),
  };
}
