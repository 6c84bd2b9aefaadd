// Reduces results to what every reader must agree on.

import type {
  Batch,
  RejectedRecord,
  UnknownRecord,
} from "../../../generator/runtime/records/triage.ts";
import type { ForwardedBatch, ForwardedRecord } from "./reader.ts";

interface OtherRecords {
  readonly rejected: readonly RejectedRecord[];
  readonly unknown: readonly UnknownRecord[];
  readonly skipped: number;
}

export function plainBatch(batch: Batch<unknown>): object {
  return { events: batch.events, ...plainOthers(batch) };
}

export function plainForwarded(forwarded: ForwardedBatch): object {
  const tables = new Map(
    [...forwarded.tables].map(([name, { ndjson, records }]) => [
      name,
      { ndjson, records: records.map(plainForwardedRecord) },
    ]),
  );
  return { tables, ...plainOthers(forwarded) };
}

function plainForwardedRecord(record: ForwardedRecord): object {
  const { bytes, event } = record;
  const [tenantId, category, properties] = memberNames.map((name) => record.member(name));
  return { bytes, event, tenantId, category, properties };
}

const memberNames = ["tenantId", "category", "properties"] as const;

function plainOthers({ rejected, unknown, skipped }: OtherRecords): object {
  return {
    rejected: rejected.map(plainRejected),
    unknown: unknown.map(({ index, category, record }) => ({ index, category, record })),
    skipped,
  };
}

/** Each reader may describe a text that is not JSON in its own way. */
function plainRejected({ index, category, record, issues }: RejectedRecord): object {
  const comparable = issues.map((issue) =>
    issue.expected === "JSON" ? { ...issue, message: "" } : issue,
  );
  return { index, category, record, issues: comparable };
}
