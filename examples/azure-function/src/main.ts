// Defines a function that Event Hubs triggers. It writes failed logons to a queue, and what is not an event
// to a blob.

import { app, output } from "@azure/functions";
import { stringify } from "@huntgen/defender";
import {
  eventHubHandler,
  eventHubOptions,
  type FunctionInvocation,
} from "@huntgen/defender/functions";
import { describeLetter } from "./describe-letter.js";

const connection = "AzureWebJobsStorage";
const failedLogons = output.storageQueue({ queueName: "failed-logons", connection });
/** A blob for each invocation that has dead letters. A queue would refuse letters over 64 KiB. */
const deadLetters = output.storageBlob({ path: "dead-letters/{rand-guid}.ndjson", connection });

interface Logon {
  readonly properties: { readonly ActionType?: string | null };
}

function keepFailed({ properties }: Logon, invocation: FunctionInvocation): void {
  if (properties.ActionType !== "LogonFailed") return;
  const earlier = invocation.extraOutputs.get(failedLogons);
  const messages: unknown[] = Array.isArray(earlier) ? earlier : [];
  messages.push(stringify(properties));
  invocation.extraOutputs.set(failedLogons, messages);
}

app.eventHub(
  "failedLogons",
  eventHubOptions({
    connection: "EVENT_HUB_CONNECTION",
    eventHubName: "%EVENT_HUB%",
    extraOutputs: [failedLogons, deadLetters],
    handler: eventHubHandler({
      columns: {
        DeviceLogonEvents: ["Timestamp", "ActionType", "AccountName", "DeviceName", "ReportId"],
        IdentityLogonEvents: ["Timestamp", "ActionType", "AccountName", "FailureReason"],
      },
      handlers: { _: (event, { invocation }) => keepFailed(event, invocation) },
      deadLetter(letter, context) {
        const { invocation } = context;
        const earlier = invocation.extraOutputs.get(deadLetters) ?? "";
        invocation.extraOutputs.set(deadLetters, `${earlier}${describeLetter(letter, context)}\n`);
        invocation.warn(`message ${context.sequenceNumber ?? "?"}: no event (${letter.kind})`);
      },
    }),
  }),
);
