// Defines a saved query: its text with parameters as literals, and its rows with their types.

import { type Answer, type AnswerColumn, decodeAnswer } from "../answer.ts";
import { defineColumnTable } from "../table/column-table.ts";
import type { Scalar } from "../table/scalar.ts";
import { isObject } from "../table/walk.ts";
import { type ParameterType, writeLiteral } from "./literal.ts";

/** What runs queries. The client of `@huntgen/defender/query` does. */
export interface QueryRunner<Options extends readonly unknown[]> {
  run(query: string, ...options: Options): Promise<string | Uint8Array>;
}

/** A saved query. `Parameters` are the arguments of `text`: one object, or nothing. */
export interface SavedQuery<Row, Parameters extends readonly unknown[]> {
  /** The name of its file. */
  readonly name: string;
  /** The columns of its result, as they were inferred when this module was generated. */
  readonly columns: readonly AnswerColumn[];
  /**
   * Returns the KQL with the parameters as typed literals. Throws a `TypeError` if a parameter has another
   * type or is missing.
   */
  readonly text: (...parameters: Parameters) => string;
  /** Reads an answer to the query. `drift` lists how its columns differ from the generated ones. */
  readonly decode: (answer: string | Uint8Array) => Answer<Row>;
  /** Runs the query and reads the answer. */
  readonly run: (client: QueryRunner<[]>, ...parameters: Parameters) => Promise<Answer<Row>>;
}

export interface QueryParameter {
  readonly name: string;
  readonly type: ParameterType;
  /** The KQL of the default value; absent if a value is required. */
  readonly default?: string;
}

export interface QueryDefinition {
  readonly name: string;
  /** The text, with the index of a parameter at each position of its value. */
  readonly parts: readonly (string | number)[];
  readonly parameters: readonly QueryParameter[];
  /** Each column with its scalar, or `undefined` if its type depends on data. */
  readonly columns: readonly (readonly [name: string, scalar: Scalar | undefined])[];
}

export function defineQuery<Row, Parameters extends readonly unknown[]>(
  definition: QueryDefinition,
): SavedQuery<Row, Parameters> {
  const columns = definition.columns.map(([name, scalar]) => ({
    name,
    type: scalar?.type ?? "unknown",
  }));
  const text = (...[values]: Parameters): string => writeQuery(definition, values);
  const decode = (answer: string | Uint8Array): Answer<Row> => readRows(definition, answer);
  return {
    name: definition.name,
    columns,
    text,
    decode,
    run: async (client, ...parameters) => decode(await client.run(text(...parameters))),
  };
}

function writeQuery({ name, parts, parameters }: QueryDefinition, values: unknown): string {
  const given = isObject(values) ? values : {};
  for (const key of Object.keys(given)) {
    if (!parameters.some((parameter) => parameter.name === key)) {
      throw new TypeError(`query ${name} has no parameter ${JSON.stringify(key)}`);
    }
  }
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      const parameter = parameters[part];
      if (parameter === undefined) return "";
      const value = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
      if (value === undefined && parameter.default !== undefined) return parameter.default;
      return writeLiteral(parameter.type, parameter.name, value);
    })
    .join("");
}

function readRows<Row>({ columns }: QueryDefinition, answer: string | Uint8Array): Answer<Row> {
  const known = columns.flatMap(([name, scalar]) =>
    scalar === undefined ? [] : [[name, scalar] as const],
  );
  const open = new Set(columns.flatMap(([name, scalar]) => (scalar === undefined ? [name] : [])));
  const { rows, drift, ...rest } = decodeAnswer(answer, defineColumnTable("", known));
  return {
    ...rest,
    rows: rows.map((row) => complete<Row>(row, columns)),
    drift: { ...drift, added: drift.added.filter(({ name }) => !open.has(name)) },
  };
}

/** Kusto has no null of type string, and some APIs leave out nulls of other types. */
function complete<Row>(row: unknown, columns: QueryDefinition["columns"]): Row {
  const values: { [column: string]: unknown } = isObject(row) ? row : {};
  for (const [name, scalar] of columns) {
    if (!Object.hasOwn(values, name) || values[name] === null || values[name] === undefined) {
      const value = scalar?.type === "string" ? "" : null;
      Object.defineProperty(values, name, {
        value,
        configurable: true,
        enumerable: true,
        writable: true,
      });
    }
  }
  // The scalars of the columns are those that the type was generated from.
  return values as Row;
}
