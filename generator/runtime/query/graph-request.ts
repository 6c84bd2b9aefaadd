// Defines what every request to Microsoft Graph needs: an address and a token that are safe to use.

declare const URL: new (text: string) => {
  readonly protocol: string;
  readonly hostname: string;
  readonly username: string;
  readonly search: string;
  readonly hash: string;
  readonly origin: string;
  readonly pathname: string;
};

export const graphUrl: string = "https://graph.microsoft.com";

/**
 * Returns an address without a trailing slash. Returns undefined unless it uses https, or http to this
 * machine, since the token could be intercepted.
 */
export function safeBaseUrl(text: string): string | undefined {
  try {
    const url = new URL(text);
    const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    const isSafe = url.protocol === "https:" || (url.protocol === "http:" && isLocal);
    const isPlain = url.username === "" && url.search === "" && url.hash === "";
    return isSafe && isPlain ? `${url.origin}${url.pathname.replace(/\/+$/, "")}` : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the URL that queries are sent to. */
export function huntingUrl(baseUrl: string): string {
  return `${baseUrl}/v1.0/security/runHuntingQuery`;
}

/** Whether a header can contain a text. For other text, the error of `fetch` would contain all of it. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7E]+$/.test(text);
}

/** Returns the code of an error of `fetch`, or the name of its class. Its message is not used: it may contain the headers. */
export function reasonOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code: unknown =
    typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  if (typeof code === "string") return code;
  return error instanceof Error ? error.name : "unknown";
}
