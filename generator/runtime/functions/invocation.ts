// Declares the types of `@azure/functions` that are used, so that a project without the library compiles.
// In a consumer's project, the compiler checks them against the library's own types.

/** An input or output of a function; compatible with the library's `FunctionOutput`. */
export interface FunctionBinding {
  readonly type: string;
  readonly name: string;
}

/** The invocation of a function; compatible with the library's `InvocationContext`. */
export interface FunctionInvocation {
  readonly invocationId: string;
  readonly functionName: string;
  /** `undefined` at the first attempt. */
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number };
  readonly triggerMetadata?: Readonly<Record<string, unknown>>;
  /** What the host writes to an output once the function has succeeded. */
  readonly extraOutputs: {
    get(output: FunctionBinding | string): unknown;
    set(output: FunctionBinding, value: unknown): void;
  };
  log(...values: unknown[]): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
}

/** The message that a callback is called for. */
export interface FunctionContext {
  readonly invocation: FunctionInvocation;
  /** The index of the message among those of the invocation. */
  readonly index: number;
  /** The partition of all messages of the invocation; `undefined` if the host does not pass it. */
  readonly partitionId: string | undefined;
  /** The position of the message in its partition; `undefined` if the host does not pass it. */
  readonly sequenceNumber: number | undefined;
}
