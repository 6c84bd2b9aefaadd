// Names of files -> their bytes, with an account of how much is read.

import { createReadStream, statSync } from "node:fs";
import { type Problem, SchemaError } from "../problems.ts";
import type { RecordFile } from "./validate-files.ts";

/** Bytes between two calls of `onProgress`. */
const progressStep = 2 ** 22;

/**
 * Opens files to be read one after another; `-` stands for `stdin`. Throws a `SchemaError` with every
 * file that is not there. `onProgress` gets how many bytes of how many are read.
 */
export function openFiles(
  names: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
  onProgress: (done: number, all: number) => void,
): RecordFile[] {
  const problems: Problem[] = [];
  let all = 0;
  for (const name of names) {
    if (name === "-") continue;
    const status = statSync(name, { throwIfNoEntry: false });
    if (status?.isDirectory() === false) all += status.size;
    else {
      const message = status === undefined ? "no such file" : "a directory, not a file";
      problems.push({ code: "unreadable-file", file: name, line: 0, message });
    }
  }
  if (problems.length > 0) throw new SchemaError(problems);
  let done = 0;
  let shown = 0;
  async function* counted(
    name: string,
    bytes: AsyncIterable<Uint8Array>,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of bytes) {
      if (name !== "-") done += chunk.length;
      if (done - shown >= progressStep) {
        shown = done;
        onProgress(done, all);
      }
      yield chunk;
    }
  }
  return names.map((name) => ({
    name,
    bytes: counted(name, name === "-" ? stdin : createReadStream(name, { highWaterMark: 2 ** 18 })),
  }));
}
