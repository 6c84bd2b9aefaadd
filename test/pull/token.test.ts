// Checks that no piece of the token is printed or saved when a response repeats the token, whatever
// the service sends.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTokenSearch } from "../../generator/runtime/query/token-trace.ts";
import { createProject, csv } from "../support/scratch-project.ts";
import { type Answer, errorAnswer, schemaAnswer, startGraph } from "./graph-server.ts";

const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const claims = { aud: "https://graph.microsoft.com", tid: "72f988bf", upn: "ana@example.com" };
const [header, payload, signature] = [
  base64url('{"typ":"JWT","alg":"RS256"}'),
  base64url(JSON.stringify(claims)),
  "Zm9v_c2lnbmF0dXJl-SGVsbG8gV29ybGQ",
];
const token = `${header}.${payload}.${signature}`;

const escapedForJson = (text: string): string =>
  text.replace(/./g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
const percentEncoded = (text: string): string =>
  text.replace(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`);
const chunks = (text: string, length: number, between: string): string =>
  [...text.matchAll(new RegExp(`.{1,${length}}`, "g"))].map(([part]) => part).join(between);

const encodings: readonly (readonly [string, (text: string) => string])[] = [
  ["as it is", (text) => text],
  ["in other text", (text) => `Bearer ${text}, which is not valid`],
  ["escaped for JSON", escapedForJson],
  ["escaped for JSON twice", (text) => JSON.stringify(escapedForJson(text))],
  ["with slashes escaped", (text) => text.replaceAll("/", "\\/")],
  ["percent-encoded", percentEncoded],
  ["percent-encoded twice", (text) => encodeURIComponent(percentEncoded(text))],
  ["percent-encoded and escaped for JSON", (text) => escapedForJson(percentEncoded(text))],
  ["in base64", (text) => Buffer.from(text).toString("base64")],
  ["in base64 behind one character", (text) => Buffer.from(`:${text}`).toString("base64")],
  ["in base64 behind two characters", (text) => base64url(`ab${text}cd`)],
  ["in base64, in lines", (text) => chunks(Buffer.from(text).toString("base64"), 76, "\r\n")],
  ["in base64, escaped for JSON", (text) => escapedForJson(Buffer.from(text).toString("base64"))],
  ["in decimal entities", (text) => text.replace(/./g, (c) => `&#${c.charCodeAt(0)};`)],
  [
    "in hexadecimal entities",
    (text) => text.replace(/./g, (c) => `&#x${c.charCodeAt(0).toString(16)};`),
  ],
  ["in lines", (text) => chunks(text, 20, "\n")],
  ["in short lines", (text) => chunks(text, 3, "\n")],
  ["in lines, escaped", (text) => chunks(text, 5, "\\r\\n\\t")],
  ["one character at a time", (text) => chunks(text, 1, '", "')],
  ["cut off at 80 characters", (text) => text.slice(0, 80)],
];

const parts = { token, payload, signature, "a piece": payload.slice(20, 32) };

describe.each(encodings)("a token %s", (_name, encode) => {
  test.each(Object.entries(parts))("is found if the response contains %s", (_part, text) => {
    const finds = createTokenSearch(token);
    for (const shape of [encode(text), JSON.stringify({ error: { message: encode(text) } })]) {
      expect(finds(Buffer.from(shape))).toBe(true);
      expect(finds(Buffer.from(`\uFEFF${shape}`, "utf16le"))).toBe(true);
    }
  });
});

test("any piece of a token of any characters is found", () => {
  const tokens = fc.stringMatching(/^[A-Za-z0-9._~+/-]{12,60}=?$/);
  fc.assert(
    fc.property(tokens, fc.nat(), fc.nat(2), fc.string(), (text, at, index, around) => {
      const piece = text.slice(at % (text.length - 8)).slice(0, 8);
      const shapes = [piece, escapedForJson(piece), percentEncoded(piece)];
      expect(createTokenSearch(text)(Buffer.from(`${around}!${shapes[index]}`))).toBe(true);
    }),
    { numRuns: 500, seed: 1 },
  );
});

test("a response without the token is not reported as one that repeats it", () => {
  const finds = createTokenSearch(token);
  const names = Object.keys(claims).concat(Object.values(claims), "JWT", "RS256", "Bearer", "");
  for (const text of [
    ...names,
    JSON.stringify(schemaAnswer({ A: ["Id:long"] })),
    "\\",
    "%",
    "&#",
  ]) {
    expect([text, finds(Buffer.from(text))]).toEqual([text, false]);
  }
});

const env = { HUNTING_TOKEN: token };
const pullFrom = (baseUrl: string): string[] => [
  "pull",
  "A",
  "--base-url",
  baseUrl,
  "--token-env",
  "HUNTING_TOKEN",
];

/**
 * Returns the pieces of the token that are in a text. The texts are everything that a person can
 * read after a run.
 */
function piecesIn(text: string): string[] {
  const all = Array.from({ length: token.length - 7 }, (_, at) => token.slice(at, at + 8));
  return all.filter((piece) => text.includes(piece));
}

const bodies: readonly (readonly [string, (text: string) => Answer])[] = [
  ["an error message with status 200", (text) => errorAnswer(200, "UnknownError", text)],
  ["a type", (text) => schemaAnswer({ A: [`Id:${text}`] })],
  ["a name of a column", (text) => schemaAnswer({ A: [`${text}:string`] })],
  ["a name of a table", (text) => schemaAnswer({ [text]: ["Id:long"] })],
  ["a title of a page", (text) => ({ body: `<html><title>${text}</title></html>` })],
  ["broken JSON", (text) => ({ body: `{"schema": [], "results": [${text}]}` })],
  ["text", (text) => ({ body: text })],
  ["a message with status 400", (text) => errorAnswer(400, "BadRequest", text)],
  [
    "a table that is not found",
    (text) => errorAnswer(400, "B", `Failed to resolve table '${text}'`),
  ],
  ["a message with status 401", (text) => errorAnswer(401, "InvalidAuthenticationToken", text)],
  ["a body of status 404 that is not JSON", (text) => ({ status: 404, body: text })],
];

describe("pull prints and saves no piece of a token in a response that repeats it", () => {
  // Each response repeats one of the texts, so that one run per response is enough.
  const repeated = [token, payload, signature.slice(3, 20)];
  const cases = bodies.map(
    ([name, body], index) => [name, repeated[index % 3] ?? "", body] as const,
  );
  test.each(cases)("as %s", async (_name, text, body) => {
    const files = { "input-schemas/A.csv": csv("Id:int") };
    // Debugging output of Node counts as output too.
    const debug = { NODE_DEBUG: "undici,fetch,http,net,tls,stream" };
    const project = createProject(files);
    const { baseUrl } = await startGraph(() => body(text));
    const outcome = await project.runWith({ env: { ...env, ...debug } }, ...pullFrom(baseUrl));
    expect([text, outcome.status]).toEqual([text, 2]);
    expect(outcome.stderr).toMatch(/\[(?:invalid-answer|no-answer|no-permission)\]\n/);
    const shown = `${outcome.stdout}${outcome.stderr}${JSON.stringify(project.contents())}`;
    expect(piecesIn(shown)).toEqual([]);
    expect(project.contents()).toEqual(files);
  });
});

test("pull does not send the token to another host that a response redirects to", async () => {
  const project = createProject();
  let called = 0;
  const other = await startGraph(() => {
    called += 1;
    return schemaAnswer({ A: ["Id:long"] });
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const location = `${other.baseUrl}/v1.0/security/runHuntingQuery?token=${token}`;
    const body = `<a href="${location}">moved to ${token}</a>`;
    const { baseUrl } = await startGraph(() => ({ status, headers: { location }, body }));
    const outcome = await project.runWith({ env }, ...pullFrom(baseUrl));
    expect(outcome).toEqual({
      status: 2,
      stdout: "",
      stderr: `${baseUrl}/v1.0/security/runHuntingQuery: returned ${status}: the query was rejected: "…" [no-answer]\n`,
    });
  }
  expect([called, project.list()]).toEqual([0, []]);
});

test("pull does not print a token from the headers of a response that asks to wait", async () => {
  const project = createProject();
  const waits = { "retry-after": "9999", "www-authenticate": `Bearer ${token}`, "x-token": token };
  const { baseUrl } = await startGraph(() => errorAnswer(429, token, token, waits));
  const busy = await project.runWith({ env }, ...pullFrom(baseUrl));
  expect(busy.stderr).toMatch(/returned 429, and asked for too long a delay/);
  expect(piecesIn(busy.stderr)).toEqual([]);
});
