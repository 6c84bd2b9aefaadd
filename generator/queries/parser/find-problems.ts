// Converts the parser's diagnostics to problems: errors of users only, and the root cause of several.

import { findKustoType } from "../../mapping/kusto-types.ts";
import type { QueryProblem, QueryProblemCode } from "../query.ts";
import { invokedFunctions } from "./defender-functions.ts";
import { declaredNames, functionNames } from "./known-names.ts";
import { itemsOf } from "./lists.ts";
import { nearestName } from "./nearest-name.ts";
import type { Diagnostic, KustoCode, SyntaxNode } from "./parser-api.ts";
import { type DefectScope, isDefectOfParser } from "./parser-defects.ts";
import { isLookupTable, preciseProblem } from "./precise-problem.ts";
import { ancestorOf, childOf, isNode, listItems, nameOf, textOf } from "./syntax.ts";

/** The parser refuses texts that are too long or too deep, or fails. */
const refusals = new Set(["KS244", "KS245", "KS246"]);

const codes: Readonly<Record<string, QueryProblemCode>> = {
  KS106: "wrong-type",
  KS107: "wrong-type",
  KS108: "wrong-type",
  KS111: "wrong-type",
  KS112: "wrong-type",
  KS116: "wrong-type",
  KS122: "unknown-function",
  KS123: "unknown-function",
  KS124: "unknown-function",
  KS127: "wrong-type",
  KS134: "wrong-type",
  KS135: "wrong-type",
  KS136: "wrong-type",
  KS137: "wrong-type",
  KS138: "wrong-type",
  KS141: "wrong-type",
  KS142: "unknown-column",
  KS143: "unknown-function",
  KS145: "unknown-column",
  KS171: "duplicate-column",
  KS178: "wrong-type",
  KS204: "unknown-table",
  KS206: "wrong-type",
  KS211: "unknown-function",
  KS227: "wrong-type",
  KS232: "wrong-type",
  KS233: "wrong-type",
  KS234: "wrong-type",
  KS235: "wrong-type",
  KS236: "unknown-function",
  KS237: "unknown-function",
  KS241: "wrong-type",
  KS242: "wrong-type",
};

const nouns = {
  "unknown-column": "column",
  "unknown-function": "function",
  "unknown-table": "table",
} as const;

interface Found {
  readonly problems: readonly QueryProblem[];
  readonly isAnalyzed: boolean;
}

export interface Scope extends DefectScope {
  readonly tables: readonly string[];
}

export function findProblems(code: KustoCode, scope: Scope): Found {
  const diagnostics = itemsOf(scope.globals, code.GetDiagnostics()).filter(
    ({ Severity }) => Severity === "Error",
  );
  if (diagnostics.some(({ Code }) => refusals.has(Code)))
    return { problems: [], isAnalyzed: false };
  const tables = diagnostics.filter((each) => isUnknownTable(code, each));
  const problems = diagnostics
    .map((each) => problemOf(code, each, scope))
    .filter((problem) => problem !== undefined)
    // The columns that an unknown table adds are not known.
    .filter(
      (problem) =>
        problem.code !== "unknown-column" || !tables.some(({ Start }) => Start < problem.start),
    );
  return { problems: rootCauses(problems), isAnalyzed: true };
}

/**
 * Keeps one problem of each position: an unknown name comes before what follows from it. Nothing else
 * is certain in a query that is not KQL, so only its first syntax error is kept.
 */
function rootCauses(problems: readonly QueryProblem[]): QueryProblem[] {
  const sorted = problems.toSorted((a, b) => a.start - b.start || rank(a) - rank(b));
  const syntax = sorted.find(({ code }) => code === "syntax-error");
  if (syntax !== undefined) return [syntax];
  return sorted.filter(
    (problem, index) =>
      sorted[index - 1]?.start !== problem.start &&
      !sorted.some(
        (other) =>
          rank(other) < rank(problem) && other.start >= problem.start && other.end <= problem.end,
      ),
  );
}

function rank({ code }: QueryProblem): number {
  if (code in nouns) return 0;
  return code === "invalid-query" ? 2 : 1;
}

