// Finds the parameters of a query: those of `declare query_parameters`, and each `let` that has `// @param`
// at the end of its line.

import type { QueryParameter, Range } from "../query.ts";
import type { KustoCode, SyntaxNode } from "./parser-api.ts";
import { childOf, findNodes, listItems, textOf } from "./syntax.ts";

export interface Parameters {
  readonly parameters: readonly QueryParameter[];
  readonly declaration?: Range;
}

export function findParameters(code: KustoCode, text: string): Parameters {
  const [declared] = findNodes(code.Syntax, "QueryParametersStatement");
  const parameters = [
    ...listItems(declared && childOf(declared, "Parameters")).map(declaredParameter),
    ...findNodes(code.Syntax, "LetStatement").flatMap((each) => letParameter(each, text)),
  ];
  if (declared === undefined) return { parameters };
  return { parameters, declaration: { start: declared.TextStart, end: declared.End } };
}

function declaredParameter(node: SyntaxNode): QueryParameter {
  const nameAndType = childOf(node, "NameAndType");
  const value = childOf(childOf(node, "DefaultValue"), "Value");
  return {
    name: (nameAndType && childOf(nameAndType, "Name"))?.SimpleName ?? "",
    type: typeName(textOf(nameAndType && childOf(nameAndType, "Type"))),
    ...(value === undefined ? {} : { default: textOf(value) }),
  };
}

function letParameter(node: SyntaxNode, text: string): QueryParameter[] {
  if (!/^[ \t]*;?[ \t]*\/\/[ \t]*@param\b/.test(text.slice(node.End))) return [];
  const value = childOf(node, "Expression");
  const name = childOf(node, "Name")?.SimpleName;
  if (value === undefined || name === undefined || name === null) return [];
  return [
    {
      name,
      type: typeName(value.ResultType?.Name ?? ""),
      default: textOf(value),
      value: { start: value.TextStart, end: value.End },
    },
  ];
}

const aliases: Readonly<Record<string, string>> = {
  boolean: "bool",
  date: "datetime",
  double: "real",
  float: "real",
  int32: "int",
  int64: "long",
  time: "timespan",
  uniqueid: "guid",
  uuid: "guid",
};

function typeName(written: string): string {
  return aliases[written] ?? written;
}
