// Writes events and dead letters to NDJSON files. Lines are on the disk before an offset is committed.

import { fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import path from "node:path";
import { type DeadLetter, type HuntingEvent, stringify } from "@huntgen/defender";

/** The message that a dead letter is from. */
export interface Place {
  readonly partition: number;
  readonly offset: string;
}

export interface Output {
  writeEvent(event: HuntingEvent): void;
  writeLetter(letter: DeadLetter, place: Place): void;
  flush(): void;
}

export function openOutput(directory: string): Output {
  mkdirSync(directory, { recursive: true });
  const files = {
    events: openLines(path.join(directory, "events.ndjson")),
    letters: openLines(path.join(directory, "dead-letters.ndjson")),
  };
  const write = (file: keyof typeof files, value: unknown): void => {
    const bytes = Buffer.from(`${stringify(value)}\n`);
    for (let at = 0; at < bytes.length;) at += writeSync(files[file], bytes, at);
  };
  return {
    writeEvent: (event) => write("events", event),
    writeLetter: (letter, place) => write("letters", { ...place, ...describe(letter) }),
    flush() {
      for (const file of Object.values(files)) fsyncSync(file);
    },
  };
}

/** Opens a file to append lines. Ends a line that a killed run has left; its record is delivered again. */
function openLines(file: string): number {
  const handle = openSync(file, "a+");
  const last = Buffer.from("\n");
  readSync(handle, last, 0, 1, Math.max(0, fstatSync(handle).size - 1));
  if (last.toString() !== "\n") writeSync(handle, "\n");
  return handle;
}

function describe(letter: DeadLetter): object {
  if (letter.kind !== "message") return letter;
  const { kind, body, error } = letter;
  const base64 = body instanceof Uint8Array ? Buffer.from(body).toString("base64") : null;
  return { kind, reason: error.message, base64 };
}
