// Runs hunting queries on Microsoft Graph. No error contains the token, or the text of a response that
// contains it.

import { encodeUtf8 } from "../json/utf8.ts";
import { isObject } from "../table/walk.ts";
import { showText } from "./answer-error.ts";
import { graphUrl, huntingUrl, isToken, reasonOf, safeBaseUrl } from "./graph-request.ts";
import { isRetryable, patience, retryDelay } from "./retry-delay.ts";
import { createTokenSearch } from "./token-trace.ts";

/** Runs hunting queries. Other clients, for example of another API, can have this type too. */
export interface HuntingClient {
  /** Runs a query and returns the text of its response, for `decodeAnswer`. */
  run(query: string, options?: RunOptions): Promise<string>;
}

export interface RunOptions {
  /** The time that the query covers, in ISO 8601, such as `P7D`; 30 days by default. */
  readonly timespan?: string | undefined;
  /** Stops the request and its retries. */
  readonly signal?: CancelSignal | undefined;
}

/** A credential of `@azure/identity`. */
export interface TokenCredential {
  getToken(scope: string): Promise<{ readonly token: string } | null>;
}

export interface HuntingClientOptions {
  /** A token with `ThreatHunting.Read.All`, or a function that returns one. It is called for each request. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** A credential of `@azure/identity`, instead of `token`. */
  readonly credential?: TokenCredential | undefined;
  /** The address of the service, `https://graph.microsoft.com` by default. */
  readonly baseUrl?: string | undefined;
  /** The function that sends requests, instead of the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** An `AbortSignal`. */
export interface CancelSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** The part of `fetch` that is used. */
export type Fetch = (
  url: string,
  request: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
    readonly redirect: "manual";
    /** An `AbortSignal`. The type fits those of the DOM and of Node, which this module does not import. */
    readonly signal: never;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** Thrown if the service rejects a query or does not respond. */
export class HuntingError extends Error {
  /** The HTTP status; undefined if there was no response. */
  readonly status: number | undefined;
  /** The service's code, such as `BadRequest`. */
  readonly code: string | undefined;

  constructor(message: string, status?: number, code?: string) {
    super(message);
    this.name = "HuntingError";
    this.status = status;
    this.code = code;
  }
}

declare const AbortController: new () => {
  readonly signal: CancelSignal;
  abort(reason: unknown): void;
};
declare const fetch: Fetch;
declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;
declare const clearTimeout: (timer: unknown) => void;

/** The timeout in milliseconds. A hunting query may take three minutes. */
const longestCall = 200_000;

/**
 * Creates a client of Microsoft Graph, which retries as `Retry-After` requests. `run` throws a `HuntingError`
 * if the query fails, and the signal's reason once the signal is aborted. Throws a `TypeError` for options
 * without a way to get a token, or with an address that does not use https.
 */
export function createHuntingClient(options: HuntingClientOptions): HuntingClient {
  const baseUrl = safeBaseUrl(options.baseUrl ?? graphUrl);
  if (baseUrl === undefined) {
    throw new TypeError(`baseUrl: expected an address such as ${graphUrl}, with https`);
  }
  const getToken = tokenSource(options, baseUrl);
  const send = options.fetch ?? fetch;
  return {
    async run(query, { timespan, signal } = {}) {
      const body = JSON.stringify({ Query: query, Timespan: timespan });
      for (let tried = 1; ; tried += 1) {
        throwIfAborted(signal);
        const token = await getToken();
        throwIfAborted(signal);
        if (!isToken(token))
          throw new HuntingError("expected a token, got text with other characters");
        const { status, text, retryAfter, reason } = await request(
          send,
          baseUrl,
          token,
          body,
          signal,
        );
        if (status === 200 && text !== undefined) return text;
        const isTransient = status === undefined || isRetryable(status);
        const delay = isTransient ? retryDelay(tried, retryAfter, patience) : undefined;
        if (delay === undefined) throw failure(status, text, reason, token, tried);
        await waitFor(delay, signal);
      }
    },
  };
}

function tokenSource(
  { token, credential }: HuntingClientOptions,
  baseUrl: string,
): () => Promise<string> {
  if (token !== undefined) return async () => (typeof token === "string" ? token : token());
  if (credential === undefined) throw new TypeError("expected token or credential in the options");
  const scope = `${baseUrl}/.default`;
  return async () => (await credential.getToken(scope))?.token ?? "";
}

interface Response {
  /** Undefined if the service did not respond, or not with a whole text. */
  readonly status: number | undefined;
  readonly text: string | undefined;
  readonly retryAfter: string | null;
  readonly reason: string;
}

async function request(
  send: Fetch,
  baseUrl: string,
  token: string,
  body: string,
  signal: CancelSignal | undefined,
): Promise<Response> {
  const controller = new AbortController();
  const abort = (): void => controller.abort(undefined);
  const timer = setTimeout(abort, longestCall);
  signal?.addEventListener("abort", abort);
  try {
    const response = await send(huntingUrl(baseUrl), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body,
      // A redirect must not send the token to another host.
      redirect: "manual",
      // The cast holds: it is an `AbortSignal`, whose type depends on the project's libraries.
      signal: controller.signal as never,
    });
    const retryAfter = response.headers.get("retry-after");
    return { status: response.status, text: await response.text(), retryAfter, reason: "" };
  } catch (error) {
    throwIfAborted(signal);
    return { status: undefined, text: undefined, retryAfter: null, reason: reasonOf(error) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/** The most characters of an error that are searched for the token and parsed. */
const longestError = 65_536;

function failure(
  status: number | undefined,
  text: string | undefined,
  reason: string,
  token: string,
  tried: number,
): HuntingError {
  const times = tried > 1 ? ` (${tried} times)` : "";
  if (status === undefined) {
    return new HuntingError(`Microsoft Graph did not respond: ${showText(reason)}${times}`);
  }
  // In a browser, a redirect that is not followed has the status 0.
  if (status === 0 || (status >= 300 && status < 400)) {
    return new HuntingError(
      `Microsoft Graph returned a redirect (${status}), which is not followed; check baseUrl`,
      status,
    );
  }
  const shown = text?.slice(0, longestError) ?? "";
  if (createTokenSearch(token)(encodeUtf8(shown))) {
    return new HuntingError(
      `Microsoft Graph returned ${status}${times}, with a text that contains the token`,
      status,
    );
  }
  const { code, message } = errorOf(shown);
  const details = [code, message].flatMap((detail) =>
    detail === undefined ? [] : showText(detail),
  );
  return new HuntingError(
    [`Microsoft Graph returned ${status}${times}`, ...details].join(": "),
    status,
    code,
  );
}

function errorOf(text: string): { readonly code?: string; readonly message?: string } {
  try {
    const answer: unknown = JSON.parse(text);
    const error = isObject(answer) ? answer["error"] : undefined;
    if (!isObject(error)) return {};
    const { code, message } = error;
    return {
      ...(typeof code === "string" ? { code: showText(code) } : {}),
      ...(typeof message === "string" ? { message } : {}),
    };
  } catch {
    return {};
  }
}

function throwIfAborted(signal: CancelSignal | undefined): void {
  if (signal?.aborted === true) throw signal.reason ?? new HuntingError("the query was aborted");
}

function waitFor(milliseconds: number, signal: CancelSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason ?? new HuntingError("the query was aborted"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop);
  });
}
