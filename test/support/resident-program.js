// Runs the built program again and again in one process, which saves loading its libraries each time. Each
// run has its own arguments, working directory and environment, and ends when cli.js has been evaluated.

import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";

process.setMaxListeners(0);
process.stdout.setMaxListeners(0);
const cli = pathToFileURL(process.argv[2]).href;
// Each run would load the parser of queries again.
const { keepParser } = await import(new URL("queries/parser/open-parser.js", cli).href);
keepParser();
let runs = 0;

process.on("message", async ({ args, cwd, env, fault }) => {
  const written = { stdout: [], stderr: [] };
  const restore = ["stdout", "stderr"].map((name) => capture(process[name], written[name]));
  const undoFault = fault === undefined ? undefined : failCalls(fault, cwd);
  let failure;
  try {
    process.chdir(cwd);
    process.argv = [process.execPath, "huntgen", ...args];
    process.env = { ...env };
    process.exitCode = 0;
    // A module is evaluated once for each address.
    runs += 1;
    await import(`${cli}?run=${runs}`);
    // Listeners of streams that end with the run may still write.
    await wait(0);
  } catch (error) {
    failure = String(error?.stack ?? error);
  }
  undoFault?.();
  const status = process.exitCode;
  process.exitCode = 0;
  for (const undo of restore) undo();
  process.send({ status, failure, stdout: text(written.stdout), stderr: text(written.stderr) });
});

function text(chunks) {
  return Buffer.concat(chunks).toString("utf8");
}

function capture(stream, chunks) {
  const { write } = stream;
  stream.write = (chunk, encoding, callback) => {
    chunks.push(Buffer.from(chunk, typeof encoding === "string" ? encoding : "utf8"));
    const done = typeof encoding === "function" ? encoding : callback;
    if (done !== undefined) process.nextTick(done);
    return true;
  };
  return () => {
    stream.write = write;
  };
}

/** Lets calls of the file system fail as the system would fail them. Returns a function that ends this. */
function failCalls({ code, calls, file }, cwd) {
  const failing = path.join(cwd, file);
  const isHit = (location) =>
    typeof location === "string" &&
    (path.resolve(location) === failing ||
      (file === "" && path.resolve(location).startsWith(`${failing}/`)));
  const originals = calls.map((name) => [name, fs[name]]);
  for (const [name, original] of originals) {
    fs[name] = (...args) => {
      const [location, target] = args;
      // Node reads files through openSync.
      if (target === "r" && !calls.includes("readFileSync")) return original(...args);
      if (!isHit(location) && !(name === "linkSync" && isHit(target))) return original(...args);
      const error = Object.assign(new Error(`${code}: planted, ${name}`), {
        code,
        syscall: name,
        path: location,
      });
      if (name !== "open") throw error;
      args.at(-1)(error);
    };
  }
  syncBuiltinESMExports();
  return () => {
    for (const [name, original] of originals) fs[name] = original;
    syncBuiltinESMExports();
  };
}
