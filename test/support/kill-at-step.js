// Ends a run of huntgen that loads it: sends SIGKILL before the call number KILL_AT that changes
// the disk, or in the middle of it if it writes a file.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const changing = [
  "chmodSync",
  "linkSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "writeFileSync",
];
const killAt = Number(process.env.KILL_AT);
let steps = 0;
for (const name of changing) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (steps++ === killAt) {
      const [file, data] = args;
      if (name === "writeFileSync" && data.length > 1)
        original(file, data.slice(0, data.length / 2));
      process.kill(process.pid, "SIGKILL");
    }
    return original.apply(fs, args);
  };
}
syncBuiltinESMExports();
