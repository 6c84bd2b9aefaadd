// Accepts rows and messages over HTTP: writes valid ones to a file, and returns the issues of
// invalid ones.

import { appendFileSync } from "node:fs";
import { serve } from "@hono/node-server";
import {
  createMessageSchema,
  DeviceEvents,
  DeviceLogonEvents,
  type Issue,
  parseJsonColumn,
  stringify,
} from "@huntgen/defender";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";

const { PORT = "8080", OUT = "rows.ndjson" } = process.env;

const tables = [DeviceEvents, DeviceLogonEvents];
const messages = createMessageSchema(tables);

/** A wrong record of the request, by its index from 0. */
interface WrongRecord {
  readonly index: number;
  readonly issues: readonly Issue[];
}

const app = new Hono();

// The size limit of an Event Hubs message, except in dedicated clusters. The unread rest of the
// body makes the connection useless for another request.
app.use(
  bodyLimit({
    maxSize: 1024 * 1024,
    onError: (c) => c.json(problem("body too large"), 413, { Connection: "close" }),
  }),
);

/** Accepts an array of rows of one table. */
app.post("/rows/:table", async (c) => {
  const table = tables.find(({ name }) => name === c.req.param("table"));
  if (table === undefined) return c.json(problem("no such table"), 404);

  // Not `c.req.json()`, which rounds long integers and replaces bytes that are not UTF-8.
  const text = decode(await c.req.arrayBuffer());
  if (text === undefined) return c.json(problem("not UTF-8"), 400);
  const body = parseJsonColumn(text);
  if (!body.ok) return c.json(problem(body.problem), 400);
  if (!Array.isArray(body.value)) return c.json(problem("expected an array of rows"), 400);

  const wrong = body.value.flatMap((row, index): WrongRecord[] => {
    const result = table.validate(row);
    return result.ok ? [] : [{ index, issues: result.issues }];
  });
  if (wrong.length > 0) return c.json(describeWrong(wrong), 422);

  write(body.value.map((properties) => ({ category: table.category, properties })));
  return c.json({ accepted: body.value.length });
});

/** Accepts a message as Event Hubs carries it. Records of other tables are counted and skipped. */
app.post("/messages", async (c) => {
  const body = new Uint8Array(await c.req.arrayBuffer());
  const result = await messages["~standard"].validate(body);
  if (result.issues !== undefined) return c.json({ issues: result.issues }, 400);

  const { events, rejected, skipped } = result.value;
  if (rejected.length > 0) return c.json(describeWrong(rejected), 422);

  write(events);
  return c.json({ accepted: events.length, skipped });
});

const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: "127.0.0.1" }, ({ port }) =>
  console.log(`listening on http://127.0.0.1:${port}`),
);
process.once("SIGTERM", () => server.close()).once("SIGINT", () => server.close());

function decode(body: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function problem(message: string) {
  return { issues: [{ path: [], message }] };
}

/** Returns the first hundred issues, so that the response stays small. Issues contain no values. */
function describeWrong(wrong: readonly WrongRecord[]) {
  const issues = wrong.flatMap(({ index, issues: found }) =>
    found.map((issue) => ({ record: index, ...issue })),
  );
  return { wrong: wrong.length, issues: issues.slice(0, 100) };
}

/** Writes records as NDJSON, with every digit; `parseLines` reads them again. */
function write(records: readonly unknown[]): void {
  appendFileSync(OUT, records.map((record) => `${stringify(record)}\n`).join(""));
}
