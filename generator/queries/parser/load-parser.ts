// Loads Microsoft's parser, which a user installs only for queries, and checks that it is the parser that
// huntgen was tested with.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HuntgenError } from "../../problems.ts";
import { correctParser } from "./correct-parser.ts";
import type { KustoGlobals } from "./parser-api.ts";

export const parserPackage = "@kusto/language-service-next";
/** The constructors have numbers that change between versions, so one version is supported. */
export const parserVersion = "12.4.1";

const installation = `npm install --save-dev ${parserPackage}@${parserVersion}`;

let loaded: KustoGlobals | undefined;

/** Throws a `HuntgenError` if the parser is not installed, or is not the expected one. */
export function loadParser(): KustoGlobals {
  return (loaded ??= load());
}

/** Throws a `HuntgenError` if the expected version is not installed. Does not load the parser. */
export function checkParser(): void {
  const { version } = locate();
  if (version !== parserVersion) throw refuseParser(version);
}

/** The error if another version is installed, or no version. */
export function refuseParser(version: string | undefined): HuntgenError {
  if (version === undefined) {
    return refusal("no-parser", `queries need Microsoft's parser; run: ${installation}`);
  }
  return refusal(
    "wrong-parser",
    `version ${version} is installed, but queries need ${parserVersion}; run: ${installation}`,
  );
}

function load(): KustoGlobals {
  checkParser();
  // They define globals instead of exporting, and the second needs those of the first.
  const { require } = locate();
  for (const file of ["bridge.min.js", "Kusto.Language.Bridge.min.js"]) {
    require(`${parserPackage}/${file}`);
  }
  const globals: unknown = globalThis;
  if (!isParser(globals)) {
    const message = `it is damaged, or has other constructors than version ${parserVersion}; run: ${installation}`;
    throw refusal("wrong-parser", message);
  }
  correctParser(globals);
  return globals;
}

function locate(): { readonly require: NodeJS.Require; readonly version: string } {
  const require = createRequire(import.meta.url);
  try {
    const text = readFileSync(require.resolve(`${parserPackage}/package.json`), "utf8");
    const description: unknown = JSON.parse(text);
    const version: unknown =
      typeof description === "object" && description !== null && "version" in description
        ? description.version
        : undefined;
    return { require, version: String(version) };
  } catch {
    throw refuseParser(undefined);
  }
}

/** Whether the constructors build what huntgen expects of them. */
function isParser(value: unknown): value is KustoGlobals {
  try {
    // Checked by use: whatever differs throws, or returns something else.
    const { System, Kusto } = value as KustoGlobals;
    const { Symbols, GlobalState, KustoCode, Binding } = Kusto.Language;
    const column = new Symbols.ColumnSymbol(
      "A",
      Symbols.ScalarTypes.GetSymbol("long") ?? { Name: null },
    );
    const columns = System.Array.init([column], Symbols.ColumnSymbol);
    const table = new Symbols.TableSymbol.$ctor4("T", columns);
    const saved = new Symbols.FunctionSymbol.$ctor16(
      "F",
      "(x: long)",
      "{ T | where A == x }",
      null,
    );
    const computed = new Symbols.FunctionSymbol.$ctor1(
      "G",
      () => new Symbols.TableSymbol.$ctor3(columns),
      Symbols.Tabularity.Tabular,
      System.Array.init([], Symbols.Parameter),
    );
    const database = new Symbols.DatabaseSymbol.$ctor1("D", [table, saved, computed], false);
    const globals = GlobalState.Default.WithDatabase(database);
    return ["T", "F(1)", "G()"].every((query) => {
      const code = KustoCode.ParseAndAnalyze(query, globals);
      const result = code.ResultType?.Columns;
      return (
        System.Array.getCount(code.GetDiagnostics()) === 0 &&
        result !== undefined &&
        result !== null &&
        System.Array.getItem(result, 0).Type?.Name === "long" &&
        typeof Binding.SemanticInfo.$ctor5 === "function"
      );
    });
  } catch {
    return false;
  }
}

function refusal(code: "no-parser" | "wrong-parser", message: string): HuntgenError {
  return new HuntgenError([{ code, file: parserPackage, line: 0, message }]);
}
