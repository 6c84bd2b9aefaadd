// Publishes with the SDK what arrives over the IPC channel: `{ partition, bodies }`, with each body
// as text, bytes in base64, or an AMQP value. Replies with `{ published }` or `{ refused }`.

import { EventHubProducerClient } from "@azure/event-hubs";
import { connectionString } from "./connection.js";

type Body = { readonly text: string } | { readonly base64: string } | { readonly value: unknown };

const producer = new EventHubProducerClient(connectionString(JSON.parse(process.argv[2] ?? "{}")));

process.on("message", ({ partition, bodies }: { partition?: string; bodies: Body[] }) => {
  void publish(bodies, partition === undefined ? {} : { partitionId: partition }).then(
    () => process.send?.({ published: bodies.length }),
    (error: unknown) => process.send?.({ refused: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
process.send?.({ ready: true });

async function publish(bodies: readonly Body[], where: { partitionId?: string }): Promise<void> {
  let batch = await producer.createBatch(where);
  for (const body of bodies) {
    const message = toMessage(body);
    if (batch.tryAdd(message)) continue;
    await producer.sendBatch(batch);
    batch = await producer.createBatch(where);
    if (!batch.tryAdd(message)) throw new Error("larger than a message may be");
  }
  await producer.sendBatch(batch);
}

function toMessage(body: Body): { body: unknown; bodyType?: "value" } {
  if ("value" in body) return { body: body.value, bodyType: "value" };
  return {
    body: Buffer.from("text" in body ? body.text : body.base64, "text" in body ? "utf8" : "base64"),
  };
}
