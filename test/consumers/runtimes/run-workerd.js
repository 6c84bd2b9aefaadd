// Prints the report of a Worker in workerd: `node run-workerd.js CONDITION...`, with the conditions that
// its bundle is resolved with.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import workerd from "workerd";

const conditions = process.argv.slice(2);

const folder = mkdtempSync("workerd-");
await build({
  entryPoints: ["worker.js"],
  outdir: folder,
  bundle: true,
  format: "esm",
  conditions,
  loader: { ".wasm": "copy" },
  assetNames: "[name]",
});

const files = readdirSync(folder);
// The first module is the Worker.
const modules = ["worker.js", ...files.filter((file) => file !== "worker.js")].map(
  (file) => `(name = "${file}", ${file.endsWith(".wasm") ? "wasm" : "esModule"} = embed "${file}")`,
);
const config = path.join(folder, "config.capnp");
writeFileSync(
  config,
  `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  modules = [${modules.join(", ")}],
  compatibilityDate = "2026-01-01",
);
`,
);

// workerd reports its port on this channel.
const child = spawn(workerd.default, ["serve", config, "--control-fd=3"], {
  stdio: ["ignore", "inherit", "inherit", "pipe"],
});
try {
  const [line] = await once(child.stdio[3], "data");
  const { port } = JSON.parse(String(line).split("\n")[0]);
  const response = await fetch(`http://127.0.0.1:${port}/`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  console.log(text);
} finally {
  child.kill();
}
