// Reads a script of Kusto commands into a database of symbols, and binds each command to them with Kusto's own
// parser.

import { columnsOf, Kusto, listOf, type TableSymbol } from "../pull/kusto-judge.ts";

const { Symbols, GlobalState, KustoCode } = Kusto.Language;

export interface KustoDatabase {
  /** `Name:type` of the columns, by the name of the table. */
  readonly tables: Map<string, readonly string[]>;
  /** The columns of the result, by the name of the function. */
  readonly functions: Map<string, readonly string[]>;
  /** The query of the update policy, by the name of the table that it fills. */
  readonly policies: Map<string, { readonly source: string; readonly query: string }>;
  readonly diagnostics: string[];
  /** The tables, functions and policies, in the order of the commands. */
  readonly created: string[];
}

const literal = String.raw`"(?:[^"\\]|\\.)*"`;
const create = new RegExp(String.raw`^\.create-merge table \[(${literal})\] (\([^]*?\)) with \(`);
const createFunction = new RegExp(
  String.raw`^\.create-or-alter function with \(.*\) \[(${literal})\](\(\)) (\{[^]*\})$`,
);
const policy = new RegExp(String.raw`^\.alter table \[(${literal})\] policy update (${literal})$`);

/** The script's literals are also literals of JSON. */
const decode = (text = ""): string => JSON.parse(text);

export function splitCommands(script: string): string[] {
  const parts = script.trim().split(/\n{2,}/);
  return parts.filter((part) => /^\s*\./.test(part.replace(/^\s*\/\/.*\n/gm, "")));
}

/** The parser keeps columns in an object of JavaScript, in which it does not find this name. */
const isOfParser = (message: string): boolean =>
  message.startsWith("The name '__proto__' does not");

/** Binds every command to all tables and functions of the script; `created` has them in their order. */
export function runKustoScript(script: string): KustoDatabase {
  const commands = splitCommands(script);
  const database: KustoDatabase = {
    tables: new Map(),
    functions: new Map(),
    policies: new Map(),
    diagnostics: [],
    created: [],
  };
  const symbols = new Map<string, object>();
  for (const command of commands) {
    const [, table, declaration = ""] = create.exec(command) ?? [];
    if (table !== undefined) {
      const symbol: TableSymbol = Symbols.TableSymbol.From(declaration).WithName(decode(table));
      symbols.set(decode(table), symbol);
      database.tables.set(decode(table), columnsOf(symbol));
      database.created.push(decode(table));
    }
    const [, name, parameters = "", body = ""] = createFunction.exec(command) ?? [];
    if (name !== undefined) {
      symbols.set(decode(name), new Symbols.FunctionSymbol.$ctor16(decode(name), parameters, body));
      database.functions.set(decode(name), []);
      database.created.push(decode(name));
    }
    const [, target, text] = policy.exec(command) ?? [];
    if (target !== undefined) {
      const [{ Source, Query }]: [{ Source: string; Query: string }] = JSON.parse(decode(text));
      database.policies.set(decode(target), { source: Source, query: Query });
      database.created.push(`policy of ${decode(target)}`);
    }
  }
  const entities = new Symbols.DatabaseSymbol.$ctor1("Defender", [...symbols.values()], false);
  const globals = GlobalState.Default.WithDatabase(entities);
  const bind = (text: string): ReturnType<typeof KustoCode.ParseAndAnalyze> => {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    for (const { Message } of listOf(code.GetDiagnostics()))
      if (!isOfParser(Message)) database.diagnostics.push(`${Message}: ${text.slice(0, 200)}`);
    return code;
  };
  for (const command of commands) bind(command);
  for (const name of database.functions.keys()) {
    database.functions.set(name, columnsOf(bind(`[${JSON.stringify(name)}]()`).ResultType));
  }
  return database;
}
