// Exports the names that the generated index adds to the tables and the stream.

export type { DeliveredBody } from "./deliver/deliver-bodies.ts";
export { type DeadLetter, DeliveryError } from "./deliver/options.ts";
export type { ChosenEvent, ColumnsOf, PickedEvent } from "./records/choice.ts";
export {
  createDriftCollector,
  type DriftCollector,
  type DriftReport,
  type TableDrift,
  type UnknownColumnDrift,
} from "./records/drift.ts";
export type { Envelope, MachineGroupColumn, StreamRecord } from "./records/envelope.ts";
export { eventKey } from "./records/event-key.ts";
export {
  type ForwardBatch,
  type ForwardedRecord,
  type ForwardedTable,
  recordKey,
} from "./stream/forwarded.ts";
export type { Issue } from "./table/issue.ts";
export { type JsonColumnResult, parseJsonColumn } from "./json/parse-json-column.ts";
export type { JsonValue } from "./json/json-value.ts";
export type { LineSource } from "./stream/line-source.ts";
export type { LineOptions } from "./stream/read-lines.ts";
export type { MessageBody } from "./stream/read-message.ts";
export { MessageError } from "./stream/message-error.ts";
export { createMessageSchema, type MessageSchema } from "./stream/message-schema.ts";
export { createReader, type EventOf, type Reader } from "./stream/reader.ts";
export type { JsonSchema } from "./table/scalar.ts";
export { type Timestamp, timestampOf } from "./records/timestamp.ts";
export { stringify } from "./json/stringify.ts";
export type { Table, TableColumn, ValidateOptions, ValidateResult } from "./table/table.ts";
export type { Batch, RejectedRecord, TriageOptions, UnknownRecord } from "./records/triage.ts";
