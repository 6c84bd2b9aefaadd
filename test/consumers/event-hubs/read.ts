// Reads the hub with the SDK and @huntgen/defender, and reports over the IPC channel what it
// received. Its settings choose what fails. `{ ask: "close" }` ends it.

import {
  type CheckpointStore,
  EventHubConsumerClient,
  type SubscribeOptions,
} from "@azure/event-hubs";
import { BlobCheckpointStore } from "@azure/eventhubs-checkpointstore-blob";
import { type HuntingEvent, stringify } from "@huntgen/defender";
import {
  type ErrorContext,
  eventHubHandlers,
  requiredSubscribeOptions,
  type EventHubOptions,
  type MessageContext,
  subscribe,
} from "@huntgen/defender/event-hubs";
import { connectionString, openContainer, type Settings, report } from "./connection.js";

interface Reading extends Settings {
  readonly subscribeOptions?: SubscribeOptions;
  /** One callback for all events of a message, instead of a callback for each event. */
  readonly whole?: boolean;
  /** Whether unknown records have their own callback. */
  readonly unknown?: boolean;
  /** Events of this device fail this many times, with an error that calls itself retryable. */
  readonly failing?: { readonly device: string; readonly times: number };
  /** An event of this device waits for `{ ask: "go" }`. */
  readonly held?: string;
  /** `failed` checkpoints fail after `saved` checkpoints have been saved. */
  readonly store?: { readonly saved: number; readonly failed: number };
  /** Passes the raw handlers to the SDK, without the options that they need. */
  readonly unguarded?: boolean;
  /** Calls the SDK's own `subscribe` with the options that it needs. */
  readonly direct?: boolean;
}

interface Command {
  readonly ask: string;
}

const settings: Reading = JSON.parse(process.argv[2] ?? "{}");
const { failing, held, subscribeOptions = {} } = settings;
let failures = 0;

async function take(event: HuntingEvent, context: MessageContext): Promise<void> {
  const { DeviceId: device } = event.properties as { readonly DeviceId?: string };
  report({ begun: device });
  if (device !== undefined && device === held) await released();
  if (device !== undefined && device === failing?.device && failures < failing.times) {
    failures += 1;
    throw Object.assign(new Error("the handler failed"), { retryable: true });
  }
  const { sequenceNumber } = context.message;
  const rss = process.memoryUsage().rss;
  report({ event: device, text: stringify(event), at: context.partitionId, sequenceNumber, rss });
}

function released(): Promise<void> {
  return new Promise((resolve) => {
    process.on("message", ({ ask }: Command) => {
      if (ask === "go") resolve();
    });
  });
}

/** Removes bigints, which cannot be sent over the channel. */
function plain(value: object): object {
  return JSON.parse(stringify(value));
}

const callbacks = {
  deadLetter: (letter: object) => report({ letter: plain(letter) }),
  ...(settings.unknown === true
    ? { unknown: (record: object) => report({ unknown: plain(record) }) }
    : {}),
  error: (error: Error, { partitionId }: ErrorContext) =>
    report({ error: error.message, name: error.name, at: partitionId }),
};
const options: EventHubOptions =
  settings.whole === true
    ? {
        ...callbacks,
        events: async (events, context) => {
          for (const event of events) await take(event, context);
        },
      }
    : { ...callbacks, handlers: { _: take } };

/** The checkpoint store on Azurite, which fails as the settings request. */
function withFailures(store: CheckpointStore): CheckpointStore {
  const { saved, failed } = settings.store ?? { saved: 0, failed: 0 };
  let calls = 0;
  return {
    listOwnership: (...given) => store.listOwnership(...given),
    claimOwnership: (...given) => store.claimOwnership(...given),
    listCheckpoints: (...given) => store.listCheckpoints(...given),
    async updateCheckpoint(checkpoint, given) {
      calls += 1;
      if (calls > saved && calls <= saved + failed) throw new Error("the store failed");
      await store.updateCheckpoint(checkpoint, given);
      report({ checkpoint: checkpoint.sequenceNumber, at: checkpoint.partitionId });
    },
  };
}

const client = new EventHubConsumerClient(
  "$Default",
  connectionString(settings),
  withFailures(new BlobCheckpointStore(await openContainer(settings))),
  {
    loadBalancingOptions: {
      strategy: "greedy",
      updateIntervalInMs: 200,
      partitionOwnershipExpirationIntervalInMs: 1500,
    },
    retryOptions: { retryDelayInMs: 100 },
  },
);
const subscription =
  settings.unguarded === true
    ? client.subscribe(eventHubHandlers(options), { startPosition: { offset: "-1" } })
    : settings.direct === true
      ? client.subscribe(eventHubHandlers(options), requiredSubscribeOptions)
      : subscribe(client, options, subscribeOptions);

async function close(): Promise<void> {
  await subscription.close();
  await client.close();
  report({ closed: true });
  process.disconnect();
}

process.on("message", ({ ask }: Command) => {
  if (ask === "close") void close();
});
process.on("disconnect", () => process.exit());
report({ ready: true });
