// Forwards between clients and a server on loopback, and cuts all connections after a number of
// bytes: in the middle of a message, wherever that is.

import { connect, createServer, type Server, type Socket } from "node:net";

export interface CuttingProxy {
  readonly server: Server;
  /** Cuts when the server has sent this many more bytes. */
  cutAfter(bytes: number): void;
}

/** Listens on a free port, and forwards to another one. */
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
      // The part before the cut arrives, and then nothing.
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
