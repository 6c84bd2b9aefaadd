// Turns the messages that the SDK delivers into events, dead letters and checkpoints. A checkpoint covers a
// message only once everything from that message is done.

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
} from "./options.ts";
import { checkDeliverOptions } from "../deliver/deliver-body.ts";
import { toError } from "../deliver/options.ts";
import type { Tables } from "../records/choice.ts";

/**
 * Subscribes to all partitions. Reading starts at the last checkpoint, or at `startPosition`, or at the first
 * message.
 */
export function subscribeTables<Options extends { readonly startPosition?: unknown }>(
  tables: Tables,
  client: ConsumerClient<Options>,
  options: AnyHubOptions,
  subscribeOptions: Options | undefined,
): EventHubSubscription {
  const handlers = createHandlers(tables, options);
  const { startPosition = requiredSubscribeOptions.startPosition } = subscribeOptions ?? {};
  const all: object = { ...subscribeOptions, ...requiredSubscribeOptions, startPosition };
  // The cast holds: all options of the SDK are optional, so the merged options are valid.
  const subscription = client.subscribe(handlers, all as Options);
  let closed: Promise<void> | undefined;
  return {
    get isRunning() {
      return subscription.isRunning;
    },
    // The SDK releases its partitions without waiting, so messages in progress finish first.
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

/** Creates the handlers for the SDK's `subscribe`, which also needs `requiredSubscribeOptions`. */
export function createHandlers(tables: Tables, options: AnyHubOptions): EventHubHandlers {
  checkDeliverOptions(tables, options);
  const attempt = createAttempt(tables, options);
  const inProgress = new Set<Promise<unknown>>();
  const reported = new WeakSet<Error>();
  /** The last message that is done but not covered by a checkpoint, because the store failed. */
  const unsaved = new WeakMap<PartitionContext, ReceivedEvent>();
  let isStopped = false;

  async function report(error: Error, context: ErrorContext): Promise<void> {
    reported.add(error);
    try {
      await options.error(error, context);
    } catch {
      // There is no further callback to report it to. The SDK ignores it too.
    }
  }

  /** Writes a checkpoint. Returns the error of the checkpoint store, if it fails. */
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

  /** Delivers messages until one fails or `stop` is called, then writes a checkpoint. */
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
        // If this returned at once, the SDK would fetch everything that the hub has.
        await Promise.allSettled(inProgress);
        return;
      }
      const work = takeAll(messages, partition);
      inProgress.add(work);
      // Removed before `error` is called, so that `error` may await `close`.
      const { failure, storeError } = await work.finally(() => inProgress.delete(work));
      const info = infoOf(partition);
      if (storeError !== undefined) await report(storeError, info);
      if (failure === undefined) return;
      await report(failure, failure.context);
      // On this error, the SDK stops the partition and reads it again from the checkpoint. It would continue
      // after an error that is `retryable`, as errors of other Azure clients are, so `failure` wraps it.
      throw failure;
    },
    async processError(error, partition) {
      if (reported.has(error)) return;
      const reporting = report(toError(error), infoOf(partition));
      // The SDK's `close` waits for errors without a partition, so `error` could not await `close`.
      if (partition.partitionId !== "") await reporting;
    },
    async processClose(reason, partition) {
      const message = unsaved.get(partition);
      // The new owner of the partition may have read further.
      if (message === undefined || reason === "OwnershipLost") return;
      const storeError = await save(message, partition);
      // Not awaited: this is a part of `close`, which `error` may await.
      if (storeError !== undefined) void report(storeError, infoOf(partition));
    },
    async stop() {
      isStopped = true;
      await Promise.allSettled(inProgress);
    },
  };
}

/** Copies by name, since a spread would omit the getters of the SDK's context. */
function infoOf(partition: PartitionContext): Omit<MessageContext, "message"> {
  const { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId } = partition;
  return { fullyQualifiedNamespace, eventHubName, consumerGroup, partitionId };
}
