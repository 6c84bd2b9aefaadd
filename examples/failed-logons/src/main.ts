// Prints failed logons as Defender streams them to Event Hubs. Start one process per partition: the
// processes share the partitions. SIGTERM and SIGINT finish the current message.

import { EventHubConsumerClient } from "@azure/event-hubs";
import { BlobCheckpointStore } from "@azure/eventhubs-checkpointstore-blob";
import { ContainerClient } from "@azure/storage-blob";
import type { HuntingEventOf } from "@huntgen/defender";
import { subscribe } from "@huntgen/defender/event-hubs";

const checkpoints = new ContainerClient(
  env("STORAGE_CONNECTION_STRING"),
  env("CHECKPOINT_CONTAINER", "checkpoints"),
);
await checkpoints.createIfNotExists();
const client = new EventHubConsumerClient(
  env("CONSUMER_GROUP", "$Default"),
  env("EVENT_HUB_CONNECTION_STRING"),
  env("EVENT_HUB"),
  new BlobCheckpointStore(checkpoints),
);

function print({
  properties: row,
}: HuntingEventOf<"DeviceLogonEvents" | "IdentityLogonEvents">): void {
  if (row.ActionType !== "LogonFailed") return;
  const account = `${row.AccountDomain ?? "?"}\\${row.AccountName ?? "?"}`;
  const parts = [row.Timestamp, account, row.DeviceName, row.LogonType, row.FailureReason];
  // Names are untrusted text, and must not control the terminal.
  console.log(parts.map((part) => part?.replace(/\p{C}/gu, "\uFFFD") ?? "-").join(" "));
}

const subscription = subscribe(client, {
  tables: ["DeviceLogonEvents", "IdentityLogonEvents"],
  handlers: { DeviceLogonEvents: print, IdentityLogonEvents: print },
  // A real reader stores dead letters; they contain people's data, so they do not belong in a log.
  deadLetter: (letter, { message }) =>
    console.error(`message ${message.sequenceNumber}: no event (${letter.kind})`),
  error: (error) => console.error(error.message),
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, async () => {
    await subscription.close();
    await client.close();
  });
}

function env(name: string, otherwise?: string): string {
  const value = process.env[name] ?? otherwise;
  if (value === undefined) throw new Error(`set ${name}`);
  return value;
}
