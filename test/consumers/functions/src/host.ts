// Replaces the Functions host: loads an app, calls a function with data as the host sends it, through
// the library's own conversions, and retries by the policy of the function. Prints the outcome as JSON.

import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** Data as the host sends it; bytes are base64 here. */
interface Data {
  readonly bytes?: string;
  readonly collectionBytes?: { readonly bytes: readonly string[] };
  readonly [member: string]: unknown;
}

export interface Call {
  readonly name: string;
  readonly data: Data;
  readonly triggerMetadata?: Readonly<Record<string, unknown>>;
  /** Attempts after which it stops, although the policy has no limit. */
  readonly attempts: number;
}

interface Registered {
  readonly metadata: {
    readonly name: string;
    readonly bindings: Readonly<
      Record<string, { readonly type: string; readonly direction: string }>
    >;
    readonly retryOptions?: { readonly maxRetryCount: number };
  };
  readonly callback: (...inputs: unknown[]) => unknown;
}

interface Model {
  getArguments(): Promise<{ readonly context: unknown; readonly inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: unknown): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<{ readonly outputData?: unknown }>;
}

const [app = "", calls = "[]"] = process.argv.slice(2);
const require = createRequire(path.resolve(app));
const core = require("@azure/functions-core") as {
  readonly registered: ReadonlyMap<string, Registered>;
  readonly programmingModel?: { getInvocationModel(context: object): Model };
};
await import(pathToFileURL(path.resolve(app)).href);

const outcomes: unknown[] = [];
for (const call of JSON.parse(calls) as Call[]) outcomes.push(await run(call));
const registered = [...core.registered.values()].map(({ metadata }) => metadata);
process.stdout.write(JSON.stringify({ registered, outcomes }));

async function run({ name, data, triggerMetadata, attempts }: Call): Promise<unknown> {
  const found = core.registered.get(name);
  if (found === undefined || core.programmingModel === undefined)
    throw new Error(`no function ${name}`);
  const { metadata, callback } = found;
  const maxRetryCount = metadata.retryOptions?.maxRetryCount ?? 0;
  const trigger = Object.entries(metadata.bindings).find(([, { direction }]) => direction === "in");
  const errors: string[] = [];
  const logs: string[] = [];
  for (let retryCount = 0; retryCount < attempts; retryCount++) {
    if (maxRetryCount >= 0 && retryCount > maxRetryCount) break;
    const model = core.programmingModel.getInvocationModel({
      invocationId: `invocation ${retryCount}`,
      metadata,
      state: "invocation",
      log: (_level: string, _category: string, text: string) => logs.push(text),
      request: {
        inputData: [{ name: trigger?.[0], data: decode(data) }],
        triggerMetadata: triggerMetadata ?? {},
        retryContext: retryCount === 0 ? null : { retryCount, maxRetryCount },
      },
    });
    const { context, inputs } = await model.getArguments();
    try {
      const result = await model.invokeFunction(context, inputs, callback);
      const { outputData } = await model.getResponse(context, result);
      return { errors, logs, outputData };
    } catch (error) {
      errors.push(error instanceof Error ? error.message : String(error));
    }
  }
  return { errors, logs };
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "base64"));
}

function decode(data: Data): object {
  const { bytes, collectionBytes } = data;
  if (bytes !== undefined) return { bytes: fromBase64(bytes) };
  if (collectionBytes === undefined) return data;
  return { collectionBytes: { bytes: collectionBytes.bytes.map(fromBase64) } };
}