function problemOf(
  code: KustoCode,
  diagnostic: Diagnostic,
  scope: Scope,
): QueryProblem | undefined {
  const { globals, tables } = scope;
  const { Code: number, Start: start, Length: length } = diagnostic;
  const range = { start, end: start + length };
  const node = nodeOf(code, diagnostic);
  if (node !== undefined && isDefectOfParser(number, node, scope)) return undefined;
  const precise = node === undefined ? undefined : preciseProblem(number, node);
  if (precise !== undefined) return { ...range, ...precise };
  const kind = kindOf(diagnostic);
  if (kind !== "unknown-column" && kind !== "unknown-function" && kind !== "unknown-table") {
    return { ...range, code: kind, message: wording(diagnostic.Message) };
  }
  const name = /'([^]*)'/.exec(diagnostic.Message)?.[1] ?? "";
  const call = node === undefined ? undefined : invokingCall(node);
  // What an unknown function does with its arguments is not known.
  if (call !== undefined && !isKnown(call)) return undefined;
  const left = call === undefined ? undefined : invokedTable(call);
  const columns = left?.ResultType?.Columns ?? code.GetColumnsInScope(start)?.Columns;
  const inScope = itemsOf(globals, columns).map(({ Name }) => Name ?? "");
  if (left !== undefined && kind === "unknown-column") {
    // Defender's functions take the name of a column, which the parser looks for outside of the table.
    if (inScope.includes(name) || left.ResultType?.IsOpen === true) return undefined;
  }
  const known = {
    "unknown-column": () => [...inScope, ...declaredNames(code, start)],
    "unknown-function": () => functionNames(code, start, globals),
    "unknown-table": () => [...tables, ...declaredNames(code, start)],
  }[kind]();
  const suggestion = nearestName(name, known) ?? inScope.find((column) => isOfUnion(column, name));
  const message =
    number === "KS145"
      ? `column "${name}" must exist on both sides of the join`
      : `unknown ${nouns[kind]} "${name}"`;
  return { ...range, code: kind, message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** Whether an unknown table adds columns to a known one: in a union, or in a plugin. */
function isUnknownTable(code: KustoCode, diagnostic: Diagnostic): boolean {
  return kindOf(diagnostic) === "unknown-table" || isLookupTable(nodeOf(code, diagnostic));
}

/** A union names a column `Name_type` if its tables have several types for it. */
function isOfUnion(column: string, name: string): boolean {
  return (
    column.startsWith(`${name}_`) && findKustoType(column.slice(name.length + 1)) !== undefined
  );
}

function kindOf({ Code: number, Message: message }: Diagnostic): QueryProblemCode {
  if (number === "KS142" && message.endsWith("any known table.")) return "unknown-table";
  if (/^KS00\d$|^KS198$/.test(number)) return "syntax-error";
  return codes[number] ?? "invalid-query";
}

/** Microsoft's sentence, in the style of huntgen's messages. */
function wording(message: string): string {
  const text = message.replace(/\.$/, "").replace(/'([^']*)'/g, '"$1"');
  return /^[A-Z][a-z]* /.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

/** The call of an `invoke` of which the node is an argument. */
function invokingCall(node: SyntaxNode): SyntaxNode | undefined {
  const call = ancestorOf(node, "FunctionCallExpression");
  if (call === undefined || !isNode(call.Parent, "InvokeOperator")) return undefined;
  const items = listItems(childOf(childOf(call, "ArgumentList"), "Expressions"));
  return items.includes(node) ? call : undefined;
}

function isKnown(call: SyntaxNode): boolean {
  const symbol = childOf(call, "Name")?.ReferencedSymbol;
  return symbol !== null && symbol !== undefined && nameOf(symbol) !== "ErrorSymbol";
}

/** The table to the left of `invoke`, if it calls one of Defender's functions. */
function invokedTable(call: SyntaxNode): SyntaxNode | undefined {
  if (!invokedFunctions.has(textOf(childOf(call, "Name")))) return undefined;
  const pipe = call.Parent?.Parent;
  return isNode(pipe, "PipeExpression") ? childOf(pipe, "Expression") : undefined;
}

/** The expression with exactly this range: the innermost, since a list can have the range of its item. */
function nodeOf(
  { Syntax }: KustoCode,
  { Start: start, Length: length }: Diagnostic,
): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  Syntax.WalkNodes((node) => {
    const isExpression = node.ResultType !== undefined && node.ResultType !== null;
    if (isExpression && node.TextStart === start && node.End === start + length) found = node;
  });
  return found;
}
