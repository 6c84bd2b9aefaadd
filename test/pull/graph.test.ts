// Checks requests to Graph for schemas: what is sent, how every kind of response is handled, and
// how long retries wait.

import { describe, expect, test } from "vitest";
import { formatProblem, HuntgenError } from "../../generator/problems.ts";
import { findToken } from "../../generator/pull/find-token.ts";
import { pullTables } from "../../generator/pull/pull-tables.ts";
import type { Patience } from "../../generator/runtime/query/retry-delay.ts";
import {
  type Answer,
  errorAnswer,
  type GraphServer,
  schemaAnswer,
  startGraph,
} from "./graph-server.ts";

const token = "secret.token-0123456789";
const url = "/v1.0/security/runHuntingQuery";
const start = Date.UTC(2026, 2, 1, 12, 0, 0);

interface Pulled {
  readonly server: GraphServer;
  readonly tables: Record<string, string[]>;
  readonly missing: readonly string[];
  /** Problem lines without the server's address. */
  readonly problems: readonly string[];
  readonly waits: readonly number[];
  readonly reported: readonly string[];
}

/** Pulls from a server that sends one response per call, and repeats the last one. */
async function pull(
  names: readonly string[],
  answers: readonly Answer[] | ((tables: string[]) => Answer),
  limit = 50_000,
): Promise<Pulled> {
  const server = await startGraph((call, index) =>
    typeof answers === "function"
      ? answers(tablesOf(call.body))
      : (answers[Math.min(index, answers.length - 1)] ?? { body: "" }),
  );
  const [waits, reported]: [number[], string[]] = [[], []];
  const patience: Patience = {
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
    random: () => 0.5,
    now: () => start,
  };
  const onWait = (reason: string): void => {
    reported.push(reason);
  };
  const access = { baseUrl: server.baseUrl, token, patience, onWait };
  const outcome = await pullTables(names, limit, access).catch((error: unknown) => {
    if (error instanceof HuntgenError) return error.problems.map(formatProblem);
    throw error;
  });
  expect(JSON.stringify([outcome, reported])).not.toContain(token);
  if ("tables" in outcome) {
    const columns = outcome.tables.map((table): [string, string[]] => [
      table.name,
      table.columns.map(({ name, type }) => `${name}:${type}`),
    ]);
    const tables = Object.fromEntries(columns);
    return { server, waits, reported, tables, missing: outcome.missing, problems: [] };
  }
  const problems = outcome.map((line) => line.replace(`${server.baseUrl}${url}`, "Graph"));
  return { server, waits, reported, tables: {}, missing: [], problems };
}

function tablesOf(body: string): string[] {
  const { Query }: { Query: string } = JSON.parse(body);
  return [...Query.matchAll(/TableName = "(?<name>[^"]*)"/g)].map(
    ({ groups }) => groups?.["name"] ?? "",
  );
}

const two = { AlertInfo: ["Title:string", "When:datetime"], DeviceInfo: ["Id:long"] };
const unresolved = (name: string): Answer =>
  errorAnswer(
    400,
    "BadRequest",
    `'where' operator: Failed to resolve table expression named '${name}'`,
  );

describe("pulling from Graph", () => {
  test("sends the request that Graph expects", async () => {
    const { server, tables, missing } = await pull(
      ["DeviceInfo", "AlertInfo"],
      [schemaAnswer(two)],
    );
    expect(server.calls).toHaveLength(1);
    const [call] = server.calls;
    expect(call).toMatchObject({ method: "POST", url });
    expect(call?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
    });
    expect(Object.keys(JSON.parse(call?.body ?? ""))).toEqual(["Query"]);
    expect(tablesOf(call?.body ?? "")).toEqual(["DeviceInfo", "AlertInfo"]);
    expect({ tables, missing }).toEqual({ tables: two, missing: [] });
  });

  test("accepts keys in another letter case", async () => {
    const answer = schemaAnswer(two, { schema: "Schema", results: "Results" });
    expect(await pull(Object.keys(two), [answer])).toMatchObject({ tables: two });
  });

  test("splits a query that would be too long", async () => {
    const pulled = await pull(
      ["A", "B", "C"],
      (names) => schemaAnswer(Object.fromEntries(names.map((name) => [name, ["Id:long"]]))),
      290,
    );
    expect(pulled.server.calls.map(({ body }) => tablesOf(body))).toEqual([["A", "B"], ["C"]]);
    expect(Object.keys(pulled.tables)).toEqual(["A", "B", "C"]);
  });

  test("lists the tables that the response does not have as missing", async () => {
    const pulled = await pull(["Gone", "DeviceInfo"], [schemaAnswer({ DeviceInfo: ["Id:long"] })]);
    expect(pulled).toMatchObject({ tables: { DeviceInfo: ["Id:long"] }, missing: ["Gone"] });
  });

  test("lists every table as missing", async () => {
    expect(await pull(["Gone"], [unresolved("Gone")])).toMatchObject({
      tables: {},
      missing: ["Gone"],
      problems: [],
    });
    expect(await pull(["Gone", "Off"], [schemaAnswer({})])).toMatchObject({
      missing: ["Gone", "Off"],
      problems: [],
    });
  });

  test("queries the other tables again if the service refuses the whole query because of one table", async () => {
    const named = await pull(["A", "Gone", "B"], (names) =>
      names.includes("Gone")
        ? unresolved("Gone")
        : schemaAnswer({ A: ["Id:long"], B: ["Id:long"] }),
    );
    expect(named).toMatchObject({ tables: { A: ["Id:long"], B: ["Id:long"] }, missing: ["Gone"] });
    expect(named.server.calls).toHaveLength(2);
    const unnamed = await pull(["A", "Gone", "B"], (names) =>
      names.includes("Gone")
        ? errorAnswer(400, "BadRequest", "Failed to resolve table")
        : schemaAnswer(Object.fromEntries(names.map((name) => [name, ["Id:long"]]))),
    );
    expect(unnamed).toMatchObject({
      tables: { A: ["Id:long"], B: ["Id:long"] },
      missing: ["Gone"],
    });
  });
});

