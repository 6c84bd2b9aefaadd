// Runs in a thread of its own, and stops before a call that changes the disk until it is woken.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const changing = [
  "chmodSync",
  "linkSync",
  "mkdirSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "writeFileSync",
];
const { program, signal } = workerData;
const { replaceFiles } = await import(program);

let stopAt = 0;
let steps = 0;
for (const name of changing) {
  const original = fs[name];
  fs[name] = (...args) => {
    steps += 1;
    if (steps === stopAt) {
      parentPort.postMessage({ stopped: name });
      Atomics.wait(signal, 0, 0);
    }
    return original.apply(fs, args);
  };
}
syncBuiltinESMExports();

parentPort.on("message", ({ root, changes, at }) => {
  stopAt = at;
  steps = 0;
  replaceFiles({ root, shown: "out" }, changes, () => true, { patience: 0 }).then(
    (isDone) => parentPort.postMessage({ isDone }),
    (error) => parentPort.postMessage({ error: String(error) }),
  );
});
