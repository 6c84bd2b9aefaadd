// Runs the parser on a thread of its own: it defines globals, and needs 200 MB that are free again when the
// thread ends.

import { parentPort } from "node:worker_threads";
import { answer, type Question, type Reply } from "./answer.ts";

parentPort?.on("message", (question: Question) => {
  const reply: Reply = answer(question);
  parentPort?.postMessage(reply);
});
