// Defines a table from its name, its columns and its straight-line check. Of the two checks, it chooses the
// one that is faster for a row; both return the same result.

import { type Issue, notARow, unknownColumn, wrongType } from "./issue.ts";
import { buildJsonSchema } from "./json-schema.ts";
import type { Column, JsonSchema } from "./scalar.ts";
import { watchShapes } from "./shapes.ts";
import type { StandardProps } from "./standard-schema.ts";
import { arrange, isPlain, type Layout, type UncheckedRow, walk } from "./walk.ts";

/** A column of a table. */
export interface TableColumn {
  readonly name: string;
  /** The Kusto type, such as `long`. */
  readonly type: string;
  /** Position in the table, from 0. */
  readonly ordinal: number;
}

/** Options for checking rows. */
export interface ValidateOptions {
  /** Whether rows with unknown columns are accepted or rejected; `accept` by default. */
  readonly unknownColumns?: "accept" | "reject";
}

/** A row, or all issues of a value that is not a row. */
export type ValidateResult<Row> =
  | { readonly ok: true; readonly value: Row }
  | { readonly ok: false; readonly issues: readonly Issue[] };

/** A hunting table: its name, its columns, and the checks of its rows. */
export interface Table<Name extends string, Row> {
  /** The name, such as `DeviceInfo`. */
  readonly name: Name;
  /** The category of its events in the stream. */
  readonly category: `AdvancedHunting-${Name}`;
  /** The columns, sorted by ordinal. */
  readonly columns: readonly TableColumn[];
  /** The JSON Schema (2020-12) of a row. */
  readonly schema: JsonSchema;
  /** Whether a value is a row of this table; narrows its type. Unknown columns are accepted. */
  readonly is: (value: unknown) => value is Row;
  /** Returns the value as a row, or all its issues. */
  readonly validate: (value: unknown, options?: ValidateOptions) => ValidateResult<Row>;
  /** Lists the keys of a row that are not columns of this table; empty if the value is not an object. */
  readonly unknownColumns: (value: unknown) => string[];
  /** Converts parsed JSON values to what the columns hold, for example a bigint to text. Changes the row. */
  readonly fromJson: (row: { [column: string]: unknown }) => void;
  /** The JSON Schema of a row as the stream writes it, before `fromJson`; `target` as in `~standard`. */
  readonly wireSchema: (target: string) => JsonSchema;
  /** Standard Schema v1 and Standard JSON Schema v1. */
  readonly "~standard": StandardProps<Row>;
}

/** Returns the index of the first wrong column after index `after`, or -1. Generated for every table. */
export type Check = (row: UncheckedRow, after: number) => number;

/** Defines a table. `check` refers to columns by their index in `columns`. */
export function defineTable<Name extends string, Row>(
  name: Name,
  columns: readonly Column[],
  check: Check,
): Table<Name, Row> {
  const shapesVary = watchShapes();
  let described: readonly TableColumn[] | undefined;
  let schema: JsonSchema | undefined;
  let converted: readonly Column[] | undefined;
  let layout: Layout | undefined;

  function getLayout(): Layout {
    return (layout ??= arrange(columns));
  }

  /** Both checks return the same result; which one is faster depends on the rows before. */
  function isWalked(row: UncheckedRow): boolean {
    return shapesVary(row) && isPlain(row);
  }

  function is(value: unknown): value is Row {
    if (!isObject(value)) return false;
    return isWalked(value) ? walk(value, getLayout()) === undefined : check(value, -1) < 0;
  }

  /** Finds all wrong columns, in the order of the table. */
  function findWrong(row: UncheckedRow): readonly number[] | undefined {
    if (isWalked(row)) {
      const wrong = walk(row, getLayout());
      wrong?.sort((a, b) => a - b);
      return wrong;
    }
    let index = check(row, -1);
    if (index < 0) return undefined;
    const wrong: number[] = [];
    // The check stops at a wrong column, so it is called again for the columns after it.
    for (; index >= 0; index = check(row, index)) wrong.push(index);
    return wrong;
  }

  function findIssues(row: UncheckedRow, wrong: readonly number[]): Issue[] {
    const issues: Issue[] = [];
    for (const index of wrong) {
      const column = columns[index];
      if (column !== undefined) issues.push(wrongType(column, row[column[0]]));
    }
    return issues;
  }

  function fromJson(row: { [column: string]: unknown }): void {
    converted ??= columns.filter(([, { fromJson: convert }]) => convert !== undefined);
    for (const [column, { fromJson: convert }] of converted) {
      if (convert !== undefined && Object.hasOwn(row, column)) row[column] = convert(row[column]);
    }
  }

  function unknownColumns(value: unknown): string[] {
    if (!isObject(value)) return [];
    const { ordinals } = getLayout();
    return Object.keys(value).filter((key) => ordinals[key] === undefined);
  }

  function validate(value: unknown, options?: ValidateOptions): ValidateResult<Row> {
    if (!isObject(value)) return { ok: false, issues: [notARow(value)] };
    const wrong = findWrong(value);
    const reject = options?.unknownColumns === "reject";
    if (wrong !== undefined || reject) {
      const issues = findIssues(value, wrong ?? []);
      if (reject) {
        for (const key of unknownColumns(value)) issues.push(unknownColumn(key, value[key]));
      }
      if (issues.length > 0) return { ok: false, issues };
    }
    // The cast holds: the value has no issues, so it is a row.
    return { ok: true, value: value as Row };
  }

  function convertSchema({ target }: { readonly target: string }): Record<string, unknown> {
    return buildJsonSchema(name, columns, target);
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
      return (schema ??= buildJsonSchema(name, columns));
    },
    is,
    validate,
    unknownColumns,
    fromJson,
    wireSchema: (target) => buildJsonSchema(name, columns, target, true),
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
}

/** Whether a value is an object but not an array, as rows and records are. */
export function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
