// Starts a Storage account in memory on a free port, from a directory that has installed Azurite.

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

export interface Azurite {
  readonly port: number;
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** The public development account, and its key. */
const account = "devstoreaccount1";
const key =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

export async function startAzurite(directory: string): Promise<Azurite> {
  const main = path.join(directory, "node_modules/azurite/dist/src/blob/main.js");
  const flags = ["--blobPort", "0", "--silent", "--skipApiVersionCheck", "--disableTelemetry"];
  const child = spawn(process.execPath, [main, ...flags, "--inMemoryPersistence"], {
    cwd: directory,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const port = await new Promise<number>((resolve, reject) => {
    child.on("exit", (status) => reject(new Error(`Azurite ended with ${status}`)));
    createInterface(child.stdout).on("line", (line) => {
      const found = /listens on http:\/\/127\.0\.0\.1:(?<port>\d+)/.exec(line)?.groups?.["port"];
      if (found !== undefined) resolve(Number(found));
    });
  });
  return {
    port,
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};BlobEndpoint=http://127.0.0.1:${port}/${account};`,
    async stop() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}
