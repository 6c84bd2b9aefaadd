// Kusto's own parser, as the judge of queries. Its package sets globals and declares them in a style
// of its own; this is the border to it.

import { createRequire } from "node:module";

interface List<Item> {
  readonly _items?: Item;
}

interface TableSymbol {
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
            members: readonly TableSymbol[],
            isOpen: boolean,
          ) => object;
        };
      };
      readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
      readonly KustoCode: {
        ParseAndAnalyze(
          text: string,
          globals: object,
        ): {
          GetDiagnostics(): List<{ readonly Severity: string; readonly Message: string }>;
          readonly ResultType: {
            readonly Columns?: List<{
              readonly Name: string;
              readonly Type: { readonly Name: string };
            }>;
          };
        };
      };
    };
  };
}

const require = createRequire(import.meta.url);
// They export nothing: what they hold becomes global.
const scripts = [
  require.resolve("@kusto/language-service-next/bridge.min.js"),
  require.resolve("@kusto/language-service-next/Kusto.Language.Bridge.min.js"),
];
for (const script of scripts) require(script);
const { System, Kusto } = globalThis as unknown as KustoGlobals;
const { Symbols, GlobalState, KustoCode } = Kusto.Language;

/** What the parser finds wrong with a query on these tables, and the columns that it gives. */
export function judgeQuery(
  query: string,
  tables: readonly string[],
): { diagnostics: string[]; columns: string[] } {
  const symbols = tables.map((name) =>
    Symbols.TableSymbol.From("(Id: long, Name: string)").WithName(name),
  );
  const database = new Symbols.DatabaseSymbol.$ctor1("Hunting", symbols, false);
  const code = KustoCode.ParseAndAnalyze(query, GlobalState.Default.WithDatabase(database));
  return {
    diagnostics: listOf(code.GetDiagnostics()).map((each) => `${each.Severity}: ${each.Message}`),
    columns: listOf(code.ResultType.Columns).map((each) => `${each.Name}:${each.Type.Name}`),
  };
}

function listOf<Item>(list: List<Item> | undefined): Item[] {
  if (list === undefined) return [];
  return Array.from({ length: System.Array.getCount(list) }, (_, index) =>
    System.Array.getItem(list, index),
  );
}
