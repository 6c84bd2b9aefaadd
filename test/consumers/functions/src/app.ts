// Registers a function whose callback fails as often as `FAILURES` requests, at the third message.

import { app, output } from "@azure/functions";
import {
  eventHubHandler,
  eventHubOptions,
  type FunctionContext,
} from "@huntgen/defender/functions";

const seen = output.storageQueue({ queueName: "seen", connection: "AzureWebJobsStorage" });
let failures = Number(process.env["FAILURES"] ?? 0);

function keep(value: string, { invocation }: FunctionContext): void {
  const earlier = invocation.extraOutputs.get(seen);
  invocation.extraOutputs.set(seen, [...(Array.isArray(earlier) ? earlier : []), value]);
}

app.eventHub(
  "failing",
  eventHubOptions({
    connection: "HUB",
    eventHubName: "defender",
    extraOutputs: [seen],
    handler: eventHubHandler({
      handlers: {
        _: async ({ properties }, context) => {
          await new Promise((resolve) => setImmediate(resolve));
          if (context.index === 2 && failures-- > 0) throw new Error("no database");
          const { partitionId, sequenceNumber } = context;
          const id = "DeviceId" in properties ? properties.DeviceId : undefined;
          keep(`${id} at ${partitionId}/${sequenceNumber}`, context);
        },
      },
      deadLetter: ({ kind }, context) => keep(kind, context),
    }),
  }),
);
