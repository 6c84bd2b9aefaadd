// Completes the options of a function that Event Hubs triggers.

import type { FunctionInvocation } from "./invocation.ts";

/** A duration of the library; a number is in milliseconds. */
export type RetryDelay =
  number | { hours?: number; minutes?: number; seconds?: number; milliseconds?: number };

/** When the host calls a function again that has thrown; compatible with the library's `RetryOptions`. */
export type RetryPolicy =
  | { strategy: "fixedDelay"; maxRetryCount: number; delayInterval: RetryDelay }
  | {
      strategy: "exponentialBackoff";
      maxRetryCount: number;
      minimumInterval: RetryDelay;
      maximumInterval: RetryDelay;
    };

/** A binding with its settings, as the library's `input` and `output` create it. */
export interface BindingSettings {
  type: string;
  name: string;
  [setting: string]: unknown;
}

/** The options of a function that Event Hubs triggers. The library's `InvocationContext` is an `Invocation`. */
export interface EventHubFunction<Invocation = FunctionInvocation> {
  /** The app setting with the connection string of the event hub. */
  connection: string;
  eventHubName: string;
  /** `$Default` by default. */
  consumerGroup?: string;
  /** As `eventHubHandler` creates it, or a function that calls such a handler. */
  handler: (messages: unknown, invocation: Invocation) => unknown;
  /** `unlimitedRetry` by default. */
  retry?: RetryPolicy;
  return?: BindingSettings;
  extraInputs?: BindingSettings[];
  extraOutputs?: BindingSettings[];
}

/** The options with the settings that reading needs; compatible with the library's `app.eventHub`. */
export interface EventHubFunctionOptions<Invocation> extends EventHubFunction<Invocation> {
  cardinality: "many";
  /** Bodies stay bytes, so that 64-bit integers keep their digits. */
  dataType: "binary";
  retry: RetryPolicy;
}

/**
 * Retries without a limit. After a limit, or without a policy, the host moves the checkpoint past messages
 * that were not handled.
 */
export const unlimitedRetry: RetryPolicy = {
  strategy: "exponentialBackoff",
  maxRetryCount: -1,
  minimumInterval: { seconds: 1 },
  maximumInterval: { minutes: 5 },
};

/**
 * Completes the options for the library's `app.eventHub`. Its types refuse `dataType` in a literal, although
 * it passes the setting to the host.
 */
export function eventHubOptions<Invocation extends FunctionInvocation = FunctionInvocation>(
  given: EventHubFunction<Invocation>,
): EventHubFunctionOptions<Invocation> {
  const { retry = unlimitedRetry } = given;
  return { ...given, retry, cardinality: "many", dataType: "binary" };
}
