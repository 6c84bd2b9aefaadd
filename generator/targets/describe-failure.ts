// Describes what an emitter has thrown, in one line with the location in its code.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

/** A line of a stack: the file as a path or a URL, without the query that a reloaded module has. */
const frame =
  /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:\\)[^()?]*?)(?:\?[^():]*)?(:\d+:\d+)\)?$/gm;

const ownFolder = fileURLToPath(new URL(".", import.meta.url));

/** Returns the message of an error and, if its stack has one, the location of the code that threw it. */
export function describeFailure(error: unknown): string {
  try {
    return describe(error);
  } catch {
    // Getters of an error can throw.
    return "an error that cannot be shown";
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return firstLine(inspect(error, { depth: 1 }));
  const message = firstLine(`${error.name}: ${error.message}`);
  for (const [, file = "", position = ""] of (error.stack ?? "").matchAll(frame)) {
    const location = file.startsWith("file:") ? fileURLToPath(file) : file;
    // The code that calls the emitter is not where it failed.
    if (location.startsWith(ownFolder)) break;
    return `${message} (${path.relative("", location)}${position})`;
  }
  return message;
}

function firstLine(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
