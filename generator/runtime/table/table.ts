// Defines a table from its name, its columns and its straight-line check. Of the two checks, it chooses the
// one that is faster for a row; both return the same result.

import { decodeRow } from "./decode-row.ts";
import { type Issue, notARow, unknownColumn, wrongType } from "./issue.ts";
import { buildJsonSchema } from "./json-schema.ts";
import type { AnswerChannel, Column, JsonSchema } from "./scalar.ts";
import { watchShapes } from "./shapes.ts";
import type { StandardProps } from "./standard-schema.ts";
import { arrange, isObject, isPlain, type Layout, type UncheckedRow, walk } from "./walk.ts";

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
  /**
   * Decodes a row of a query response to a row of the stream, and checks it. `channel` is the API that returned
   * it, `graph` by default. Parse the response with `decodeAnswer`, which keeps all digits.
   */
  readonly decode: (row: unknown, channel?: AnswerChannel) => ValidateResult<Row>;
  /** Lists the keys of a row that are not columns of this table; empty if the value is not an object. */
  readonly unknownColumns: (value: unknown) => string[];
  /** Converts parsed JSON values to what the columns hold, for example a bigint to text. Changes the row. */
  readonly fromJson: (row: { [column: string]: unknown }) => void;
  /** The JSON Schema of a row as the stream writes it, before `fromJson`; `target` as in `~standard`. */
  readonly wireSchema: (target: string) => JsonSchema;
  /** Standard Schema v1 and Standard JSON Schema v1. */
  readonly "~standard": StandardProps<Row>;
}

/** Calls `found` with the index of each wrong column, in the order of the table. Generated for every table. */
export type Check = (row: UncheckedRow, found: (ordinal: number) => void) => void;

/** Defines a table. `check` refers to columns by their index in `columns`. */
export function defineTable<Name extends string, Row>(
  name: Name,
  columns: readonly Column[],
  check: Check,
): Table<Name, Row> {
  const shapesVary = watchShapes();
  let described: readonly TableColumn[] | undefined;
  let schema: JsonSchema | undefined;
  let converted: [column: string, convert: (value: unknown) => unknown][] | undefined;
  let layout: Layout | undefined;

  function getLayout(): Layout {
    return (layout ??= arrange(columns));
  }

  function is(value: unknown): value is Row {
    return isObject(value) && findWrong(value) === undefined;
  }

  /** Finds all wrong columns, in any order. */
  function findWrong(row: UncheckedRow): readonly number[] | undefined {
    // Both checks find the same columns; which one is faster depends on the rows before.
    if (shapesVary(row) && isPlain(row)) return walk(row, getLayout());
    let wrong: number[] | undefined;
    check(row, (ordinal) => {
      (wrong ??= []).push(ordinal);
    });
    return wrong;
  }

  function fromJson(row: { [column: string]: unknown }): void {
    converted ??= columns.flatMap(([column, { fromJson: convert }]) =>
      convert === undefined ? [] : [[column, convert]],
    );
    for (const [column, convert] of converted) {
      if (Object.hasOwn(row, column)) row[column] = convert(row[column]);
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
    let issues =
      wrong &&
      columns
        .filter((_, ordinal) => wrong.includes(ordinal))
        .map((column) => wrongType(column, value));
    if (options?.unknownColumns === "reject") {
      const unknown = unknownColumns(value).map((key) => unknownColumn(key, value[key]));
      if (unknown.length > 0) issues = (issues ?? []).concat(unknown);
    }
    // The cast holds: a value without issues is a row.
    return issues ? { ok: false, issues } : { ok: true, value: value as Row };
  }

  function decode(row: unknown, channel: AnswerChannel = "graph"): ValidateResult<Row> {
    if (!isObject(row)) return validate(row);
    const decoded = decodeRow(row, columns, getLayout().ordinals, channel);
    fromJson(decoded);
    return validate(decoded);
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
    decode,
    unknownColumns,
    fromJson,
    wireSchema: (target) => buildJsonSchema(name, columns, target, true),
    "~standard": {
      version: 1,
      vendor: "huntgen",
      validate(value) {
        const result = validate(value);
        return result.ok === false ? { issues: result.issues } : { value: result.value };
      },
      jsonSchema: { input: convertSchema, output: convertSchema },
    },
  };
}
