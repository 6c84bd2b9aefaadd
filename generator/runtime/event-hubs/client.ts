// Declares the types of `@azure/event-hubs` that are used, so that a project without the SDK compiles. In
// a consumer's project, the compiler checks them against the SDK's own types.

/** A message as the SDK delivers it; compatible with the SDK's `ReceivedEventData`. */
export interface ReceivedEvent {
  /** Bytes, if it is an AMQP data section and the SDK has not parsed it. */
  readonly body: unknown;
  readonly sequenceNumber: number;
  readonly offset: string | number;
  readonly enqueuedTimeUtc: Date;
  /** Returns the AMQP message, whose `bodyType` is the section that the body was in. */
  readonly getRawAmqpMessage?: () => { readonly bodyType?: string };
}

/** The partition that a message was read from. */
export interface PartitionInfo {
  readonly fullyQualifiedNamespace: string;
  readonly eventHubName: string;
  readonly consumerGroup: string;
  /** Empty for an error that does not concern a partition. */
  readonly partitionId: string;
}

/** A partition; compatible with the SDK's `PartitionContext`. */
export interface PartitionContext extends PartitionInfo {
  updateCheckpoint(event: ReceivedEvent): Promise<void>;
}

/** The handlers to pass to the SDK's `subscribe`, and `stop`. */
export interface EventHubHandlers {
  readonly processEvents: (
    messages: readonly ReceivedEvent[],
    partition: PartitionContext,
  ) => Promise<void>;
  readonly processError: (error: Error, partition: PartitionContext) => Promise<void>;
  readonly processClose: (reason: string, partition: PartitionContext) => Promise<void>;
  /** Starts no further message and waits for those in progress. Await it before the SDK's `close`. */
  readonly stop: () => Promise<void>;
}

/** A running subscription; compatible with the SDK's `Subscription`. */
export interface EventHubSubscription {
  readonly isRunning: boolean;
  /** Waits for the messages in progress, so only the callback `error` may await it. */
  close(): Promise<void>;
}

/**
 * A client; compatible with the SDK's `EventHubConsumerClient`. The type of its options is inferred from
 * both ways to subscribe.
 */
export interface ConsumerClient<Options> {
  subscribe(handlers: EventHubHandlers, options?: Options): EventHubSubscription;
  subscribe(
    partitionId: string,
    handlers: EventHubHandlers,
    options?: Options,
  ): EventHubSubscription;
}

/**
 * The options that the SDK's `subscribe` needs. Bodies stay bytes, so that 64-bit integers keep their
 * digits. Without a checkpoint, reading starts at the first message: by default, the SDK starts after the
 * last one, and does so again after a failure before the first checkpoint, so that the failed message is
 * lost.
 */
export const requiredSubscribeOptions: {
  readonly skipParsingBodyAsJson: true;
  readonly startPosition: { readonly enqueuedOn: number };
} = {
  skipParsingBodyAsJson: true,
  // A time, since the type of offsets differs between versions of the SDK.
  startPosition: { enqueuedOn: 0 },
};
