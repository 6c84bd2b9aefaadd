// Writes the rejected records to a file, which is complete or not written at all; or directly to a pipe, a
// device or a standard stream.

import { randomBytes } from "node:crypto";
import { once } from "node:events";
import {
  accessSync,
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import type { Writable } from "node:stream";
import { HuntgenError } from "../problems.ts";

/** The parts of the process that the writer needs. */
export interface Surroundings {
  /** Standard output and standard error; a file may be one of them. */
  readonly outputs: readonly { readonly fd: number; readonly stream: Writable }[];
  /** Calls `cleanUp` before a signal ends the process. Returns a function that removes the listeners. */
  beforeStop(cleanUp: () => void): () => void;
}

export interface RejectedFile {
  write(lines: string): void | Promise<void>;
  /** Renames the finished file to its final name. */
  finish(): void;
  /** Removes the unfinished file. Does nothing after `finish`. */
  discard(): void;
}

/**
 * Opens a file for rejected records; `-` means standard output. Throws a `HuntgenError` if the file is one of
 * the inputs or cannot be written.
 */
export function openRejectedFile(
  file: string,
  inputs: readonly string[],
  { outputs, beforeStop }: Surroundings,
): RejectedFile {
  return explained(file, () => {
    const [standardOutput] = outputs;
    if (file === "-" && standardOutput !== undefined) return writeStream(standardOutput.stream);
    if (file === "") throw unwritable(file, "the file name is empty");
    const status = statSync(file, { bigint: true, throwIfNoEntry: false });
    if (status === undefined) {
      if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
        throw unwritable(file, "a symbolic link to a file that does not exist");
      }
      return writeTemporary(file, undefined, beforeStop);
    }
    if (status.isDirectory()) throw unwritable(file, "a directory, not a file");
    const input = inputs.find((name) => isSame(status, statusOfInput(name)));
    if (input !== undefined && !status.isCharacterDevice()) {
      throw unwritable(
        file,
        "one of the input files, which would be overwritten; choose another file",
      );
    }
    const output = outputs.find(({ fd }) => isSame(status, statusOf(fd)));
    if (output !== undefined) return writeStream(output.stream);
    if (!status.isFile()) return writeDevice(file);
    accessSync(file, constants.W_OK);
    return writeTemporary(realpathSync(file), Number(status.mode) & 0o777, beforeStop);
  });
}

/** Writes a temporary file next to the target and renames it at the end. */
function writeTemporary(
  file: string,
  mode: number | undefined,
  beforeStop: Surroundings["beforeStop"],
): RejectedFile {
  const temporary = `${file}.huntgen-${process.pid}-${randomBytes(4).toString("hex")}`;
  const opened = openSync(temporary, "wx", mode);
  let isOpen = true;
  const close = (): void => {
    if (isOpen) closeSync(opened);
    isOpen = false;
  };
  const discard = (): void => {
    forget();
    close();
    rmSync(temporary, { force: true });
  };
  // The records are private data, so a signal must not leave them in a temporary file.
  const forget = beforeStop(discard);
  return {
    write: (lines) => explained(file, () => writeFileSync(opened, lines)),
    finish() {
      explained(file, () => {
        if (mode !== undefined) fchmodSync(opened, mode);
        fsyncSync(opened);
        close();
        renameSync(temporary, file);
      });
    },
    discard,
  };
}

/** Writes to a pipe or a device at once: a reader may wait for the lines, or they are not kept at all. */
function writeDevice(file: string): RejectedFile {
  const opened = openSync(file, constants.O_WRONLY);
  return {
    write: (lines) => explained(file, () => writeFileSync(opened, lines)),
    finish: () => undefined,
    discard: () => closeSync(opened),
  };
}

function writeStream(stream: Writable): RejectedFile {
  return {
    async write(lines) {
      // If the output is no longer read, the records are still validated.
      if (!stream.writable || stream.write(lines)) return;
      await Promise.race([once(stream, "drain"), once(stream, "close")]).catch(() => undefined);
    },
    finish: () => undefined,
    discard: () => undefined,
  };
}

function statusOfInput(name: string): BigIntStats | undefined {
  return name === "-" ? statusOf(0) : statSync(name, { bigint: true, throwIfNoEntry: false });
}

/** Returns the status of an open file; undefined if it is closed. */
function statusOf(descriptor: number): BigIntStats | undefined {
  try {
    return fstatSync(descriptor, { bigint: true });
  } catch {
    return undefined;
  }
}

function isSame(file: BigIntStats, other: BigIntStats | undefined): boolean {
  return other !== undefined && file.dev === other.dev && file.ino === other.ino;
}

function explained<Value>(file: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const isMissing = error.code === "ENOENT" || error.code === "ENOTDIR";
    const message = isMissing
      ? "the directory does not exist; create it"
      : `cannot be written (${String(error.code)})`;
    throw unwritable(file, message);
  }
}

function unwritable(file: string, message: string): HuntgenError {
  return new HuntgenError([{ code: "unwritable-output", file, line: 0, message }]);
}
