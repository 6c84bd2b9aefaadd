// Checks queries with Kusto's own parser. Its package sets globals and declares them in a style of
// its own, which this module hides.

import { createRequire } from "node:module";

interface List<Item> {
  readonly _items?: Item;
}

interface Columns {
  readonly Columns?: List<{ readonly Name: string; readonly Type: { readonly Name: string } }>;
}

export interface TableSymbol extends Columns {
  WithName(name: string): TableSymbol;
}

interface KustoGlobals {
  readonly System: {
    readonly Array: {
      getCount(list: List<unknown>): number;
      getItem<Item>(list: List<Item>, index: number): Item;
    };
  };
  readonly Kusto: {
    readonly Language: {
      readonly Symbols: {
        readonly TableSymbol: { From(schema: string): TableSymbol };
        readonly DatabaseSymbol: {
          readonly $ctor1: new (
            name: string,
            members: readonly object[],
            isOpen: boolean,
          ) => object;
        };
        readonly FunctionSymbol: {
          readonly $ctor16: new (name: string, parameters: string, body: string) => object;
        };
      };
      readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
      readonly KustoCode: {
        ParseAndAnalyze(
          text: string,
          globals: object,
        ): {
          GetDiagnostics(): List<{ readonly Severity: string; readonly Message: string }>;
          readonly ResultType: Columns | null;
        };
      };
    };
  };
}

const require = createRequire(import.meta.url);
// The modules export nothing: they define globals.
const scripts = [
  require.resolve("@kusto/language-service-next/bridge.min.js"),
  require.resolve("@kusto/language-service-next/Kusto.Language.Bridge.min.js"),
];
for (const script of scripts) require(script);
const { System, Kusto } = globalThis as unknown as KustoGlobals;
export { Kusto };
const { Symbols, GlobalState, KustoCode } = Kusto.Language;

/**
 * Returns what the parser finds wrong with a query on these tables, and the columns of its result.
 */
export function judgeQuery(
  query: string,
  tables: readonly (string | { readonly name: string; readonly schema: string })[],
): { diagnostics: string[]; columns: string[] } {
  const symbols = tables.map((table) =>
    typeof table === "string"
      ? Symbols.TableSymbol.From("(Id: long, Name: string)").WithName(table)
      : Symbols.TableSymbol.From(table.schema).WithName(table.name),
  );
  const database = new Symbols.DatabaseSymbol.$ctor1("Hunting", symbols, false);
  const code = KustoCode.ParseAndAnalyze(query, GlobalState.Default.WithDatabase(database));
  return {
    diagnostics: listOf(code.GetDiagnostics()).map((each) => `${each.Severity}: ${each.Message}`),
    columns: columnsOf(code.ResultType),
  };
}

/** Returns `Name:type` of each column. */
export function columnsOf(symbol: Columns | null): string[] {
  return listOf(symbol?.Columns).map((each) => `${each.Name}:${each.Type.Name}`);
}

export function listOf<Item>(list: List<Item> | undefined): Item[] {
  if (list === undefined) return [];
  return Array.from({ length: System.Array.getCount(list) }, (_, index) =>
    System.Array.getItem(list, index),
  );
}
