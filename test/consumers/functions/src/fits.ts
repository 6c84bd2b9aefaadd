// Lets the compiler check that what @huntgen/defender declares of the library is what the library has, in its
// oldest and its newest version, without a cast.

import { app, type EventHubHandler, type InvocationContext, output } from "@azure/functions";
import {
  app as oldApp,
  type InvocationContext as OldContext,
  output as oldOutput,
} from "functions-4-0";
import {
  eventHubHandler,
  eventHubOptions,
  type FunctionInvocation,
  unlimitedRetry,
} from "@huntgen/defender/functions";

const handler: EventHubHandler = eventHubHandler({
  events: () => undefined,
  deadLetter: () => undefined,
});
const given = { connection: "HUB", eventHubName: "defender", handler };

export function fit(invocation: InvocationContext, old: OldContext): FunctionInvocation[] {
  return [invocation, old];
}

export function register(): void {
  const queue = { queueName: "q", connection: "S" };
  app.eventHub("new", eventHubOptions({ ...given, extraOutputs: [output.storageQueue(queue)] }));
  oldApp.eventHub(
    "old",
    eventHubOptions({ ...given, extraOutputs: [oldOutput.storageQueue(queue)] }),
  );
  app.eventHub("retry", eventHubOptions({ ...given, retry: { ...unlimitedRetry } }));
  const delayInterval = { seconds: 1 };
  app.eventHub(
    "fixed",
    eventHubOptions({
      ...given,
      retry: { strategy: "fixedDelay", maxRetryCount: 3, delayInterval },
    }),
  );
  // @ts-expect-error the reason for `eventHubOptions`: the library refuses `dataType` in a literal
  app.eventHub("literal", { ...given, cardinality: "many", dataType: "binary" });
  // @ts-expect-error not an option of the trigger
  eventHubOptions({ ...given, consumerGruop: "g" });
}
