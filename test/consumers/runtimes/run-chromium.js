// Prints the reports of a page and a worker in Chromium as JSON: `node run-chromium.js PROGRAM [POLICY]`,
// with the page's Content-Security-Policy.

import { createServer } from "node:http";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const [executablePath, policy] = process.argv.slice(2);

const { outputFiles } = await build({
  entryPoints: ["page.js", "page-worker.js"],
  outdir: "/",
  bundle: true,
  format: "iife",
  write: false,
});
const files = new Map(outputFiles.map(({ path, text }) => [path, ["text/javascript", text]]));
files.set("/", [
  "text/html",
  '<!doctype html><meta charset="utf-8"><script src="page.js"></script>',
]);

const server = createServer(({ url }, response) => {
  const [type, text] = files.get(url) ?? [];
  if (policy !== undefined) response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Content-Type", `${type ?? "text/plain"}; charset=utf-8`);
  response.statusCode = type === undefined ? 404 : 200;
  response.end(text);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const browser = await chromium.launch({
  executablePath,
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const reports = await page.evaluate("window.reports");
  if (errors.length > 0) throw new Error(errors.join("\n"));
  console.log(JSON.stringify(reports));
} finally {
  await browser.close();
  server.close();
}
