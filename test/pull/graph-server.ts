// Starts a local server that imitates Microsoft Graph: it sends prepared responses and keeps what
// it received.

import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach } from "vitest";

export interface Call {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Closes the connection in the middle of the body. */
  readonly cut?: boolean;
  /** The milliseconds in which the body is sent, in small pieces. */
  readonly slow?: number;
}

export interface GraphServer {
  readonly baseUrl: string;
  readonly calls: readonly Call[];
}

const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

/**
 * Starts a server. `answer` returns the response to each call, with the number of the call from 0.
 */
export async function startGraph(
  answer: (call: Call, index: number) => Answer,
): Promise<GraphServer> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method, url, headers } = request;
      const call = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      const { status = 200, headers: more = {}, body, cut, slow = 0 } = answer(call, calls.length);
      calls.push(call);
      const length = String(Buffer.byteLength(body));
      response.writeHead(status, {
        "content-type": "application/json",
        "content-length": length,
        ...more,
      });
      if (cut === true)
        response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
      else if (slow > 0) void sendSlowly(response, body, slow);
      else response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return { baseUrl: `http://127.0.0.1:${port}`, calls };
}

async function sendSlowly(
  response: ServerResponse,
  body: string,
  milliseconds: number,
): Promise<void> {
  const pieces = 6;
  const length = Math.ceil(body.length / pieces);
  for (let at = 0; at < body.length; at += length) {
    await wait(milliseconds / pieces);
    response.write(body.slice(at, at + length));
  }
  response.end();
}

/**
 * Returns the response to a query of `printQueries` for some tables, each row as Graph writes it.
 */
export function schemaAnswer(
  tables: Readonly<Record<string, readonly string[]>>,
  { schema = "schema", results = "results" } = {},
): Answer {
  const names = ["TableName", "ColumnOrdinal", "ColumnName", "ColumnType"];
  const types = ["String", "Int64", "String", "String"];
  const rows = Object.entries(tables).flatMap(([table, columns]) =>
    columns
      .map((column, ordinal) => ({
        TableName: table,
        ColumnOrdinal: ordinal,
        ColumnName: column.split(":")[0],
        ColumnType: column.split(":")[1],
      }))
      .toReversed(),
  );
  return {
    body: JSON.stringify({
      "@odata.context": "$metadata#microsoft.graph.security.huntingQueryResults",
      [schema]: names.map((name, index) => ({ name, type: types[index] })),
      [results]: rows,
    }),
  };
}

/** Returns an error as Graph writes it. */
export function errorAnswer(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const innerError = { date: "2026-03-01T00:10:21", "request-id": "r", "client-request-id": "c" };
  return { status, headers, body: JSON.stringify({ error: { code, message, innerError } }) };
}
