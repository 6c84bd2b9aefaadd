// The form of what is known of a Kusto scalar at run time. The scalars themselves are generated, one
// exported constant each, so that a bundle holds only those that its tables use.

/** A JSON Schema, as plain data. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** A Kusto scalar type, as one column or another has it. */
export interface Scalar {
  /** The Kusto name, such as `long`. */
  readonly type: string;
  /** What a value must be, in words, such as `an integer of 64 bits`. */
  readonly expected: string;
  /** Whether a value that is neither null nor undefined is of this type. */
  readonly accepts: (value: unknown) => boolean;
  /** What a column holds for a value that was read from JSON text, where that is another. */
  readonly fromJson?: (value: unknown) => unknown;
  /** The JSON Schema of a column of this type. */
  readonly schema: JsonSchema;
  /** The same as it stands in JSON text, before `fromJson`, where that is another. */
  readonly wireSchema?: JsonSchema;
}

/** A column's name and type. */
export type Column = readonly [name: string, scalar: Scalar];
