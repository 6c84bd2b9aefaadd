// Starts the example of an HTTP endpoint as its README describes, and sends requests to it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "../support/scratch-project.ts";
import { installConsumer } from "./install-consumer.ts";

let example: Project;
let server: ChildProcess;
let url: string;

beforeAll(async () => {
  example = await installConsumer("examples/rows-endpoint");
  // A process group of its own, so that npm, the shell and the program are stopped together.
  server = spawn("npm", ["start"], {
    cwd: example.dir,
    env: { ...process.env, PORT: "0", OUT: "out.ndjson" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  url = await findUrl(server);
});

afterAll(async () => {
  if (server.exitCode !== null || server.pid === undefined) return;
  const closed = once(server, "close");
  process.kill(-server.pid, "SIGTERM");
  await closed;
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const device = '{"DeviceName":"ws-1","ReportId":639199803770463703}';
const secret = "s3cret-of-a-person";

describe("posting rows", () => {
  it("writes them with every digit, and counts them", async () => {
    const rows = `[${device},{"ProcessId":4711,"NewColumn":[1]}]`;
    expect(await post("/rows/DeviceEvents", rows)).toEqual({ status: 200, body: { accepted: 2 } });
    expect(written()).toEqual([
      `{"category":"AdvancedHunting-DeviceEvents","properties":${device}}`,
      '{"category":"AdvancedHunting-DeviceEvents","properties":{"ProcessId":4711,"NewColumn":[1]}}',
    ]);
    expect(await post("/rows/DeviceLogonEvents", "[]")).toMatchObject({ body: { accepted: 0 } });
  });

  it("rejects all of them if one is wrong, and reports its location but never its value", async () => {
    const rows = [{ DeviceName: secret }, { ProcessId: secret, RemotePort: [secret] }, secret];
    const before = written();
    const { status, body } = await post("/rows/DeviceEvents", JSON.stringify(rows));
    expect({ status, body }).toEqual({
      status: 422,
      body: {
        wrong: 2,
        issues: [
          expect.objectContaining({ record: 1, path: ["ProcessId"], expected: "long" }),
          expect.objectContaining({ record: 1, path: ["RemotePort"], actual: "array" }),
          expect.objectContaining({ record: 2, path: [], expected: "object" }),
        ],
      },
    });
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(written()).toEqual(before);
  });

  it("returns at most a hundred issues", async () => {
    const rows = JSON.stringify(Array.from({ length: 5000 }, () => ({ ProcessId: "" })));
    const { status, body } = await post("/rows/DeviceEvents", rows);
    expect({ status, body }).toMatchObject({ status: 422, body: { wrong: 5000 } });
    expect(body).toHaveProperty("issues.length", 100);
  });

  it.each([
    ["/rows/DeviceEvents", "", 400],
    ["/rows/DeviceEvents", `[{"a":"${secret}"`, 400],
    ["/rows/DeviceEvents", "{}", 400],
    ["/rows/DeviceInfo", "[]", 404],
    ["/rows/__proto__", "[]", 404],
    ["/nowhere", "[]", 404],
  ])("to %s as %s returns %d", async (path, body, status) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain(secret);
  });
});

it("rejects bytes that are not UTF-8, and writes nothing", async () => {
  const before = written();
  const body = Uint8Array.from(Buffer.from('[{"DeviceName":"ws-\u00ff"}]', "latin1"));
  expect(await post("/rows/DeviceEvents", body)).toMatchObject({ status: 400 });
  expect(written()).toEqual(before);
});

describe("posting messages", () => {
  it("writes them record by record, and counts the records of other tables", async () => {
    const before = written();
    const right = record("DeviceEvents", device);
    const body = `{"records":[${right},${record("DeviceInfo", "{}")},${record("NewTable", "{}")}]}`;
    expect(await post("/messages", body)).toEqual({
      status: 200,
      body: { accepted: 1, skipped: 2 },
    });
    expect(written()).toEqual([...before, right]);
  });

  it("rejects a message if one record is wrong", async () => {
    const before = written();
    const wrong = record("DeviceLogonEvents", `{"LogonId":"${secret}"}`);
    const body = `{"records":[${record("DeviceEvents", device)},${wrong}]}`;
    const answer = await post("/messages", body);
    expect(answer).toMatchObject({
      status: 422,
      body: { wrong: 1, issues: [{ record: 1, path: ["LogonId"] }] },
    });
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(written()).toEqual(before);
  });

  it.each([
    ["text that ends too early", `{"records":[${secret}`],
    ["an object without records", "{}"],
    ["bytes that are not UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ])("rejects %s", async (_name, body) => {
    const answer = await post("/messages", body);
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path: [] }] } });
    expect(JSON.stringify(answer)).not.toContain(secret);
  });
});

describe("a body past the limit", () => {
  const large = `[${JSON.stringify({ DeviceName: "x".repeat(1024 * 1024) })}]`;

  it.each(["/rows/DeviceEvents", "/messages"])("is rejected by %s", async (path) => {
    expect(await post(path, large)).toMatchObject({ status: 413 });
  });

  it("is rejected if the request does not state its length", async () => {
    // This request needs its own connection, because the server closes a connection with an unread
    // body.
    const request = httpRequest(`${url}/rows/DeviceEvents`, { method: "POST", agent: false });
    for (let at = 0; at < large.length; at += 65_536) request.write(large.slice(at, at + 65_536));
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(request.getHeader("content-length")).toBeUndefined();
    expect(response.statusCode).toBe(413);
    response.resume();
  });

  it("does not change the server", async () => {
    expect(await post("/rows/DeviceEvents", "[{}]")).toMatchObject({ status: 200 });
  });
});

function record(table: string, row: string): string {
  return `{"category":"AdvancedHunting-${table}","properties":${row}}`;
}

async function post(path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  const response = await fetch(`${url}${path}`, { method: "POST", body });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

function written(): string[] {
  return example.read("out.ndjson").trimEnd().split("\n");
}

/** Reads the output of the server until it prints its address. */
async function findUrl({ stdout }: ChildProcess): Promise<string> {
  let printed = "";
  for await (const chunk of stdout ?? []) {
    printed += String(chunk);
    const [, found] = /^listening on (.*)$/m.exec(printed) ?? [];
    if (found !== undefined) return found;
  }
  throw new Error(`the server ended:\n${printed}`);
}