describe("pulling from a busy service", () => {
  const good = schemaAnswer({ A: ["Id:long"] });

  test.each([
    ["seconds", busy("7"), [7125]],
    ["a date", busy("Sun, 01 Mar 2026 12:00:30 GMT"), [30_125]],
    ["a date in the past", busy("Sun, 01 Mar 2026 11:00:00 GMT"), [125]],
    ["nonsense", busy("soon"), [750]],
    ["nothing", errorAnswer(429, "TooManyRequests", "Too many requests"), [750]],
    ["500", errorAnswer(500, "InternalServerError", "oops"), [750]],
    ["502", { status: 502, body: "<html>Bad Gateway</html>" }, [750]],
    ["503", errorAnswer(503, "ServiceUnavailable", "", { "retry-after": "2" }), [2125]],
    ["504", errorAnswer(504, "GatewayTimeout", "UnknownError"), [750]],
    ["a connection that breaks", { ...good, cut: true }, [750]],
  ])("tries again after %s", async (_name, first, waits) => {
    const pulled = await pull(["A"], [first, good]);
    expect(pulled).toMatchObject({ tables: { A: ["Id:long"] }, waits });
    expect(pulled.server.calls).toHaveLength(2);
    expect(pulled.reported).toHaveLength(1);
  });

  test("stops after six tries with growing pauses", async () => {
    const pulled = await pull(["A"], [errorAnswer(503, "ServiceUnavailable", "down")]);
    expect(pulled.problems).toEqual([
      "Graph: returned 503, 6 times; nothing was changed, try again later [no-answer]",
    ]);
    expect(pulled.waits).toEqual([750, 1500, 3000, 6000, 12_000]);
  });

  test("stops at once if the service asks for too long a pause", async () => {
    const pulled = await pull(["A"], [busy("3600")]);
    expect(pulled.problems).toEqual([
      "Graph: returned 429, and asked for too long a delay; nothing was changed, try again later [no-answer]",
    ]);
    expect(pulled.waits).toEqual([]);
  });
});

