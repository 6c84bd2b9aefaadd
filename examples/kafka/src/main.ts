// Reads the stream from Event Hubs with Kafka, and writes events and dead letters as NDJSON. Start one
// process per partition: the processes of a group share the partitions.

import { deliver } from "@huntgen/defender";
import { connect } from "./connect.js";
import { openOutput } from "./output.js";

const { TOPIC = "defender", GROUP = "$Default", OUT = "out" } = process.env;
const consumer = connect().consumer({ groupId: GROUP });
const output = openOutput(OUT);

await consumer.connect();
await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
await consumer.run({
  // Only offsets of delivered messages are committed, below.
  autoCommit: false,
  eachBatchAutoResolve: false,
  async eachBatch({ batch, resolveOffset, heartbeat, isRunning, isStale }) {
    const { topic, partition } = batch;
    for (const { value, offset } of batch.messages) {
      if (!isRunning() || isStale()) break;
      // If it throws, the batch ends here, and kafkajs fetches this message again.
      await deliver(
        value,
        {
          handlers: { _: (event) => output.writeEvent(event) },
          deadLetter: (letter, place) => output.writeLetter(letter, place),
        },
        { partition, offset },
      );
      output.flush();
      resolveOffset(offset);
      await consumer.commitOffsets([{ topic, partition, offset: String(BigInt(offset) + 1n) }]);
      await heartbeat();
    }
  },
});

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => consumer.disconnect());
}
