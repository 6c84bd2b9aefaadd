// What is used of `@azure/event-hubs`: types alone, declared here so that a project without the SDK
// compiles. A consumer's compiler holds them against the SDK's own.

/** A message as the SDK hands it over: its `ReceivedEventData` fits. */
export interface ReceivedEvent {
  readonly body: unknown;
  readonly sequenceNumber: number;
  readonly offset: string | number;
  readonly enqueuedTimeUtc: Date;
  /** Tells which section of AMQP the body was in. */
  readonly getRawAmqpMessage?: () => { readonly bodyType?: string };
}

/** Where a message was read. */
export interface PartitionInfo {
  readonly fullyQualifiedNamespace: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
  /** Empty for an error that concerns no partition. */
  readonly partitionId: string;
}

/** The SDK's `PartitionContext` fits. */
export interface PartitionContext extends PartitionInfo {
  updateCheckpoint(event: ReceivedEvent): Promise<void>;
}

/** The handlers that the SDK's `subscribe` takes. */
export interface EventHubHandlers {
  readonly processEvents: (
    messages: readonly ReceivedEvent[],
    partition: PartitionContext,
  ) => Promise<void>;
  readonly processError: (error: Error, partition: PartitionContext) => Promise<void>;
  readonly processClose: (reason: string, partition: PartitionContext) => Promise<void>;
  /** Begins no further message, and waits for those in hand. Await it before the SDK's `close`. */
  readonly stop: () => Promise<void>;
}

/** What `subscribe` answers; the SDK's `Subscription` fits. */
export interface EventHubSubscription {
  readonly isRunning: boolean;
  /** Waits for what is in hand: a callback other than `error` must not await it. */
  close(): Promise<void>;
}

/** The SDK's `EventHubConsumerClient` fits; both ways to subscribe tell what its options are. */
export interface ConsumerClient<Options> {
  subscribe(handlers: EventHubHandlers, options?: Options): EventHubSubscription;
  subscribe(
    partitionId: string,
    handlers: EventHubHandlers,
    options?: Options,
  ): EventHubSubscription;
}

/**
 * What the SDK must be told: bodies come as bytes, and keep the digits of 64-bit integers; without a
 * checkpoint reading begins at the first message. By itself the SDK begins at the end, and after a failure
 * before the first checkpoint begins there again, so that the failed message is lost.
 */
export const requiredSubscribeOptions: {
  readonly skipParsingBodyAsJson: true;
  readonly startPosition: { readonly enqueuedOn: number };
} = {
  skipParsingBodyAsJson: true,
  // A time, since offsets are text to one version of the SDK and numbers to another.
  startPosition: { enqueuedOn: 0 },
};
