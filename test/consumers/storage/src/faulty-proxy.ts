// Puts a proxy on loopback between a client and the service, and returns its connection string. The
// proxy cuts connections in the middle of the service's responses.

import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface FaultyProxy {
  readonly connection: string;
  /** How many connections were cut. */
  readonly cuts: number;
  /** Cuts each time the service has sent this many more bytes, once for each number. */
  cutAfter(...bytes: number[]): void;
  /**
   * Lets this many more bytes of the service pass, then no more. Reports when it holds the next.
   */
  stallAfter(bytes: number): Promise<void>;
  /** Called at every cut, before the client can notice it. */
  onCut: () => Promise<void>;
  close(): void;
}

export async function startProxy(connection: string): Promise<FaultyProxy> {
  const endpoint = new URL(/BlobEndpoint=([^;]+)/.exec(connection)?.[1] ?? "");
  const sockets = new Set<Socket>();
  const plan: number[] = [];
  let seen = 0;
  let stall: { readonly after: number; readonly reached: () => void } | undefined;

  const server = createServer((client) => {
    const service = connect(Number(endpoint.port), endpoint.hostname);
    for (const socket of [client, service]) {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      // Broken connections are the purpose of this proxy.
      socket.on("error", () => socket.destroy());
    }
    client.pipe(service);
    client.on("close", () => service.destroy());
    service.on("end", () => client.end());
    service.on("data", (chunk: Buffer) => {
      if (stall !== undefined && seen + chunk.length > stall.after) {
        service.pause();
        stall.reached();
        return;
      }
      const [limit = Infinity] = plan;
      if (seen + chunk.length <= limit) {
        seen += chunk.length;
        client.write(chunk);
        return;
      }
      client.write(chunk.subarray(0, limit - seen));
      plan.shift();
      proxy.cuts += 1;
      seen = 0;
      service.destroy();
      void proxy.onCut().then(() => client.destroySoon());
    });
  });

  const proxy = {
    connection: "",
    cuts: 0,
    cutAfter(...bytes: number[]) {
      seen = 0;
      plan.splice(0, plan.length, ...bytes);
    },
    stallAfter(bytes: number) {
      seen = 0;
      return new Promise<void>((reached) => (stall = { after: bytes, reached }));
    },
    onCut: () => Promise.resolve(),
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  proxy.connection = connection.replace(`:${endpoint.port}/`, `:${address.port}/`);
  return proxy;
}
