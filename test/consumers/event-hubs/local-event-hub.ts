// Runs an event hub on loopback that speaks AMQP as the service does, as far as its SDK needs it:
// tokens, properties of the hub and its partitions, producers, consumers with a start filter and an
// owner level. Run it as `node dist/local-event-hub.js '{"hub":"name","partitions":2}'` with an IPC
// channel: it sends `{ port, uncutPort }`, responds to `{ ask: "counts" }`, and obeys
// `{ cutAfter: bytes }`.

import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import rhea, { type Connection, type EventContext, type Sender } from "rhea";
import { createCuttingProxy } from "./cutting-proxy.js";
import { append, findStart, type PartitionLog } from "./partition-log.js";

interface Consumer {
  readonly sender: Sender;
  readonly log: PartitionLog;
  readonly group: string;
  readonly ownerLevel: number | undefined;
  /** Index of the next message for this consumer. */
  next: number;
  /** How many messages were sent to it. */
  sent: number;
}

interface Counted {
  readonly credit: number;
  readonly delivery_count: number;
}

const { hub, partitions } = JSON.parse(process.argv[2] ?? "{}");
const sizeLimit = 1024 * 1024;
const created = new Date();
const logs: readonly PartitionLog[] = Array.from({ length: partitions }, (_, index) => ({
  id: String(index),
  messages: [],
}));
const consumers = new Set<Consumer>();
let [delivered, connections, largestCredit, turn] = [0, 0, 0, 0];

const container = rhea.create_container({ id: "local-event-hub", autoaccept: false });
const { sasl_server_mechanisms: mechanisms } = container as unknown as {
  sasl_server_mechanisms: { enable_anonymous(): void };
};
mechanisms.enable_anonymous();

container.on("connection_open", () => (connections += 1));
// The tests cut connections on purpose; any other error is a bug in this file.
container.on("disconnected", ({ connection }: EventContext) => {
  for (const each of consumers) if (each.sender.connection === connection) consumers.delete(each);
});
container.on("error", (error: unknown) => console.error(error));

container.on("sender_open", ({ sender }: EventContext) => {
  if (sender === undefined) return;
  // The senders for the responses to requests, by the name of the link.
  if (sender.source.address?.startsWith("$")) return;
  const consumer = openConsumer(sender);
  if (consumer === undefined) return;
  for (const other of consumers) steal(other, consumer);
  consumers.add(consumer);
  sender.on("sender_close", () => consumers.delete(consumer));
  sender.on("sendable", () => feed(consumer));
  feed(consumer);
});

container.on("message", ({ message, receiver, delivery, connection }: EventContext) => {
  const address = receiver?.target.address ?? "";
  if (message === undefined || delivery === undefined) return;
  delivery.accept();
  if (address === "$cbs" || address === "$management") answer(connection, address, message);
  else publish(address, message);
});

const server = container.listen({
  port: 0,
  host: "127.0.0.1",
  max_frame_size: 65536,
  receiver_options: { autoaccept: false, max_message_size: sizeLimit },
});
await once(server, "listening");
const proxy = createCuttingProxy(portOf(server));
await once(proxy.server, "listening");

process.on(
  "message",
  ({ ask, cutAfter }: { readonly ask?: string; readonly cutAfter?: number }) => {
    if (cutAfter !== undefined) proxy.cutAfter(cutAfter);
    if (ask === "counts") {
      process.send?.({ counts: { delivered, connections, largestCredit, stored: countStored() } });
    }
  },
);
process.on("disconnect", () => process.exit());
process.send?.({ port: portOf(proxy.server), uncutPort: portOf(server) });

function portOf(listening: Server): number {
  return (listening.address() as AddressInfo).port;
}

