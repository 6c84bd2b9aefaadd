// Starts the servers of a test from the installed consumer `event-hubs`: an event hub on loopback
// and a producer. Also starts the programs of the test, which report line by line what happens to
// them.

import { fork } from "node:child_process";
import path from "node:path";

/** A report of a program. Which members it has depends on what happened. */
export interface Line {
  readonly ready?: true;
  readonly port?: number;
  readonly uncutPort?: number;
  readonly published?: number;
  readonly refused?: string;
  readonly counts?: HubCounts;
  /** The device of an event that a handler begins. */
  readonly begun?: string;
  /** The device of an event that was handled. */
  readonly event?: string;
  readonly text?: string;
  readonly rss?: number;
  readonly at?: string;
  readonly sequenceNumber?: number;
  readonly letter?: { readonly kind: string; readonly [member: string]: unknown };
  readonly unknown?: { readonly index: number; readonly category: string };
  readonly checkpoint?: number;
  readonly error?: string;
  readonly name?: string;
  readonly closed?: true;
}

interface HubCounts {
  /** Messages that were sent to consumers. */
  readonly delivered: number;
  readonly connections: number;
  /** The most messages that a consumer allowed to be sent at a time. */
  readonly largestCredit: number;
  readonly stored: number;
}

export type Body = { readonly text: string } | { readonly base64: string } | { readonly value: {} };

export interface Program {
  readonly lines: readonly Line[];
  /** Returns the lines that match, once there are enough. Fails if the program ends before. */
  until(passes: (line: Line) => unknown, count?: number): Promise<Line[]>;
  send(message: object): void;
  /** Ends the program with a signal, and waits for its end. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<void>;
}

/** The addresses of the servers, as the programs receive them. */
interface HubSettings {
  readonly port: number;
  readonly hub: string;
  /** Connection string of the Storage account for checkpoints. */
  readonly storage: string;
  readonly container: string;
}

export interface LocalHub {
  readonly settings: HubSettings;
  publish(bodies: readonly Body[], partition?: string): Promise<void>;
  /** Cuts the connections of consumers when this many more bytes have been sent. */
  cutAfter(bytes: number): void;
  counts(): Promise<HubCounts>;
  stop(): Promise<void>;
}

/** Starts a compiled program of a consumer, with its settings as JSON. */
export function startProgram(directory: string, script: string, settings: object): Program {
  const child = fork(path.join(directory, script), [JSON.stringify(settings)], {
    cwd: directory,
    execArgv: [],
    stdio: ["ignore", "inherit", "pipe", "ipc"],
  });
  const lines: Line[] = [];
  const watchers = new Set<() => void>();
  let errors = "";
  let isOver = false;
  const wake = (): void => {
    for (const watch of watchers) watch();
  };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (errors += text));
  // The programs of the consumer write nothing else.
  child.on("message", (line) => {
    lines.push(line as Line);
    wake();
  });
  const over = new Promise<void>((resolve) => {
    child.on("close", () => {
      isOver = true;
      wake();
      resolve();
    });
  });
  return {
    lines,
    until: (passes, count = 1) =>
      new Promise((resolve, reject) => {
        const watch = (): void => {
          const found = lines.filter(passes);
          if (found.length < count && !isOver) return;
          watchers.delete(watch);
          if (found.length >= count) resolve(found);
          else reject(new Error(`${script} ended before: ${errors}`));
        };
        watchers.add(watch);
        watch();
      }),
    send: (message) => void child.send(message),
    async end(signal) {
      child.kill(signal);
      await over;
    },
  };
}

/** Starts a hub with this many partitions, and a producer for it. */
export async function startHub(
  directory: string,
  storage: string,
  partitions: number,
): Promise<LocalHub> {
  const hub = "defender";
  const server = startProgram(directory, "dist/local-event-hub.js", { hub, partitions });
  const [started] = await server.until(({ port }) => port);
  const port = started?.port ?? 0;
  // One container per hub, since each hub has its own port.
  const settings = { port, hub, storage, container: `checkpoints-${port}` };
  // Only consumers are cut, because the producer is not under test.
  const uncut = { ...settings, port: started?.uncutPort };
  const producer = startProgram(directory, "dist/publish.js", uncut);
  let asked = 0;
  let counted = 0;
  return {
    settings,
    async publish(bodies, partition) {
      asked += 1;
      producer.send({ bodies, ...(partition === undefined ? {} : { partition }) });
      const replies = await producer.until((line) => line.published ?? line.refused, asked);
      const refused = replies.at(-1)?.refused;
      if (refused !== undefined) throw new Error(refused);
    },
    cutAfter: (bytes) => server.send({ cutAfter: bytes }),
    async counts() {
      counted += 1;
      server.send({ ask: "counts" });
      const replies = await server.until(({ counts }) => counts, counted);
      const counts = replies.at(-1)?.counts;
      if (counts === undefined) throw new Error("the hub counted nothing");
      return counts;
    },
    async stop() {
      await Promise.all([producer.end("SIGKILL"), server.end("SIGKILL")]);
    },
  };
}
