// The type of a value that was read from JSON. Knows nothing of tables.

/** A JSON value; a 64-bit integer past 2^53 may have been read as a bigint. */
export type JsonValue =
  string | number | bigint | boolean | null | JsonValue[] | { [key: string]: JsonValue };
