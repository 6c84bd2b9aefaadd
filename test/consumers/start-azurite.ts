// A consumer that has installed Azurite -> a Storage account in memory, on a port that is free.

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Project } from "../scratch-project.ts";

export interface Azurite {
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** The account that everybody knows, and its key. */
const account = "devstoreaccount1";
const key =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

export async function startAzurite(consumer: Project): Promise<Azurite> {
  const main = path.join(consumer.dir, "node_modules/azurite/dist/src/blob/main.js");
  const flags = ["--blobPort", "0", "--silent", "--skipApiVersionCheck", "--disableTelemetry"];
  const child = spawn(process.execPath, [main, ...flags, "--inMemoryPersistence"], {
    cwd: consumer.dir,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    child.on("exit", (status) => reject(new Error(`Azurite ended with ${status}`)));
    createInterface(child.stdout).on("line", (line) => {
      const found = /listens on (?<url>http:\S+)/.exec(line)?.groups?.["url"];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};BlobEndpoint=${url}/${account};`,
    async stop() {
      child.kill();
      await exit;
    },
  };
}
