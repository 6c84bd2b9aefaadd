// A thread that formats the modules it is sent.

import { parentPort } from "node:worker_threads";
import { format } from "./format.ts";
import type { FormatReply, FormatRequest } from "./format-pool.ts";

parentPort?.on("message", ({ id, text }: FormatRequest) => {
  format("typescript", text).then(
    (formatted) => reply({ id, text: formatted }),
    (error: unknown) => reply({ id, error }),
  );
});

function reply(message: FormatReply): void {
  parentPort?.postMessage(message);
}
