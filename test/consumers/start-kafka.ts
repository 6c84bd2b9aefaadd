// Starts a Kafka cluster on loopback: the mock cluster of librdkafka, which `kcat` keeps open.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface KafkaCluster {
  /** The address of its broker. */
  readonly broker: string;
  stop(): Promise<void>;
}

const missing = "kcat was not found; install it, such as with `apt-get install kafkacat`";

export async function startKafka(): Promise<KafkaCluster> {
  const settings = ["-X", "test.mock.num.brokers=1", "-d", "mock"];
  // The cluster lives as long as a consumer of it, whose topic and broker are not used.
  const child = spawn("kcat", ["-C", "-b", "x", "-t", "unused", ...settings], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exit = once(child, "exit").catch(() => undefined);
  const broker = await new Promise<string>((resolve, reject) => {
    child.on("error", (cause) => reject(new Error(missing, { cause })));
    child.on("exit", (status) => reject(new Error(`kcat ended with ${status}`)));
    createInterface(child.stderr).on("line", (line) => {
      const found = /bootstrap\.servers=(?<broker>127\.0\.0\.1:\d+)/.exec(line)?.groups?.["broker"];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    broker,
    async stop() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}
