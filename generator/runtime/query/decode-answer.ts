// Decodes the rows of a response, checks them, and finds how the response differs from a table.

import { invalidText, type Issue } from "../table/issue.ts";
import { defineColumnTable } from "../table/column-table.ts";
import type { Column, Scalar } from "../table/scalar.ts";
import type { Table, ValidateResult } from "../table/table.ts";
import { isObject } from "../table/walk.ts";
import { createNaming } from "./row-naming.ts";
import { readAnswer } from "./read-answer.ts";

/** A column of a response. */
export interface AnswerColumn {
  readonly name: string;
  /** The Kusto type, such as `long`; the type as the response names it if huntgen does not know it. */
  readonly type: string;
}

/** A row of a response whose values do not have the types of its columns. */
export interface RejectedRow {
  /** Its position in the response, from 0. */
  readonly index: number;
  /** The row as the response has it. */
  readonly row: unknown;
  readonly issues: readonly Issue[];
}

/** How a response differs from a table. Without a table, only `undeclared` can have entries. */
export interface AnswerDrift {
  /** Columns of the table that the response does not have, for example because the query leaves them out. */
  readonly missing: readonly AnswerColumn[];
  /** Columns of the response that the table does not have. Rows keep them. */
  readonly added: readonly AnswerColumn[];
  /** Columns that have another type in the table. Their values are read as the table's type. */
  readonly retyped: readonly (AnswerColumn & { readonly tableType: string })[];
  /** Keys of rows that the response does not declare as columns. Rows keep them. */
  readonly undeclared: readonly string[];
}

/** The rows of a response. Every row is in `rows` or in `rejected`. */
export interface Answer<Row> {
  readonly rows: Row[];
  readonly rejected: RejectedRow[];
  /** The columns as the response declares them. */
  readonly columns: readonly AnswerColumn[];
  readonly drift: AnswerDrift;
}

/** The scalars by all names of Kusto and .NET, in lower case. */
type Scalars = Readonly<Record<string, Scalar>>;

interface AnyRow {
  [column: string]: unknown;
}

/** Decodes a response as rows of a table, or as its declared columns if there is no table. */
export function decodeRows<Row>(
  text: string | Uint8Array,
  table: Table<string, Row> | undefined,
  scalars: Scalars,
): Answer<Row | AnyRow> {
  const { channel, columns: declared, rows: found } = readAnswer(text);
  const columns = declared.map(({ name, type }): AnswerColumn => ({
    name,
    type: scalarOf(type, scalars)?.type ?? type,
  }));
  const drift = compare(columns, table);
  const added = new Set((table === undefined ? columns : drift.added).map(({ name }) => name));
  const ofAnswer = defineColumnTable(
    "",
    declared.flatMap(({ name, type }): Column[] => {
      const scalar = scalarOf(type, scalars) ?? scalars["dynamic"];
      return added.has(name) && scalar !== undefined ? [[name, scalar]] : [];
    }),
  );
  const naming = createNaming(columns);
  const rows: (Row | AnyRow)[] = [];
  const rejected: RejectedRow[] = [];
  for (const [index, row] of found.entries()) {
    const result = decodeOrReject(row);
    if (result.ok === false) rejected.push({ index, row, issues: result.issues });
    else rows.push(result.value);
  }
  return { rows, rejected, columns, drift: { ...drift, undeclared: [...naming.undeclared] } };

  /** Rejects a row on which the stack overflows, since it must not hide all other rows. */
  function decodeOrReject(row: unknown): ValidateResult<Row | AnyRow> {
    try {
      return decodeRow(row);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return { ok: false, issues: [invalidText("a value is nested too deeply or too long")] };
    }
  }

  function decodeRow(row: unknown): ValidateResult<Row | AnyRow> {
    const named = naming.nameRow(row);
    if (typeof named === "string") return { ok: false, issues: [invalidText(named)] };
    const others = ofAnswer.decode(named, channel);
    if (table === undefined || !others.ok) return asRow(others);
    const result = table.decode(named, channel);
    if (!result.ok) return result;
    const { value } = result;
    if (isObject(others.value)) {
      for (const name of added) {
        const member = Object.getOwnPropertyDescriptor(others.value, name);
        if (member !== undefined) Object.defineProperty(value, name, member);
      }
    }
    return result;
  }
}

/** The cast holds: `decode` returns objects, or issues. */
function asRow(result: ValidateResult<unknown>): ValidateResult<AnyRow> {
  return result as ValidateResult<AnyRow>;
}

function scalarOf(type: string, scalars: Scalars): Scalar | undefined {
  const name = type.trim().toLowerCase();
  return Object.hasOwn(scalars, name) ? scalars[name] : undefined;
}

function compare(
  columns: readonly AnswerColumn[],
  table: Pick<Table<string, unknown>, "columns"> | undefined,
): Omit<AnswerDrift, "undeclared"> {
  if (table === undefined) return { missing: [], added: [], retyped: [] };
  const types = new Map(table.columns.map(({ name, type }) => [name, type]));
  const answered = new Set(columns.map(({ name }) => name));
  return {
    missing: table.columns.flatMap(({ name, type }) => (answered.has(name) ? [] : { name, type })),
    added: columns.filter(({ name }) => !types.has(name)),
    retyped: columns.flatMap((column) => {
      const tableType = types.get(column.name);
      return tableType === undefined || tableType === column.type ? [] : { ...column, tableType };
    }),
  };
}
