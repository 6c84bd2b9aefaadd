// A table's name, columns and straight-line check -> its validator, with everything that can be asked
// of a table. Decides which of the two checks reads a row; both give the same answer.

import { type Issue, notARow, unknownColumn, wrongType } from "./issue.ts";
import { buildJsonSchema } from "./json-schema.ts";
import type { Column, JsonSchema } from "./scalar.ts";
import type { StandardProps } from "./standard-schema.ts";
import type { UncheckedRow, Wrong } from "./walk.ts";

/** What a table tells of one of its columns. */
export interface TableColumn {
  readonly name: string;
  /** The Kusto type. */
  readonly type: string;
  /** Position in the table, from 0. */
  readonly ordinal: number;
}

export interface ValidateOptions {
  /** What to make of keys that are no column of the table; they are accepted by default. */
  readonly unknownColumns?: "accept" | "reject";
}

export type ValidateResult<Row> =
  | { readonly ok: true; readonly value: Row }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A hunting table: what it is called, what it holds, and whether a value is a row of it. */
export interface Table<Name extends string, Row> {
  readonly name: Name;
  /** The category of its events in the stream. */
  readonly category: `AdvancedHunting-${Name}`;
  readonly columns: readonly TableColumn[];
  /** The JSON Schema (2020-12) of a row. */
  readonly schema: JsonSchema;
  /** Whether a value is a row of this table. */
  readonly is: (value: unknown) => value is Row;
  /** Says everything that is wrong with a value. */
  readonly validate: (value: unknown, options?: ValidateOptions) => ValidateResult<Row>;
  /** Lists the keys of a value that are no columns of this table. */
  readonly unknownColumns: (value: unknown) => string[];
  readonly "~standard": StandardProps<Row>;
}

/** Finds the wrong columns of a row; generated for every table. */
export type Check = (row: UncheckedRow) => Wrong | undefined;

/** Defines a table. `check` reads the columns by their index in `columns`. */
export function defineTable<Name extends string, Row>(
  name: Name,
  columns: readonly Column[],
  check: Check,
): Table<Name, Row> {
  let described: readonly TableColumn[] | undefined;
  let schema: JsonSchema | undefined;
  let indexes: ReadonlyMap<string, number> | undefined;

  function getIndexes(): ReadonlyMap<string, number> {
    return (indexes ??= new Map(columns.map(([column], index) => [column, index])));
  }

  function getSchema(): JsonSchema {
    return (schema ??= buildJsonSchema(name, columns));
  }

  function is(value: unknown): value is Row {
    return isObject(value) && check(value) === undefined;
  }

  function unknownColumns(value: unknown): string[] {
    return isObject(value) ? Object.keys(value).filter((key) => !getIndexes().has(key)) : [];
  }

  function findIssues(value: unknown, options?: ValidateOptions): readonly Issue[] | undefined {
    if (!isObject(value)) return [notARow(value)];
    let wrong = check(value);
    const reject = options?.unknownColumns === "reject";
    if (wrong === undefined && !reject) return undefined;
    const issues: Issue[] = [];
    for (; wrong !== undefined; wrong = wrong.more) {
      const column = columns[wrong.column];
      if (column !== undefined) issues.unshift(wrongType(column, value[column[0]]));
    }
    if (reject)
      for (const key of unknownColumns(value)) issues.push(unknownColumn(key, value[key]));
    return issues.length === 0 ? undefined : issues;
  }

  function validate(value: unknown, options?: ValidateOptions): ValidateResult<Row> {
    const issues = findIssues(value, options);
    // Nothing is wrong with it, so it is a row.
    return issues === undefined ? { ok: true, value: value as Row } : { ok: false, issues };
  }

  return {
    name,
    category: `AdvancedHunting-${name}`,
    get columns() {
      return (described ??= columns.map(([column, { type }], ordinal) => ({
        name: column,
        type,
        ordinal,
      })));
    },
    get schema() {
      return getSchema();
    },
    is,
    validate,
    unknownColumns,
    "~standard": {
      version: 1,
      vendor: "huntgen",
      validate(value) {
        const result = validate(value);
        return result.ok ? { value: result.value } : { issues: result.issues };
      },
      jsonSchema: { input: convertSchema, output: convertSchema },
    },
  };

  function convertSchema({ target }: { readonly target: string }): Record<string, unknown> {
    if (target === "draft-2020-12") return { ...getSchema() };
    if (target === "draft-07") {
      return { ...getSchema(), $schema: "http://json-schema.org/draft-07/schema#" };
    }
    throw new Error(`no JSON Schema for ${target}, only draft-2020-12 and draft-07`);
  }
}

function isObject(value: unknown): value is UncheckedRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
