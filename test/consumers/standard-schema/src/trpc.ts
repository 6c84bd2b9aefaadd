// Checks tRPC: a procedure that accepts rows of DeviceEvents, and one that accepts messages, called
// by its client.

import { DeviceEvents, messageSchema, stringify } from "@huntgen/defender";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import { initTRPC, StandardSchemaV1Error } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { message, right, wrong } from "./rows.js";

const { procedure, router } = initTRPC.create({
  errorFormatter: ({ shape, error }) => ({
    // tRPC writes the issues into the message too. A stack trace must not reach the client.
    message: error.code,
    code: shape.code,
    data: {
      httpStatus: shape.data.httpStatus,
      issues: error.cause instanceof StandardSchemaV1Error ? error.cause.issues : undefined,
    },
  }),
});

const app = router({
  addRow: procedure.input(DeviceEvents).mutation(({ input }) => {
    // @ts-expect-error -- a misspelt column
    void input.DeviceNmae;
    return { device: input.DeviceName };
  }),
  addMessage: procedure.input(messageSchema).mutation(({ input: batch }) => ({
    categories: batch.events.map(({ category }) => category),
    rows: batch.events.map(({ properties }) => stringify(properties)),
    rejected: batch.rejected.map(({ index, issues }) => [index, issues.map(({ path }) => path)]),
    unknown: batch.unknown.length,
  })),
});

const server = createHTTPServer({ router: app });
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const port = typeof address === "object" ? address?.port : address;
const client = createTRPCClient<typeof app>({
  links: [httpLink({ url: `http://127.0.0.1:${port}` })],
});

const added = await client.addRow.mutate(right);
const device: string | null | undefined = added.device;
// @ts-expect-error -- a column of another type
const mistyped = () => client.addRow.mutate({ DeviceName: 5 });
void mistyped;

const refused: unknown[] = [];
for (const call of [() => client.addRow.mutate(wrong), () => client.addMessage.mutate("{}")]) {
  try {
    await call();
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    refused.push(error.data);
  }
}
console.log(JSON.stringify({ device, refused, message: await client.addMessage.mutate(message) }));
server.close();
