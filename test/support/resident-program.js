// Runs the built program again and again in one process, which saves loading its libraries each time. Each
// run has its own arguments, working directory and environment, and ends when cli.js has been evaluated.

import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";

process.setMaxListeners(0);
process.stdout.setMaxListeners(0);
const cli = pathToFileURL(process.argv[2]).href;
let runs = 0;

process.on("message", async ({ args, cwd, env }) => {
  const written = { stdout: [], stderr: [] };
  const restore = ["stdout", "stderr"].map((name) => capture(process[name], written[name]));
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
