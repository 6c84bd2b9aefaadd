// Analyzes texts with the parser and returns plain data.

import type { Analysis, QueryColumn, QueryText, Range } from "../query.ts";
import type { Database } from "./build-database.ts";
import { findParameters } from "./find-parameters.ts";
import { findProblems } from "./find-problems.ts";
import { findReads } from "./find-reads.ts";
import { findReferences, originsOf } from "./find-references.ts";
import { itemsOf } from "./lists.ts";
import type { ColumnSymbol, KustoCode, KustoGlobals } from "./parser-api.ts";
import { blankPlaceholders, type Placeholder } from "./placeholders.ts";
import { splitQueries } from "./split-queries.ts";
import { listsColumns } from "./lists-columns.ts";
import { childOf, findNodes, isColumnIfExists, isNode, listItems, textOf } from "./syntax.ts";

/** Returns the queries of a text: one, or several if blank lines separate them. */
export function analyzeText(
  { text, split }: QueryText,
  globals: KustoGlobals,
  database: Database,
): Analysis[] {
  const whole = analyzeQuery(text, { start: 0, end: text.length }, globals, database);
  if (!split || isKql(whole)) return [whole];
  const ranges = splitQueries(text);
  if (ranges.length < 2) return [whole];
  const parts = ranges.map((range) => analyzeQuery(text, range, globals, database));
  return parts.some(isKql) ? parts : [whole];
}

function isKql({ isAnalyzed, problems }: Analysis): boolean {
  return isAnalyzed && !problems.some(({ code }) => code === "syntax-error");
}

function analyzeQuery(
  text: string,
  range: Range,
  globals: KustoGlobals,
  database: Database,
): Analysis {
  const { KustoCode } = globals.Kusto.Language;
  const { text: query, placeholders } = blankPlaceholders(text.slice(range.start, range.end));
  const code = KustoCode.ParseAndAnalyze(query, database.state);
  const found = findProblems(code, { ...database, globals });
  const outside = placeholders.filter((each) => !isInText(code, each));
  const problems = found.problems.filter((problem) => !isOfPlaceholder(problem, outside));
  const hidesSyntax = outside.length > 0 && problems.some((each) => each.code === "syntax-error");
  const isAnalyzed = found.isAnalyzed && !hidesSyntax;
  const hasResult =
    code.Kind === "Query" && code.ResultType !== null && code.ResultType !== undefined;
  const result = itemsOf(globals, code.ResultType?.Columns);
  return moveBy(range.start, {
    range: { start: 0, end: range.end - range.start },
    isAnalyzed,
    hasResult,
    problems: isAnalyzed ? problems : [],
    columns: result.map(toColumn),
    columnOrigins: result.map((column) => originsOf(column, globals, database)),
    open:
      !isAnalyzed ||
      outside.length > 0 ||
      code.ResultType?.Columns === undefined ||
      (code.ResultType.IsOpen === true && !listsColumns(code)) ||
      hasUnsureName(code, globals),
    ...findParameters(code, query),
    ...findReferences(code, globals, database),
    hasPlaceholder: outside.length > 0,
    reads: findReads(code, { globals, database }),
  });
}

function toColumn({ Name, Type }: ColumnSymbol): QueryColumn {
  return { name: Name ?? "", type: Type?.Name || "unknown" };
}

/** Aggregations whose column the parser names otherwise than the documentation. */
const namedOtherwise: ReadonlySet<string> = new Set([
  "covariance",
  "covarianceif",
  "covariancep",
  "covariancepif",
  "percentilesw_array",
  "variancep",
]);

/**
 * Whether a query has a column without a name that Kusto may name otherwise than the parser, for example
 * for `column_ifexists` of a missing column.
 */
function hasUnsureName(code: KustoCode, globals: KustoGlobals): boolean {
  return findNodes(code.Syntax, "FunctionCallExpression").some((call) => {
    // The operator, its list, and the element of the list. A name would be a node between them.
    const operator = call.Parent?.Parent?.Parent;
    if (namedOtherwise.has(textOf(childOf(call, "Name"))))
      return isNode(operator, "SummarizeOperator");
    if (!isColumnIfExists(call)) return false;
    if (!isNode(operator, "ProjectOperator", "ExtendOperator", "SummarizeByClause")) return false;
    const [argument] = listItems(childOf(childOf(call, "ArgumentList"), "Expressions"));
    const name = textOf(argument).replace(/^["']|["']$/g, "");
    const columns = itemsOf(globals, code.GetColumnsInScope(call.TextStart)?.Columns);
    return !columns.some((column) => column.Name === name);
  });
}

/** Whether a position is in a string or a comment, so that the text does not matter. */
function isInText({ Syntax }: KustoCode, { start }: Range): boolean {
  const token = Syntax.GetTokenAt(start);
  return token === null || start < token.TextStart || /^[@hH]*["'`~]/.test(token.toString().trim());
}

function isOfPlaceholder(problem: Range, placeholders: readonly Placeholder[]): boolean {
  return placeholders.some(({ start, end }) => problem.start < end && problem.end > start);
}

function moveBy(by: number, analysis: Analysis): Analysis {
  if (by === 0) return analysis;
  const moved = <Ranged extends Range>(range: Ranged): Ranged => ({
    ...range,
    start: range.start + by,
    end: range.end + by,
  });
  const { declaration } = analysis;
  return {
    ...analysis,
    range: moved(analysis.range),
    problems: analysis.problems.map(moved),
    references: analysis.references.map(moved),
    parameters: analysis.parameters.map((each) =>
      each.value === undefined ? each : { ...each, value: moved(each.value) },
    ),
    ...(declaration === undefined ? {} : { declaration: moved(declaration) }),
  };
}
