// Opens the input files and reports the progress of reading them.

import { createReadStream, fstatSync, statSync } from "node:fs";
import { type Problem, HuntgenError } from "../problems.ts";
import type { RecordFile } from "./validate-files.ts";

/** The bytes of text between two calls of `onProgress`. */
const progressStep = 2 ** 24;

/**
 * Opens files to read one after another; `-` means `stdin`. Throws a `HuntgenError` that lists every missing
 * file. `onProgress` gets the bytes read, all bytes (NaN if unknown), and the bytes of text read.
 */
export function openFiles(
  names: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
  onProgress: (done: number, all: number, text: number) => void,
): RecordFile[] {
  const problems: Problem[] = [];
  let all = 0;
  for (const name of names) {
    // The size of a pipe or a device is not known.
    all += sizeOf(name, problems) ?? Number.NaN;
  }
  if (problems.length > 0) throw new HuntgenError(problems);
  let done = 0;
  let text = 0;
  let shown = 0;
  async function* counted(name: string): AsyncGenerator<Uint8Array, void, undefined> {
    // A file is opened only when it is read, since there may be more files than can be open at once.
    const bytes = name === "-" ? stdin : createReadStream(name, { highWaterMark: 2 ** 18 });
    for await (const chunk of bytes) {
      done += chunk.length;
      yield chunk;
    }
  }
  return names.map((name) => ({
    name,
    bytes: counted(name),
    onRead(bytes) {
      text += bytes;
      if (text - shown < progressStep) return;
      shown = text;
      onProgress(done, all, text);
    },
  }));
}

/** Returns the size of a file; undefined for a pipe or a device. */
function sizeOf(name: string, problems: Problem[]): number | undefined {
  let message: string;
  try {
    const status = name === "-" ? fstatSync(0) : statSync(name, { throwIfNoEntry: false });
    if (status?.isDirectory() === false) return status.isFile() ? status.size : undefined;
    message = status === undefined ? "no such file" : "a directory, not a file";
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    message = `cannot be read (${String(error.code)})`;
  }
  problems.push({ code: "unreadable-file", file: name, line: 0, message });
  return undefined;
}
