// Runs a query on Microsoft Graph and retries it if needed. A response that contains the token is dropped as
// soon as it is received, so neither a problem nor a file can ever contain the token.

import { longestExport } from "../ingest/read-export.ts";
import { type Problem, type ProblemCode, quote, HuntgenError } from "../problems.ts";
import { permission } from "./find-token.ts";
import { mostTries, type Patience, retryDelay } from "./retry-delay.ts";
import { createTokenSearch } from "./token-trace.ts";

export interface GraphAccess {
  /** For example `https://graph.microsoft.com`, without a trailing slash. */
  readonly baseUrl: string;
  readonly token: string;
  readonly patience: Patience;
  /** Called before each wait. */
  readonly onWait: (reason: string, milliseconds: number) => void;
}

export type HuntingAnswer =
  | { readonly kind: "answer"; readonly bytes: Uint8Array }
  /** The service could not resolve a table, since no leg of the query has a table that exists. */
  | { readonly kind: "unresolved"; readonly message: string };

/** The timeout in milliseconds. A hunting query may take three minutes. */
const longestCall = 200_000;

/** Returns the URL that queries are sent to. */
export function huntingUrl(baseUrl: string): string {
  return `${baseUrl}/v1.0/security/runHuntingQuery`;
}

/** Runs a query. Throws a `HuntgenError` if the service rejects it or does not respond. */
export async function runHuntingQuery(query: string, access: GraphAccess): Promise<HuntingAnswer> {
  for (let tried = 1; ; tried += 1) {
    const sent = await send(query, access);
    if (sent.kind === "failed") {
      await waitOrGiveUp(access, sent.reason, tried, null);
      continue;
    }
    const { status, retryAfter, bytes } = sent;
    if (status === 200 && bytes !== undefined) return { kind: "answer", bytes };
    if (status === 200) {
      const message = "the response contains the token or a part of it, so it was not read";
      return refuse(access, "invalid-answer", message);
    }
    if (status === 429 || status === 408 || status >= 500) {
      await waitOrGiveUp(access, `returned ${status}`, tried, retryAfter);
      continue;
    }
    const reason = bytes === undefined ? "…" : messageOf(bytes);
    if (status === 400 && /failed to resolve table/i.test(reason)) {
      return { kind: "unresolved", message: reason };
    }
    const [code, advice] = adviceFor(status);
    return refuse(access, code, `returned ${status}: ${advice}: ${quote(reason)}`);
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

async function send(query: string, { baseUrl, token }: GraphAccess): Promise<Sent> {
  try {
    const response = await fetch(huntingUrl(baseUrl), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ Query: query }),
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
  access: GraphAccess,
  reason: string,
  tried: number,
  retryAfter: string | null,
): Promise<void> {
  const delay = retryDelay(tried, retryAfter, access.patience);
  if (delay === undefined) {
    const times = tried >= mostTries ? `, ${tried} times` : `, and asked for too long a delay`;
    return refuse(access, "no-answer", `${reason}${times}; nothing was changed, try again later`);
  }
  access.onWait(reason, delay);
  await access.patience.wait(delay);
}

function adviceFor(status: number): readonly [ProblemCode, string] {
  if (status === 401) {
    const advice = `the token was rejected; it must be issued for this service and include ${permission}`;
    return ["no-permission", advice];
  }
  if (status === 403) return ["no-permission", `the permission ${permission} is missing`];
  return ["no-answer", "the query was rejected"];
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

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (isRecord(cause) && typeof cause["code"] === "string") return cause["code"];
  return error instanceof Error ? error.name : "unknown";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function refuse({ baseUrl }: GraphAccess, code: ProblemCode, message: string): never {
  const problem: Problem = { code, file: huntingUrl(baseUrl), line: 0, message };
  throw new HuntgenError([problem]);
}
