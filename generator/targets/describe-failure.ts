// Describes what an emitter has thrown, in one line with the location in its code.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";

/** A line of a stack: the file as a path or a URL, without the query that a reloaded module has. */
const frame =
  /(?:\(|at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:\\)[^()?]*?)(?:\?[^():]*)?(:\d+:\d+)\)?$/m;

/** Returns the message of an error and, if its stack has one, the location of the code that threw it. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return firstLine(inspect(error, { depth: 1 }));
  const message = firstLine(`${error.name}: ${error.message}`);
  const [, file, position = ""] = frame.exec(error.stack ?? "") ?? [];
  if (file === undefined) return message;
  const location = file.startsWith("file:") ? fileURLToPath(file) : file;
  return `${message} (${path.relative("", location)}${position})`;
}

function firstLine(text: string): string {
  const [line = ""] = text.split("\n");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
