// Finds the small faults that can be planted in a source: one changed operator, condition, value or call.

import { Node, Project, type SourceFile, SyntaxKind } from "ts-morph";

export interface Mutant {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The trimmed line. */
  readonly code: string;
  /** The text that is replaced, and its replacement. */
  readonly from: string;
  readonly to: string;
}

const operators: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "&&": ["||"],
  "||": ["&&"],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
};

const methods: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  min: "max",
  max: "min",
  find: "findLast",
  toSorted: "slice",
  toReversed: "slice",
};

const parser = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });

/** Lists every mutant of a source. */
export function findMutants(file: string, text: string): Mutant[] {
  const source = parser.createSourceFile(`/${file}`, text, { overwrite: true });
  const mutants: Mutant[] = [];
  source.forEachDescendant((node, traversal) => {
    if (Node.isTypeNode(node) || Node.isImportDeclaration(node) || Node.isExportDeclaration(node)) {
      traversal.skip();
      return;
    }
    for (const { at, to } of changesOf(node)) mutants.push(mutantOf(source, file, at, to));
  });
  return mutants;
}

/** Returns the text of a source with a mutant in it. */
export function plant(text: string, { start, end, to }: Mutant): string {
  return `${text.slice(0, start)}${to}${text.slice(end)}`;
}

function mutantOf(source: SourceFile, file: string, at: Node, to: string): Mutant {
  const [start, end] = [at.getStart(), at.getEnd()];
  const { line } = source.getLineAndColumnAtPos(start);
  const code = source.getFullText().split("\n")[line - 1]?.trim() ?? "";
  return { file, line, start, end, code, from: at.getText(), to };
}

interface Change {
  readonly at: Node;
  readonly to: string;
}

function changesOf(node: Node): Change[] {
  if (Node.isBinaryExpression(node)) {
    const operator = node.getOperatorToken();
    return (operators[operator.getText()] ?? []).map((to) => ({ at: operator, to }));
  }
  if (
    Node.isPrefixUnaryExpression(node) &&
    node.getOperatorToken() === SyntaxKind.ExclamationToken
  ) {
    return [{ at: node, to: node.getOperand().getText() }];
  }
  if (Node.isTrueLiteral(node)) return [{ at: node, to: "false" }];
  if (Node.isFalseLiteral(node)) return [{ at: node, to: "true" }];
  if (Node.isNumericLiteral(node)) return [{ at: node, to: `(${node.getText()} + 1)` }];
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) {
    return isName(node) ? [] : [{ at: node, to: node.getLiteralText() === "" ? '"mutant"' : '""' }];
  }
  if (Node.isTemplateExpression(node)) return [{ at: node, to: '""' }];
  if (Node.isConditionalExpression(node)) return always(node.getCondition());
  if (Node.isIfStatement(node)) return always(node.getExpression());
  if (Node.isArrayLiteralExpression(node)) {
    const isPattern = Node.isBinaryExpression(node.getParent());
    return isPattern || node.getElements().length === 0 ? [] : [{ at: node, to: "[]" }];
  }
  if (Node.isExpressionStatement(node) && Node.isCallExpression(node.getExpression())) {
    return [{ at: node, to: ";" }];
  }
  if (Node.isCallExpression(node)) return renamed(node.getExpression());
  return [];
}

function always(condition: Node): Change[] {
  return ["true", "false"].map((to) => ({ at: condition, to }));
}

function renamed(called: Node): Change[] {
  if (!Node.isPropertyAccessExpression(called)) return [];
  const to = Object.hasOwn(methods, called.getName()) ? methods[called.getName()] : undefined;
  return to === undefined ? [] : [{ at: called.getNameNode(), to }];
}

/**
 * Whether a string names a property or a module: with another name the program would not compile.
 */
function isName(node: Node): boolean {
  const parent = node.getParent();
  return (
    (Node.isPropertyAssignment(parent) && parent.getNameNode() === node) ||
    (Node.isCallExpression(parent) && parent.getExpression().getKind() === SyntaxKind.ImportKeyword)
  );
}