function openConsumer(sender: Sender): Consumer | undefined {
  const address = sender.source.address ?? "";
  const [, name, group = "", id] =
    /^([^/]+)\/ConsumerGroups\/([^/]+)\/Partitions\/([^/]+)$/i.exec(address) ?? [];
  const log = logs.find((each) => each.id === id);
  if (log === undefined || name !== hub) {
    sender.close({ condition: "amqp:not-found", description: `no partition at ${address}` });
    return undefined;
  }
  const filters: Readonly<Record<string, { readonly value: unknown }>> = sender.source.filter ?? {};
  const filter = String(filters["apache.org:selector-filter:string"]?.value ?? "");
  const level = Number(sender.properties?.["com.microsoft:epoch"]);
  const ownerLevel = Number.isNaN(level) ? undefined : level;
  return { sender, log, group, ownerLevel, next: findStart(log, filter), sent: 0 };
}

/** A consumer with the same owner level, or a higher one, takes over the partition. */
function steal(other: Consumer, by: Consumer): void {
  if (other.log !== by.log || other.group !== by.group || by.ownerLevel === undefined) return;
  if ((other.ownerLevel ?? -1) > by.ownerLevel) return;
  consumers.delete(other);
  other.sender.close({ condition: "amqp:link:stolen", description: "a new receiver came" });
}

function feed(consumer: Consumer): void {
  const { sender, log } = consumer;
  // The type declarations of rhea lack these. rhea counts a message when it is sent, not when it is
  // queued.
  const { credit, delivery_count: count } = sender as unknown as Counted;
  largestCredit = Math.max(largestCredit, credit);
  while (sender.is_open() && consumer.sent < count + credit) {
    const stored = log.messages[consumer.next];
    if (stored === undefined) return;
    consumer.next += 1;
    consumer.sent += 1;
    delivered += 1;
    sender.send({
      ...stored.message,
      body: stored.message.body,
      message_annotations: {
        "x-opt-sequence-number": rhea.types.wrap_long(stored.sequence),
        "x-opt-offset": String(stored.offset),
        "x-opt-enqueued-time": rhea.types.wrap_timestamp(stored.enqueued),
      },
    });
  }
}

/**
 * A producer's message has a format of the service, so rhea does not decode it: it is an envelope,
 * and each section of its body is a message.
 */
function publish(address: string, message: unknown): void {
  const [, , id] = address.split("/");
  const log = logs.find((each) => each.id === id) ?? logs[turn++ % logs.length];
  if (log === undefined || !Buffer.isBuffer(message)) return;
  const { content } = rhea.message.decode(message).body;
  for (const encoded of [content].flat()) append(log, rhea.message.decode(encoded));
  for (const consumer of consumers) if (consumer.log === log) feed(consumer);
}

function answer(connection: Connection, address: string, request: rhea.Message): void {
  const link = connection.find_sender(
    (sender: Sender) =>
      sender.name === request.reply_to || sender.target.address === request.reply_to,
  );
  const known = address === "$cbs" ? { status: 202, body: null } : describe(request);
  link?.send({
    correlation_id: request.message_id ?? "",
    application_properties: { "status-code": known.status, "status-description": "" },
    body: known.body,
  });
}

function describe({ application_properties: asked = {} }: rhea.Message): {
  readonly status: number;
  readonly body: unknown;
} {
  if (asked["name"] !== hub) return { status: 404, body: null };
  if (asked["type"] === "com.microsoft:eventhub") {
    const ids = logs.map(({ id }) => id);
    const body = { name: hub, created_at: created, partition_count: ids.length };
    return {
      status: 200,
      body: { ...body, partition_ids: rhea.types.wrap_array(ids, 0xa1, null) },
    };
  }
  const log = logs.find(({ id }) => id === asked["partition"]);
  if (log === undefined) return { status: 404, body: null };
  const last = log.messages.at(-1);
  return {
    status: 200,
    body: {
      name: hub,
      partition: log.id,
      begin_sequence_number: 0,
      last_enqueued_sequence_number: last?.sequence ?? -1,
      last_enqueued_offset: String(last?.offset ?? -1),
      last_enqueued_time_utc: new Date(last?.enqueued ?? 0),
      is_partition_empty: last === undefined,
    },
  };
}

function countStored(): number {
  return logs.reduce((sum, { messages }) => sum + messages.length, 0);
}
