// Exports what the index of the generated code has next to tables and stream.

export type { ChosenEvent, ColumnsOf, PickedEvent } from "./choice.ts";
export {
  createDriftCollector,
  type DriftCollector,
  type DriftReport,
  type TableDrift,
  type UnknownColumnDrift,
} from "./drift.ts";
export type { Envelope, MachineGroupColumn, StreamRecord } from "./envelope.ts";
export { eventKey } from "./event-key.ts";
export {
  type ForwardBatch,
  type ForwardedRecord,
  type ForwardedTable,
  recordKey,
} from "./forwarded.ts";
export type { Issue } from "./issue.ts";
export { type JsonColumnResult, parseJsonColumn } from "./json-column.ts";
export type { JsonValue } from "./json-value.ts";
export type { LineSource } from "./line-source.ts";
export type { LineOptions } from "./lines.ts";
export type { MessageBody } from "./message.ts";
export { MessageError } from "./message-error.ts";
export { createMessageSchema, type MessageSchema } from "./message-schema.ts";
export { createReader, type EventOf, type Reader } from "./reader.ts";
export type { JsonSchema } from "./scalar.ts";
export { stringify } from "./stringify.ts";
export type { Table, TableColumn, ValidateOptions, ValidateResult } from "./table.ts";
export type { Batch, RejectedRecord, TriageOptions, UnknownRecord } from "./triage.ts";
