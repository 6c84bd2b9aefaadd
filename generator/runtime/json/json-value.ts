// Defines the type of a value that was read from JSON.

/** A JSON value. An integer past 2^53 may be a bigint. */
export type JsonValue =
  string | number | bigint | boolean | null | JsonValue[] | { [key: string]: JsonValue };
