// Declares what the code of the documents uses of SDKs that are not installed here. The tests of
// test/consumers compile against the SDKs themselves.

declare module "@azure/storage-blob" {
  export class ContainerClient {
    constructor(connectionString: string, containerName: string);
    createIfNotExists(): Promise<unknown>;
  }
  interface Blobs {
    listBlobsByHierarchy(
      delimiter: string,
      options?: { prefix?: string; abortSignal?: AbortSignalLike },
    ): AsyncIterableIterator<{ kind: "prefix" | "blob"; name: string }>;
    listBlobsFlat(options?: {
      prefix?: string;
      abortSignal?: AbortSignalLike;
    }): AsyncIterableIterator<{ name: string; properties: { contentLength?: number } }>;
    getBlobClient(blobName: string): {
      download(
        offset?: number,
        count?: number,
        options?: { abortSignal?: AbortSignalLike },
      ): Promise<{ readableStreamBody?: NodeJS.ReadableStream }>;
    };
  }
  interface AbortSignalLike {
    readonly aborted: boolean;
    addEventListener(
      type: "abort",
      listener: (this: AbortSignalLike, event: unknown) => unknown,
      options?: unknown,
    ): void;
    removeEventListener(
      type: "abort",
      listener: (this: AbortSignalLike, event: unknown) => unknown,
      options?: unknown,
    ): void;
  }
  export class BlobServiceClient {
    static fromConnectionString(connectionString: string): BlobServiceClient;
    listContainers(options?: {
      prefix?: string;
      abortSignal?: AbortSignalLike;
    }): AsyncIterableIterator<{ name: string }>;
    getContainerClient(containerName: string): Blobs;
  }
}

declare module "@azure/eventhubs-checkpointstore-blob" {
  import type { ContainerClient } from "@azure/storage-blob";
  export class BlobCheckpointStore {
    constructor(containerClient: ContainerClient);
    /** Not in the SDK: distinguishes its class from every other. */
    readonly checkpoints: unique symbol;
  }
}

declare module "@azure/event-hubs" {
  import type { BlobCheckpointStore } from "@azure/eventhubs-checkpointstore-blob";
  interface ReceivedEventData {
    body: unknown;
    sequenceNumber: number;
    offset: string;
    enqueuedTimeUtc: Date;
  }
  interface PartitionContext {
    readonly fullyQualifiedNamespace: string;
    readonly eventHubName: string;
    readonly consumerGroup: string;
    readonly partitionId: string;
    updateCheckpoint(event: ReceivedEventData): Promise<void>;
  }
  interface Handlers {
    processEvents(events: ReceivedEventData[], context: PartitionContext): Promise<void>;
    processError(error: Error, context: PartitionContext): Promise<void>;
    processClose?(reason: string, context: PartitionContext): Promise<void>;
  }
  interface EventPosition {
    offset?: string | "earliest" | "latest";
    enqueuedOn?: Date | number | string;
    sequenceNumber?: number;
  }
  interface SubscribeOptions {
    maxBatchSize?: number;
    maxWaitTimeInSeconds?: number;
    prefetchCount?: number;
    skipParsingBodyAsJson?: boolean;
    startPosition?: EventPosition | Record<string, EventPosition>;
  }
  interface Subscription {
    readonly isRunning: boolean;
    close(): Promise<void>;
  }
  export class EventHubConsumerClient {
    constructor(
      consumerGroup: string,
      connectionString: string,
      eventHubName: string,
      checkpointStore: BlobCheckpointStore,
    );
    subscribe(handlers: Handlers, options?: SubscribeOptions): Subscription;
    subscribe(partitionId: string, handlers: Handlers, options?: SubscribeOptions): Subscription;
    close(): Promise<void>;
  }
}

declare module "@azure/functions" {
  interface InvocationContext {
    invocationId: string;
    functionName: string;
    extraOutputs: {
      get(output: string | { type: string; name: string }): unknown;
      set(output: string | { type: string; name: string }, value: unknown): void;
    };
    log(...values: unknown[]): void;
    warn(...values: unknown[]): void;
    error(...values: unknown[]): void;
  }
  interface EventHubFunctionOptions {
    connection: string;
    eventHubName: string;
    cardinality?: "many" | "one";
    consumerGroup?: string;
    handler: (messages: unknown, context: InvocationContext) => unknown;
  }
  export const app: {
    eventHub(name: string, options: EventHubFunctionOptions): void;
  };
}

declare module "kafkajs" {
  interface Batch {
    readonly topic: string;
    readonly partition: number;
    readonly messages: readonly { readonly value: Buffer | null; readonly offset: string }[];
  }
  interface Consumer {
    connect(): Promise<void>;
    subscribe(options: { topics: string[]; fromBeginning?: boolean }): Promise<void>;
    commitOffsets(offsets: { topic: string; partition: number; offset: string }[]): Promise<void>;
    run(options: {
      autoCommit?: boolean;
      eachBatchAutoResolve?: boolean;
      eachBatch(payload: {
        batch: Batch;
        resolveOffset(offset: string): void;
        heartbeat(): Promise<void>;
        isRunning(): boolean;
        isStale(): boolean;
      }): Promise<void>;
    }): Promise<void>;
  }
  export class Kafka {
    constructor(options: {
      brokers: string[];
      ssl?: boolean;
      sasl?: { mechanism: "plain"; username: string; password: string };
    });
    consumer(options: { groupId: string }): Consumer;
  }
}

declare module "@trpc/server" {
  import type { StandardSchemaV1 } from "@standard-schema/spec";
  interface Procedure {
    input<Schema extends StandardSchemaV1>(
      schema: Schema,
    ): {
      mutation<Result>(
        resolve: (options: { input: StandardSchemaV1.InferOutput<Schema> }) => Result,
      ): Result;
    };
  }
  export const initTRPC: {
    create(): {
      procedure: Procedure;
      router(procedures: Readonly<Record<string, unknown>>): unknown;
    };
  };
}

declare module "hono" {
  interface Context {
    json(value: unknown, status?: number): Response;
    req: { valid(target: "json"): unknown };
  }
  type Handler = (context: Context) => Response | undefined | Promise<Response | undefined>;
  export class Hono {
    post(path: string, ...handlers: Handler[]): this;
  }
}

declare module "@hono/standard-validator" {
  import type { StandardSchemaV1 } from "@standard-schema/spec";
  import type { Context, Handler } from "hono";
  type Result =
    { success: true; data: unknown } | { success: false; error: readonly StandardSchemaV1.Issue[] };
  export function sValidator(
    target: "json",
    schema: StandardSchemaV1,
    hook?: (result: Result, context: Context) => Response | undefined,
  ): Handler;
}

declare module "react-hook-form" {
  export function useForm<Values>(options: { resolver: (values: Values) => unknown }): {
    getValues(name: keyof Values): unknown;
  };
}

declare module "@hookform/resolvers/standard-schema" {
  import type { StandardSchemaV1 } from "@standard-schema/spec";
  export function standardSchemaResolver<Values>(
    schema: StandardSchemaV1<Values>,
  ): (values: Values) => unknown;
}
