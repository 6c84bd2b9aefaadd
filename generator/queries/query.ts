// Defines what the stages of queries pass to each other: plain data, without objects of the parser.

/** A column of a query's result, or of a table. */
export interface QueryColumn {
  readonly name: string;
  /** The Kusto type, such as `string`; `unknown` if it depends on data. */
  readonly type: string;
}

/** A name in a query, and what it refers to. */
export interface Reference {
  /** Offsets in the text of the query. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly kind: "column" | "table" | "variable" | "function";
  /**
   * The origins of a column: `Table.Column`, or `@` and the offset at which the query defines it. The
   * parts of the other kinds are their name.
   */
  readonly origins: readonly string[];
  readonly type: string;
}

export type QueryProblemCode =
  | "duplicate-column"
  | "invalid-query"
  | "syntax-error"
  | "wrong-type"
  | "unknown-column"
  | "unknown-function"
  | "unknown-table";

/** An error in a query. */
export interface QueryProblem {
  /** Offsets in the text of the query. */
  readonly start: number;
  readonly end: number;
  readonly code: QueryProblemCode;
  readonly message: string;
  /** A known name that is close to the unknown one. */
  readonly suggestion?: string;
}

/** A parameter that `declare query_parameters` or a `let` with `// @param` declares. */
export interface QueryParameter {
  readonly name: string;
  readonly type: string;
  /** The source text of the default value; absent if a value is required. */
  readonly default?: string;
  /** The range of the text that a value replaces: the value of the `let`. Absent after `declare`. */
  readonly value?: Range;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The columns that a query reads of one table. */
export interface TableRead {
  readonly table: string;
  /** Columns that the query or a saved function names, in code unit order. */
  readonly named: readonly string[];
  /** Columns that it reads with `*` or returns with whole rows, in code unit order. */
  readonly unnamed: readonly string[];
}

/** What the parser finds out about one query. */
export interface Analysis {
  /** The range of the query in the analyzed text. All offsets are relative to the analyzed text. */
  readonly range: Range;
  /** False if the parser refuses the query because of its size or depth. */
  readonly isAnalyzed: boolean;
  /** Whether the text is a query; false for a management command or only definitions. */
  readonly hasResult: boolean;
  readonly problems: readonly QueryProblem[];
  readonly columns: readonly QueryColumn[];
  /** The origins of each column of the result, as those of a reference. */
  readonly columnOrigins: readonly (readonly string[])[];
  /** Whether the result may have more columns than those that are known. */
  readonly open: boolean;
  readonly parameters: readonly QueryParameter[];
  /** The range of the `declare query_parameters` statement, if there is one. */
  readonly declaration?: Range;
  readonly references: readonly Reference[];
  /** Whether it depends on columns or tables that it does not name, such as `*`. */
  readonly hasWildcard: boolean;
  /** Whether a placeholder outside of strings and comments hides a part of it. */
  readonly hasPlaceholder: boolean;
  /** The tables that it reads, with those of saved functions, in code unit order. */
  readonly reads: readonly TableRead[];
}

/** The tables that queries are bound to. */
export interface QuerySchema {
  readonly tables: readonly QueryTable[];
  /** Functions that the tenant has saved. */
  readonly functions: readonly SavedFunction[];
  /** Whether every table also has the columns that a Log Analytics workspace adds. */
  readonly workspace: boolean;
}

export interface QueryTable {
  readonly name: string;
  readonly columns: readonly QueryColumn[];
}

export interface SavedFunction {
  readonly name: string;
  /** With its parentheses, such as `(days: long)`. */
  readonly parameters: string;
  /** With its braces. */
  readonly body: string;
}

/** A text to analyze. */
export interface QueryText {
  readonly text: string;
  /** Whether blank lines may separate several queries. */
  readonly split: boolean;
}