describe("pulling from a service that refuses or returns nonsense", () => {
  const row = '{"TableName":"A","ColumnOrdinal":0,"ColumnName":"Id","ColumnType":"long"}';
  test.each([
    [
      "401",
      errorAnswer(401, "InvalidAuthenticationToken", "Access token has expired"),
      'Graph: returned 401: the token was rejected; it must be issued for this service and include the permission ThreatHunting.Read.All: "Access token has expired" [no-permission]',
    ],
    [
      "403",
      errorAnswer(
        403,
        "Forbidden",
        "The application does not have any of the required delegated permissions",
      ),
      'Graph: returned 403: the permission ThreatHunting.Read.All is missing: "The application does not have any of the required delegated permissions" [no-permission]',
    ],
    [
      "an echo of the token",
      errorAnswer(403, "Forbidden", `no: ${token}`),
      'Graph: returned 403: the permission ThreatHunting.Read.All is missing: "…" [no-permission]',
    ],
    [
      "a message that clears a terminal",
      errorAnswer(403, "Forbidden", "no\u001B[2J"),
      'Graph: returned 403: the permission ThreatHunting.Read.All is missing: "no\\u{1b}[2J" [no-permission]',
    ],
    [
      "an echo of the token with status 200",
      schemaAnswer({ A: [`Id:${token}`] }),
      "Graph: the response contains the token or a part of it, so it was not read [invalid-answer]",
    ],
    [
      "a wrong query",
      errorAnswer(400, "BadRequest", "Syntax error"),
      'Graph: returned 400: the query was rejected: "Syntax error" [no-answer]',
    ],
    [
      "another address",
      { status: 404, body: "nope" },
      'Graph: returned 404: the query was rejected: "nope" [no-answer]',
    ],
    [
      "a redirect",
      { status: 302, headers: { location: "http://127.0.0.1:9/" }, body: "" },
      'Graph: returned 302: the query was rejected: "" [no-answer]',
    ],
    [
      "broken JSON",
      { body: '{"schema":[],"results":[nope]}' },
      "Graph:1: not valid JSON: invalid symbol [not-json]",
    ],
    [
      "JSON that is cut off",
      { body: `{"schema":[],"results":[${row},{"Table` },
      "Graph:1: unexpected end of JSON: the file is cut off; export it again [cut-off]",
    ],
    [
      "a page",
      { body: "<html><title>Proxy</title></html>" },
      'Graph:1: expected an export, got a web page or XML ("Proxy"); sign in and export again [web-page]',
    ],
    ["nothing", { body: "" }, "Graph: empty file; export the schema again [empty-file]"],
    [
      "an error with status 200",
      { body: '{"error":{"code":"UnknownError","message":"no"}}' },
      'Graph:1: the query failed with the error "UnknownError: no"; run it again [error-answer]',
    ],
    [
      "rows that end too early",
      {
        body: JSON.stringify({
          schema: [],
          results: [2, 1].map((n) => ({
            TableName: "A",
            ColumnOrdinal: n,
            ColumnName: `C${n}`,
            ColumnType: "long",
          })),
        }),
      },
      "Graph:1: expected ColumnOrdinal 0, got 1: the result is cut off; export it again [cut-off]",
    ],
    [
      "another table",
      { body: `{"schema":[],"results":[${row.replace('"A"', '"B"')}]}` },
      'Graph:1: the response contains a row of "B" that has no ordinal or was not requested [invalid-answer]',
    ],
    [
      "rows without ordinals",
      { body: '{"schema":[],"results":[{"TableName":"A","ColumnName":"Id","ColumnType":"long"}]}' },
      'Graph:1: the response contains a row of "A" that has no ordinal or was not requested [invalid-answer]',
    ],
    [
      "an unknown type",
      { body: `{"schema":[],"results":[${row.replace("long", "lnog")}]}` },
      'Graph:1: unknown column type "lnog", did you mean "long"? [unknown-type]',
    ],
  ])("reports %s", async (_name, answer, line) => {
    const pulled = await pull(["A"], [answer]);
    expect(pulled.problems).toEqual([line]);
    expect(pulled.waits).toEqual([]);
  });

  test("uses no response if a later one is bad", async () => {
    const pulled = await pull(["A", "B"], [schemaAnswer({ A: ["Id:long"] }), { body: "[" }], 1);
    expect(pulled.tables).toEqual({});
    expect(pulled.problems).toHaveLength(1);
  });
});

describe("finding a token", () => {
  const source = {
    variable: undefined,
    audience: "https://graph.example",
    environment: () => undefined,
    loadIdentity: async () => ({}),
  };

  test("reads the environment variable that the flag names", async () => {
    const options = {
      ...source,
      variable: "MINE",
      environment: (name: string) => `${name}-token\n`,
    };
    expect(await findToken(options)).toBe("MINE-token");
  });

  test("asks @azure/identity for a token for the service", async () => {
    const loadIdentity = identity((scope) => ({ token: `for:${scope}` }));
    expect(await findToken({ ...source, loadIdentity })).toBe("for:https://graph.example/.default");
  });

  test.each([
    [
      "an empty variable",
      { variable: "MINE" },
      '--token-env: the environment variable "MINE" is empty or not set [no-token]',
    ],
    [
      "a variable that a header cannot carry",
      { variable: "MINE", environment: () => "se\ncret" },
      '--token-env: the environment variable "MINE" does not contain a token [no-token]',
    ],
    [
      "no @azure/identity",
      { loadIdentity: async () => Promise.reject(new Error("Cannot find package")) },
      "pull: no token; run `npm install --save-dev @azure/identity`, or pass the name of an environment variable that contains a token with --token-env [no-token]",
    ],
    [
      "an identity that fails",
      {
        loadIdentity: identity(() => {
          throw new Error("EnvironmentCredential is unavailable.\nMore");
        }),
      },
      '@azure/identity: returned no token: "EnvironmentCredential is unavailable." [no-token]',
    ],
    [
      "an identity without a token",
      { loadIdentity: identity(() => null) },
      "@azure/identity: returned no token [no-token]",
    ],
  ])("reports %s", async (_name, options, line) => {
    expect(await lineOf(findToken({ ...source, ...options }))).toBe(line);
  });
});

async function lineOf(promise: Promise<string>): Promise<string> {
  return promise.catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  );
}

function busy(retryAfter: string): Answer {
  return errorAnswer(429, "TooManyRequests", "Too many requests", { "retry-after": retryAfter });
}

/** Returns the part of the exports of @azure/identity that is used. */
function identity(getToken: (scope: string) => unknown): () => Promise<unknown> {
  return async () => ({
    DefaultAzureCredential: class {
      getToken = async (scope: string): Promise<unknown> => getToken(scope);
    },
  });
}
