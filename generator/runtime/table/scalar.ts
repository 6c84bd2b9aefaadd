// Defines the type of a Kusto scalar at run time. The scalars themselves are generated as one exported
// constant each, so that a bundle contains only the scalars that its tables use.

/** A JSON Schema as a plain object. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The API that returned a response. Each writes some values in its own way. */
export type AnswerChannel = "graph" | "defender" | "logAnalytics" | "adx";

/** A Kusto scalar type, in the variant that a column has. */
export interface Scalar {
  /** The Kusto name, such as `long`. */
  readonly type: string;
  /** What a value must be, for messages, such as `an integer of 64 bits`. */
  readonly expected: string;
  /** Whether a value has this type; not called for null and undefined. */
  readonly accepts: (value: unknown) => boolean;
  /** Decodes a value of a query response to the JSON of the stream, if they differ. */
  readonly decode?: (value: unknown, channel: AnswerChannel, annotation: unknown) => unknown;
  /** Converts a value from JSON text to what a column holds, if that differs. */
  readonly fromJson?: (value: unknown) => unknown;
  /** The JSON Schema of a column of this type. */
  readonly schema: JsonSchema;
  /** The JSON Schema of the value in JSON text, before `fromJson`, if that differs. */
  readonly wireSchema?: JsonSchema;
}

/** A column: its name and its type. */
export type Column = readonly [name: string, scalar: Scalar];
