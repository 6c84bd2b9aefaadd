// Runs `npm run bench:validate`: validates texts of gigabytes that are generated on the fly, and
// prints time and peak memory. Arguments are sizes in gigabytes and words from the texts' names:
// `npm run bench:validate -- 1 5 gzip`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const gigabyte = 1e9;
const cli = "dist/cli.js";
const records = readFileSync("test/support/fixtures/stream-records.ndjson", "utf8")
  .trim()
  .split("\n");
const [record = ""] = records;

/** A text that begins and ends with fixed bytes, and repeats other bytes in between. */
interface LargeText {
  readonly begin: Buffer;
  readonly repeat: Buffer;
  readonly end: Buffer;
  /** Bytes of text in the repeated part. */
  readonly length: number;
}

function zip(text: string): Buffer {
  return gzipSync(text, { level: 9 });
}

/**
 * Compresses a part of many megabytes once and repeats it, since a gzip file may consist of several
 * parts.
 */
function pack(begin: string, repeat: string, end: string): LargeText {
  const part = repeat.repeat(Math.ceil(2 ** 26 / repeat.length));
  return { begin: zip(begin), repeat: zip(part), end: zip(end), length: Buffer.byteLength(part) };
}

function plain(begin: string, repeat: string, end: string): LargeText {
  const [first, part, last] = [Buffer.from(begin), Buffer.from(repeat), Buffer.from(end)];
  return { begin: first, repeat: part, end: last, length: part.length };
}

const texts: Readonly<Record<string, LargeText>> = {
  "a message a line": plain("", `{"records":[${records.join(",")}]}\n`, ""),
  "one message": plain('{"records":[', `${records.join(",")},`, `${record}]}`),
  NDJSON: plain("", `${records.join("\n")}\n`, ""),
  "gzip of one message": pack('{"records":[', `${record},`, `${record}]}`),
  "gzip of one record with a long value": pack('{"records":[{"a":"', "x", `"},${record}]}`),
  "gzip of white space": pack("", " \n", record),
};

/** Validates a text of about this many bytes, and returns what to print about it. */
async function validate(text: LargeText, bytes: number): Promise<string> {
  const report =
    "process.on('exit',()=>{const u=process.resourceUsage();console.error(u.maxRSS,u.userCPUTime)})";
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${report}`, cli, "validate", "-"],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => (stdout += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (stderr += part));
  const ended = once(child, "close");
  const begun = performance.now();
  let packed = 0;
  const write = async (part: Buffer): Promise<void> => {
    packed += part.length;
    if (!child.stdin.write(part)) await once(child.stdin, "drain");
  };
  await write(text.begin);
  let length = 0;
  for (; length < bytes; length += text.length) await write(text.repeat);
  await write(text.end);
  child.stdin.end();
  const [status] = await ended;
  const seconds = (performance.now() - begun) / 1000;
  const [peak = 0, cpu = 0] = (stderr.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return [
    `${(length / gigabyte).toFixed(1)} GB from ${(packed / 1e6).toFixed(1)} MB`,
    `${seconds.toFixed(1)} s (${(cpu / 1e6).toFixed(1)} s of CPU)`,
    `${Math.round(length / 1e6 / seconds)} MB/s`,
    `peak ${Math.round(peak / 1024)} MiB`,
    `exit code ${String(status)}`,
    stdout.trim().split("\n").at(-1),
  ].join(", ");
}

const words = process.argv.slice(2);
const given = words.map(Number).filter((size) => size > 0);
const sizes = given.length > 0 ? given : [1, 5];
const wanted = words.filter((word) => Number.isNaN(Number(word)));
for (const [name, text] of Object.entries(texts)) {
  if (!wanted.every((word) => name.includes(word))) continue;
  for (const size of sizes) {
    process.stdout.write(`${name}: ${await validate(text, size * gigabyte)}\n`);
  }
}
