// Messages of Event Hubs, as the SDK hands them over -> events, dead letters and checkpoints. A
// checkpoint covers a message only when all that was made of it is done.

import {
  type ConsumerClient,
  type EventHubHandlers,
  type EventHubSubscription,
  type PartitionContext,
  type ReceivedEvent,
  requiredSubscribeOptions,
} from "./client.ts";
import { createAttempt } from "./attempts.ts";
import {
  type AnyHubOptions,
  type ErrorContext,
  type HandlerError,
  type MessageContext,
  toError,
} from "./options.ts";
import { choose, type Tables } from "../records/choice.ts";

/** Subscribes to all partitions, from the last checkpoint on or else from the first message. */
export function subscribeTables<Options extends { readonly startPosition?: unknown }>(
  tables: Tables,
  client: ConsumerClient<Options>,
  options: AnyHubOptions,
  subscribeOptions: Options | undefined,
): EventHubSubscription {
  const handlers = createHandlers(tables, options);
  const { startPosition = requiredSubscribeOptions.startPosition } = subscribeOptions ?? {};
  const all: object = { ...subscribeOptions, ...requiredSubscribeOptions, startPosition };
  // Every option of the SDK may be left out, so those given and ours are its options too.
  const subscription = client.subscribe(handlers, all as Options);
  let closed: Promise<void> | undefined;
  return {
    get isRunning() {
      return subscription.isRunning;
    },
    // The SDK gives its partitions away without waiting, so what is in hand is finished before.
    close: () =>
      (closed ??= handlers
        .stop()
        .then(() => subscription.close())
        .catch((error: unknown) => {
          closed = undefined;
          throw error;
        })),
  };
}

/** Makes the handlers for the SDK's `subscribe`, to be given with `requiredSubscribeOptions`. */
export function createHandlers(tables: Tables, options: AnyHubOptions): EventHubHandlers {
  if (options.handlers === undefined && options.events === undefined) {
    throw new TypeError("give `handlers` or `events`: without them all events would be dropped");
  }
  if (options.tables?.length === 0) {
    throw new RangeError("`tables` is empty: name one, or leave it out");
  }
  // For its errors: a name that is not known is reported now, not at the first message.
  choose(tables, options, false);
  const attempt = createAttempt(tables, options);
  const inHand = new Set<Promise<unknown>>();
  const reported = new WeakSet<Error>();
  /** The last message done, where no checkpoint covers it since the store failed. */
  const unsaved = new WeakMap<PartitionContext, ReceivedEvent>();
  let isStopped = false;

  async function report(error: Error, context: ErrorContext): Promise<void> {
    reported.add(error);
    try {
      await options.error(error, context);
    } catch {
      // Nobody is left to tell. The SDK ignores it too.
    }
  }

  /** Answers the store's error, if it has one. */
  async function save(
    message: ReceivedEvent,
    partition: PartitionContext,
  ): Promise<Error | undefined> {
    try {
      await partition.updateCheckpoint(message);
      unsaved.delete(partition);
      return undefined;
    } catch (error) {
      unsaved.set(partition, message);
      return toError(error);
    }
  }

  /** Takes messages until one fails or the end is asked for, then saves how far it came. */
  async function takeAll(
    messages: readonly ReceivedEvent[],
    partition: PartitionContext,
  ): Promise<{
    readonly failure: HandlerError | undefined;
    readonly storeError: Error | undefined;
  }> {
    let done = unsaved.get(partition);
    let failure: HandlerError | undefined;
    for (const message of messages) {
      if (isStopped) break;
      failure = await attempt({ ...infoOf(partition), message });
      if (failure !== undefined) break;
      done = message;
    }
    const storeError = done === undefined ? undefined : await save(done, partition);
    return { failure, storeError };
  }

  return {
    async processEvents(messages, partition) {
      if (isStopped) {
        // Answered at once, the SDK would fetch all that the hub has.
        await Promise.allSettled(inHand);
        return;
      }
      const work = takeAll(messages, partition);
      inHand.add(work);
      // Before `error` is called, so that it may wait for `close`.
      const { failure, storeError } = await work.finally(() => inHand.delete(work));
      const info = infoOf(partition);
      if (storeError !== undefined) await report(storeError, info);
      if (failure === undefined) return;
      await report(failure, failure.context);
      // The SDK stops a partition for this error, and reads it again from the checkpoint. An error
      // that calls itself `retryable`, as those of other clients of Azure do, would make it go on.
      throw failure;
    },
    async processError(error, partition) {
      if (reported.has(error)) return;
      const told = report(toError(error), infoOf(partition));
      // The SDK's `close` waits for errors of no partition, so `error` could not wait for it.
      if (partition.partitionId !== "") await told;
    },
    async processClose(reason, partition) {
      const message = unsaved.get(partition);
      // Who has the partition now may be further.
      if (message === undefined || reason === "OwnershipLost") return;
      const storeError = await save(message, partition);
      // Not awaited: this is a part of `close`, for which `error` may wait.
      if (storeError !== undefined) void report(storeError, infoOf(partition));
    },
    async stop() {
      isStopped = true;
      await Promise.allSettled(inHand);
    },
  };
}

/** Spelt out, since the SDK's context has getters that a spread would leave behind. */
function infoOf(partition: PartitionContext): Omit<MessageContext, "message"> {
  const { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId } = partition;
  return { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId };
}
