// Describes a record of the stream as `JSON.parse` returns it, which is what code without huntgen
// works with.

export interface UntypedRecord {
  [member: string]: unknown;
  category: string;
  properties: UntypedRow;
}

export interface UntypedRow {
  [column: string]: unknown;
}

export function parseRecord(text: string): UntypedRecord {
  const record: unknown = JSON.parse(text);
  if (!isRecord(record)) throw new TypeError(`not a record: ${text}`);
  return record;
}

function isRecord(value: unknown): value is UntypedRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    "category" in value &&
    typeof value.category === "string" &&
    "properties" in value &&
    typeof value.properties === "object" &&
    value.properties !== null
  );
}
