// Checks Hono's validator on rows and on messages, over HTTP.

import { serve } from "@hono/node-server";
import { sValidator } from "@hono/standard-validator";
import { DeviceEvents, messageSchema, stringify } from "@huntgen/defender";
import { Hono } from "hono";
import { hc } from "hono/client";
import { message, right, wrong } from "./rows.js";

const app = new Hono()
  .post(
    "/rows",
    // Without a hook the validator returns the whole row, which is about people.
    sValidator("json", DeviceEvents, (result, c) => {
      if (!result.success) return c.json({ issues: result.error }, 422);
      return undefined;
    }),
    (c) => {
      const row = c.req.valid("json");
      // @ts-expect-error -- a misspelt column
      void row.DeviceNmae;
      return c.json({ device: row.DeviceName });
    },
  )
  .post("/messages", async (c) => {
    // Uses the text, not the value of a parser, which would have rounded the long integers.
    const result = await messageSchema["~standard"].validate(await c.req.text());
    if (result.issues !== undefined) return c.json({ issues: result.issues }, 400);
    const { events, rejected, unknown } = result.value;
    return c.json({
      rows: events.map(({ properties }) => stringify(properties)),
      rejected: rejected.map(({ index, issues }) => [index, issues.map(({ path }) => path)]),
      unknown: unknown.length,
    });
  });

const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
await new Promise((resolve) => server.once("listening", resolve));
const address = server.address();
const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`;
const client = hc<typeof app>(url);

const answers: unknown[] = [];
for (const json of [right, wrong]) {
  const response = await client.rows.$post({ json });
  answers.push([response.status, await response.json()]);
}
// @ts-expect-error -- a column of another type
const mistyped = () => client.rows.$post({ json: { DeviceName: 5 } });
void mistyped;
for (const body of [message, message.slice(0, -2)]) {
  const response = await fetch(`${url}/messages`, { method: "POST", body });
  answers.push([response.status, await response.json()]);
}
console.log(JSON.stringify(answers));
server.close();
