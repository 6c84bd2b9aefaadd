// Describes the part of Microsoft's parser that huntgen uses. The package declares 34,000 lines of globals,
// which no other module sees.

export interface List<Item> {
  readonly _items?: Item;
}

export interface KustoSymbol {
  readonly Name: string | null;
  readonly IsTabular?: boolean;
  /** Of a function. */
  readonly Signatures?: List<Signature> | null;
}

interface Signature {
  readonly Parameters: List<{ readonly DeclaredTypes: List<TypeSymbol> | null }>;
}

export interface TypeSymbol extends KustoSymbol {
  readonly Columns?: List<ColumnSymbol> | null;
  /** The tables of a group. */
  readonly Members?: List<TypeSymbol> | null;
  readonly IsOpen?: boolean;
}

export interface ColumnSymbol extends KustoSymbol {
  readonly Type: TypeSymbol | null;
  readonly OriginalColumns: List<ColumnSymbol> | null;
  readonly Source: SyntaxNode | null;
}

interface TableSymbol extends TypeSymbol {
  WithIsOpen(isOpen: boolean): TableSymbol;
  WithInheritableProperties(table: TableSymbol): TableSymbol;
  GetColumn(name: string): ColumnSymbol | null;
}

export interface Diagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Start: number;
  readonly Length: number;
  readonly Message: string;
}

interface SyntaxElement {
  readonly Kind: number;
  readonly IsToken: boolean;
  readonly TriviaStart: number;
  readonly TextStart: number;
  readonly End: number;
  readonly Width: number;
  readonly Parent: SyntaxNode | null;
  readonly ChildCount: number;
  GetChild(index: number): SyntaxNode | null;
  /** The name of a child, such as `Expression`. */
  GetName(index: number): string | null;
  toString(): string;
}

/** A node or, with the members of a node absent, a token. */
export interface SyntaxNode extends SyntaxElement {
  readonly ReferencedSymbol?: KustoSymbol | null;
  /** Of an expression. */
  readonly ResultType?: TypeSymbol | null;
  /** Of a name. */
  readonly SimpleName?: string | null;
  GetTokenAt(position: number): SyntaxElement | null;
  WalkNodes(action: (node: SyntaxNode) => void): void;
}

export interface KustoCode {
  readonly Kind: string;
  readonly Syntax: SyntaxNode;
  readonly ResultType: TypeSymbol | null;
  GetDiagnostics(): List<Diagnostic>;
  GetSyntaxDiagnostics(): List<Diagnostic>;
  GetColumnsInScope(position: number): TableSymbol | null;
  GetSymbolsInScope(position: number): List<KustoSymbol>;
}

export interface GlobalState {
  WithDatabase(database: object): GlobalState;
  /** Keeps what is the same for all queries. */
  WithCache(): GlobalState;
}

export interface SemanticInfo {
  readonly ResultType: TypeSymbol | null;
  readonly Diagnostics: object;
}

interface CustomReturnTypeContext {
  readonly RowScope: TableSymbol | null;
  readonly ArgumentTypes: List<TypeSymbol>;
}

type ClassOf<Instance, Args extends readonly unknown[]> = new (...args: Args) => Instance;

export interface NodeBinder {
  readonly RowScopeOrEmpty: TableSymbol | null;
}

export interface KustoGlobals {
  readonly System: {
    readonly Array: {
      getCount(list: List<unknown>): number;
      getItem<Item>(list: List<Item>, index: number): Item;
      init<Item>(items: readonly Item[], type: unknown): List<Item>;
    };
  };
  readonly Kusto: {
    readonly Language: {
      readonly Symbols: {
        readonly TypeFacts: {
          /** Writes the type into `common`. */
          TryGetCommonType(
            first: TypeSymbol | null,
            second: TypeSymbol | null,
            conversions: number,
            common: { v: TypeSymbol | null },
          ): boolean;
        };
        readonly ScalarTypes: Readonly<Record<string, TypeSymbol>> & {
          GetSymbol(name: string): TypeSymbol | null;
        };
        readonly ColumnSymbol: ClassOf<ColumnSymbol, [name: string, type: TypeSymbol]>;
        readonly TableSymbol: {
          readonly Empty: TableSymbol;
          readonly $ctor3: ClassOf<TableSymbol, [columns: List<ColumnSymbol>]>;
          readonly $ctor4: ClassOf<TableSymbol, [name: string, columns: List<ColumnSymbol>]>;
        };
        readonly DatabaseSymbol: {
          readonly $ctor1: ClassOf<
            KustoSymbol,
            [name: string, members: readonly KustoSymbol[], isOpen: boolean]
          >;
        };
        readonly FunctionSymbol: {
          /** With a return type that is computed for each call. */
          readonly $ctor1: ClassOf<
            KustoSymbol,
            [
              name: string,
              returnType: (context: CustomReturnTypeContext) => TypeSymbol,
              tabularity: number,
              parameters: List<unknown>,
            ]
          >;
          /** With its source text. */
          readonly $ctor16: ClassOf<
            KustoSymbol,
            [name: string, parameters: string, body: string, description: string | null]
          >;
        };
        readonly Parameter: {
          readonly ctor: ClassOf<
            object,
            [
              name: string,
              typeKind: number,
              argumentKind: number,
              values: null,
              examples: null,
              isCaseSensitive: boolean,
              defaultValueIndicator: null,
              minOccurring: number,
              maxOccurring: number,
            ]
          >;
        };
        readonly ParameterTypeKind: { readonly Tabular: number; readonly Scalar: number };
        readonly Tabularity: { readonly Tabular: number };
      };
      readonly Binding: {
        readonly Binder: {
          readonly NodeBinder: { readonly prototype: NodeBinderPrototype };
          readonly prototype: BinderPrototype;
        };
        readonly ColumnMap: { readonly prototype: ColumnMapPrototype };
        readonly SemanticInfo: {
          readonly $ctor5: ClassOf<SemanticInfo, [type: TypeSymbol, diagnostics: object]>;
        };
      };
      readonly GlobalState: { readonly Default: GlobalState };
      readonly KustoCode: {
        ParseAndAnalyze(text: string, globals: GlobalState): KustoCode;
      };
    };
  };
}

interface Binder {
  readonly RowScopeOrEmpty: TableSymbol;
}

interface BinderPrototype {
  /** Returns the columns that the condition of `search` sees. */
  GetSearchColumnsTable(this: Binder, node: SyntaxNode): TableSymbol;
  GetFindColumnsTable(this: Binder, node: SyntaxNode): TableSymbol;
}

interface ColumnMap {
  Add(column: ColumnSymbol): void;
}

interface ColumnMapPrototype {
  AddRange(this: ColumnMap, columns: List<ColumnSymbol>): void;
}

interface NodeBinderPrototype {
  VisitEvaluateOperator(this: NodeBinder, node: SyntaxNode): SemanticInfo;
  VisitFindOperator(this: NodeBinder, node: SyntaxNode): SemanticInfo;
  VisitUnionOperator(this: NodeBinder, node: SyntaxNode): SemanticInfo;
  VisitScanOperator(this: NodeBinder, node: SyntaxNode): SemanticInfo;
}
