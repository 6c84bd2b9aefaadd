// What the index of the generated code gives beside tables and stream.

export type { Envelope, MachineGroupColumn, StreamRecord } from "./envelope.ts";
export type { Issue } from "./issue.ts";
export type { JsonValue } from "./json-value.ts";
export type { JsonSchema } from "./scalar.ts";
export type { Table, TableColumn, ValidateOptions, ValidateResult } from "./table.ts";
