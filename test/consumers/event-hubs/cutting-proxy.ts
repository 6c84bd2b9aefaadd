// Stands between clients and a server on loopback, and cuts all connections after so many bytes: in
// the middle of a message, wherever that is.

import { connect, createServer, type Server, type Socket } from "node:net";

export interface CuttingProxy {
  readonly server: Server;
  /** Cuts when so many more bytes have come from the server. */
  cutAfter(bytes: number): void;
}

/** Forwards to a port what comes in on a free one. */
export function createCuttingProxy(port: number): CuttingProxy {
  const clients = new Set<Socket>();
  let left = Infinity;

  const server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    clients.add(client);
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => {
      if (chunk.length < left) {
        left -= chunk.length;
        client.write(chunk);
        return;
      }
      const part = chunk.subarray(0, left);
      left = Infinity;
      for (const other of clients) if (other !== client) other.destroy();
      upstream.destroy();
      // The part arrives, and then nothing.
      client.end(part, () => client.destroy());
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      socket.on("error", () => undefined);
      socket.on("close", () => {
        clients.delete(socket);
        if (!other.writableEnded) other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  return {
    server,
    cutAfter(bytes) {
      left = bytes;
    },
  };
}
