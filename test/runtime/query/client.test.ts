// Runs queries on a local server that imitates Microsoft Graph.

import { describe, expect, it } from "vitest";
import { createHuntingClient, HuntingError } from "../../../generated/query.ts";
import { patience, retryDelay } from "../../../generator/runtime/query/retry-delay.ts";
import { startGraph } from "../../pull/graph-server.ts";

const token = "eyJ0eXAiOiJKV1QifQ.c2VjcmV0LXNlY3JldC1zZWNyZXQ.signature-of-it";
const failure = async (run: Promise<unknown>): Promise<HuntingError> =>
  run.then(
    () => expect.fail("the query did not fail"),
    (error: unknown) => (error instanceof HuntingError ? error : expect.fail(String(error))),
  );

describe("a hunting client", () => {
  it("sends the query with the token and returns the text of the response", async () => {
    const server = await startGraph(() => ({ body: '{"schema":[],"results":[] }' }));
    const client = createHuntingClient({ token: async () => token, baseUrl: `${server.baseUrl}/` });
    expect(await client.run("DeviceInfo", { timespan: "P7D" })).toBe('{"schema":[],"results":[] }');
    const [call] = server.calls;
    expect(call).toMatchObject({ method: "POST", url: "/v1.0/security/runHuntingQuery" });
    expect(call?.headers["authorization"]).toBe(`Bearer ${token}`);
    expect(JSON.parse(call?.body ?? "")).toEqual({ Query: "DeviceInfo", Timespan: "P7D" });
  });

  it("gets the token of a credential for the service", async () => {
    const server = await startGraph(() => ({ body: "{}" }));
    const scopes: string[] = [];
    const getToken = async (scope: string): Promise<{ token: string }> => {
      scopes.push(scope);
      return { token };
    };
    await createHuntingClient({ credential: { getToken }, baseUrl: server.baseUrl }).run("x");
    expect(scopes).toEqual([`${server.baseUrl}/.default`]);
  });

  it("tries again when the service is busy, and after a connection that breaks", async () => {
    const server = await startGraph((_, index) => {
      if (index === 0) return { status: 429, headers: { "retry-after": "0" }, body: "" };
      return index === 1
        ? { status: 503, headers: { "retry-after": "0" }, body: "" }
        : { body: "{}" };
    });
    expect(await createHuntingClient({ token, baseUrl: server.baseUrl }).run("x")).toBe("{}");
    expect(server.calls).toHaveLength(3);
  });

  it("does not wait for longer than five minutes", async () => {
    const server = await startGraph(() => ({
      status: 429,
      headers: { "retry-after": "301" },
      body: "",
    }));
    const error = await failure(createHuntingClient({ token, baseUrl: server.baseUrl }).run("x"));
    expect(error).toMatchObject({ status: 429, message: "Microsoft Graph returned 429" });
  });

  it("throws the message of the service, escaped", async () => {
    const body = JSON.stringify({ error: { code: "BadRequest", message: "no\u001b[31m" } });
    const server = await startGraph(() => ({ status: 400, body }));
    const error = await failure(createHuntingClient({ token, baseUrl: server.baseUrl }).run("x"));
    expect(error).toMatchObject({ status: 400, code: "BadRequest" });
    expect(error.message).toBe('Microsoft Graph returned 400: BadRequest: "no\\u001b[31m"');
  });

  it("does not follow a redirect", async () => {
    const other = await startGraph(() => ({ body: "{}" }));
    const server = await startGraph(() => ({
      status: 307,
      headers: { location: other.baseUrl },
      body: "",
    }));
    const error = await failure(createHuntingClient({ token, baseUrl: server.baseUrl }).run("x"));
    expect(error.message).toContain("redirect (307)");
    expect(other.calls).toEqual([]);
  });

  it.each([
    ["as it is", token],
    ["in pieces", token.slice(4, 30)],
    ["in base64", Buffer.from(token).toString("base64")],
  ])("has no error that contains the token, if the service returns it %s", async (_, text) => {
    const body = JSON.stringify({ error: { code: "X", message: `got ${text}` } });
    const server = await startGraph(() => ({ status: 401, body }));
    const error = await failure(createHuntingClient({ token, baseUrl: server.baseUrl }).run("x"));
    expect(error.message).toBe("Microsoft Graph returned 401, with a text that contains the token");
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(
      text.slice(0, 20),
    );
  });

  it("has no error that contains a token which no header can contain", async () => {
    const client = createHuntingClient({
      token: "secret\nsecret",
      fetch: () => expect.fail("sent"),
    });
    expect((await failure(client.run("x"))).message).not.toContain("secret");
  });

  it("stops when the signal is aborted, also while it waits", async () => {
    const server = await startGraph(() => ({
      status: 503,
      headers: { "retry-after": "100" },
      body: "",
    }));
    const client = createHuntingClient({ token, baseUrl: server.baseUrl });
    const reason = new Error("stopped");
    await expect(client.run("x", { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const run = client.run("x", { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 100);
    await expect(run).rejects.toBe(reason);
  });

  it("sends nothing and does not wait if the signal is aborted in the meantime", async () => {
    const reason = new Error("stopped");
    const sent: string[] = [];
    const run = (abortIn: "token" | "fetch"): Promise<string> => {
      const controller = new AbortController();
      const abort = (at: string): void => {
        if (at === abortIn) controller.abort(reason);
      };
      const client = createHuntingClient({
        token: async () => {
          abort("token");
          return token;
        },
        fetch: async (url) => {
          sent.push(url);
          abort("fetch");
          return { status: 503, headers: { get: () => "100" }, text: async () => "" };
        },
      });
      return client.run("x", { signal: controller.signal });
    };
    await expect(run("token")).rejects.toBe(reason);
    expect(sent).toEqual([]);
    await expect(run("fetch")).rejects.toBe(reason);
    expect(sent).toHaveLength(1);
  });

  it("accepts the global fetch, and only addresses with https or of this machine", () => {
    expect(createHuntingClient({ token, fetch })).toHaveProperty("run");
    for (const baseUrl of [
      "http://graph.microsoft.com",
      "https://u@x.com",
      "x",
      "ftp://localhost",
    ]) {
      expect(() => createHuntingClient({ token, baseUrl })).toThrow(TypeError);
    }
    expect(() => createHuntingClient({})).toThrow(TypeError);
  });
});

const now = (): number => Date.parse("1994-11-06T08:48:07Z");

describe("a retry", () => {
  it.each(["-5", "1.5", "5, 5", "soon"])("backs off if Retry-After is not valid: %s", (asked) => {
    expect(retryDelay(3, asked, { ...patience, random: () => 1 })).toBe(4000);
  });

  it.each([
    ["Sun, 06 Nov 1994 08:49:37 GMT", 90_000],
    ["Sun, 06 Nov 1994 08:48:00 GMT", 0],
    [" 7 ", 7000],
  ])("waits as Retry-After requests: %s", (asked, expected) => {
    expect(retryDelay(3, asked, { ...patience, random: () => 0, now })).toBe(expected);
  });
});
