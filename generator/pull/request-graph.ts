// Sends requests to Microsoft Graph and retries them if needed. A response that contains the token is dropped
// as soon as it is received, so neither a problem nor a file can ever contain the token.

import { longestExport } from "../ingest/read-export.ts";
import { type ProblemCode, quote, HuntgenError } from "../problems.ts";
import { reasonOf } from "../runtime/query/graph-request.ts";
import { isRetryable, mostTries, type Patience, retryDelay } from "../runtime/query/retry-delay.ts";
import { createTokenSearch } from "../runtime/query/token-trace.ts";

export interface GraphAccess {
  /** For example `https://graph.microsoft.com`, without a trailing slash. */
  readonly baseUrl: string;
  readonly token: string;
  readonly patience: Patience;
  /** Called before each wait. */
  readonly onWait: (reason: string, milliseconds: number) => void;
}

export interface GraphRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body?: string;
  /** The permission that the request needs, in words. */
  readonly permission: string;
}

export type GraphReply =
  | { readonly kind: "answer"; readonly bytes: Uint8Array }
  /** The service understood the request and rejected it. */
  | { readonly kind: "rejected"; readonly status: number; readonly reason: string };

/** The timeout in milliseconds. A hunting query may take three minutes. */
const longestCall = 200_000;

/**
 * Sends a request until the service responds to it. Throws a `HuntgenError` if it does not, or if it rejects
 * the token.
 */
export async function requestGraph(
  request: GraphRequest,
  access: GraphAccess,
): Promise<GraphReply> {
  const { url, permission } = request;
  for (let tried = 1; ; tried += 1) {
    const sent = await send(request, access);
    if (sent.kind === "failed") {
      await waitOrGiveUp(url, access, sent.reason, tried, null);
      continue;
    }
    const { status, retryAfter, bytes } = sent;
    if (status === 200 && bytes !== undefined) return { kind: "answer", bytes };
    if (status === 200) {
      const message = "the response contains the token or a part of it, so it was not read";
      return refuse(url, "invalid-answer", message);
    }
    if (isRetryable(status)) {
      await waitOrGiveUp(url, access, `returned ${status}`, tried, retryAfter);
      continue;
    }
    const reason = bytes === undefined ? "…" : messageOf(bytes);
    if (status === 401) {
      const advice = `the token was rejected; it must be issued for this service and include the ${permission}`;
      return refuse(url, "no-permission", `returned 401: ${advice}: ${quote(reason)}`);
    }
    if (status === 403) {
      const advice = `the ${permission} is missing`;
      return refuse(url, "no-permission", `returned 403: ${advice}: ${quote(reason)}`);
    }
    return { kind: "rejected", status, reason };
  }
}

type Sent =
  | {
      kind: "answered";
      status: number;
      retryAfter: string | null;
      /** Undefined if the response contains the token. */
      bytes: Uint8Array | undefined;
    }
  | { kind: "failed"; reason: string };

async function send({ method, url, body }: GraphRequest, { token }: GraphAccess): Promise<Sent> {
  const authorization = `Bearer ${token}`;
  try {
    const response = await fetch(url, {
      method,
      ...(body === undefined
        ? { headers: { authorization } }
        : { headers: { authorization, "content-type": "application/json" }, body }),
      // A redirect must not send the token to another host.
      redirect: "manual",
      signal: AbortSignal.timeout(longestCall),
    });
    const received = await readAll(response.body);
    const bytes = createTokenSearch(token)(received) ? undefined : received;
    const retryAfter = response.headers.get("retry-after");
    return { kind: "answered", status: response.status, retryAfter, bytes };
  } catch (error) {
    return { kind: "failed", reason: `did not respond (${reasonOf(error)})` };
  }
}

async function readAll(body: AsyncIterable<Uint8Array> | null): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body ?? []) {
    parts.push(part);
    length += part.length;
    // A longer response is not a schema. It is rejected later as JSON that is cut off.
    if (length > longestExport) break;
  }
  return Buffer.concat(parts);
}

async function waitOrGiveUp(
  url: string,
  access: GraphAccess,
  reason: string,
  tried: number,
  retryAfter: string | null,
): Promise<void> {
  const delay = retryDelay(tried, retryAfter, access.patience);
  if (delay === undefined) {
    const times = tried >= mostTries ? `, ${tried} times` : `, and asked for too long a delay`;
    return refuse(url, "no-answer", `${reason}${times}; nothing was changed, try again later`);
  }
  access.onWait(reason, delay);
  await access.patience.wait(delay);
}

/**
 * Returns the message of `{"error": {"code", "message"}}`, or the whole text if there is no such
 * message.
 */
function messageOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  try {
    const answer: unknown = JSON.parse(text);
    const error = isRecord(answer) ? answer["error"] : undefined;
    const message = isRecord(error) ? error["message"] : undefined;
    return typeof message === "string" ? message : text;
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Reports why there is no usable response. */
export function refuse(url: string, code: ProblemCode, message: string): never {
  throw new HuntgenError([{ code, file: url, line: 0, message }]);
}
