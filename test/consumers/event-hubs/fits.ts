// Lets the compiler check that what @huntgen/defender declares of the SDK is what the SDK has, in
// its oldest and its newest version, without a cast.

import type { EventHubConsumerClient, SubscriptionEventHandlers } from "@azure/event-hubs";
import type {
  EventHubConsumerClient as OldClient,
  SubscriptionEventHandlers as OldHandlers,
} from "event-hubs-5";
import {
  type EventHubHandlers,
  eventHubHandlers,
  requiredSubscribeOptions,
  subscribe,
} from "@huntgen/defender/event-hubs";

const callbacks = { deadLetter: () => undefined, error: () => undefined };

export function subscribeBoth(client: EventHubConsumerClient, old: OldClient): void {
  const options = { ...callbacks, events: () => undefined };
  subscribe(client, options);
  subscribe(client, options, { maxBatchSize: 10, startPosition: { offset: "-1" } });
  subscribe(old, options, { maxBatchSize: 10, startPosition: { offset: -1 } });
  // @ts-expect-error not an option of the SDK
  subscribe(client, options, { maxBatchSizes: 10 });
  // @ts-expect-error an offset is text in this version
  subscribe(client, options, { startPosition: { offset: -1 } });
  client.subscribe(eventHubHandlers(options), requiredSubscribeOptions);
  client.subscribe("0", eventHubHandlers(options), { ...requiredSubscribeOptions, ownerLevel: 1 });
  old.subscribe(eventHubHandlers(options), requiredSubscribeOptions);
}

export function fit(handlers: EventHubHandlers): [SubscriptionEventHandlers, OldHandlers] {
  return [handlers, handlers];
}

export function typed(client: EventHubConsumerClient): void {
  const seen: (string | null | undefined)[] = [];
  subscribe(client, {
    ...callbacks,
    tables: ["DeviceLogonEvents", "IdentityLogonEvents"],
    handlers: {
      DeviceLogonEvents: (event, { partitionId, message }) => {
        seen.push(event.properties.LogonType, partitionId, String(message.sequenceNumber));
        // @ts-expect-error no such column
        seen.push(event.properties.LogonTyp);
      },
      _: async (event) => {
        seen.push(event.properties.ActionType);
        // @ts-expect-error a column of another table
        seen.push(event.properties.ProcessCommandLine);
      },
      // @ts-expect-error a table that was not chosen
      DeviceInfo: () => undefined,
    },
  });
  subscribe(client, {
    ...callbacks,
    deadLetter: (letter) => {
      if (letter.kind === "record") seen.push(letter.issues[0]?.message);
      else if (letter.kind === "unknown") seen.push(letter.category);
      else seen.push(letter.error.message);
    },
    tables: ["UrlClickEvents"],
    events: (events) => seen.push(events[0]?.properties.Url),
  });
  // @ts-expect-error neither handlers nor events
  subscribe(client, callbacks);
  // @ts-expect-error both handlers and events
  subscribe(client, { ...callbacks, handlers: {}, events: () => undefined });
  // @ts-expect-error no callback for errors
  subscribe(client, { deadLetter: () => undefined, handlers: {} });
  // @ts-expect-error no such table
  subscribe(client, { ...callbacks, tables: ["DeviceLogons"], handlers: {} });
  subscribe(client, {
    ...callbacks,
    columns: { DeviceInfo: ["OSPlatform"] },
    handlers: {
      DeviceInfo: ({ properties }) => {
        seen.push(properties.OSPlatform);
        // @ts-expect-error a column that was not chosen
        seen.push(properties.DeviceName);
      },
    },
  });
}
