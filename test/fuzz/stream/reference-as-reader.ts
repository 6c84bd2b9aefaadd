// Offers the reference as a reader, so that tests of the fuzzer can plant faults in it.

import { type Body, type LineSource } from "./line-source.ts";
import type { Reader } from "./reader.ts";
import {
  referenceForward,
  referenceForwardLines,
  referenceLines,
  referenceMessage,
} from "./reference.ts";

export const referenceReader: Reader = {
  name: "reference",
  parseMessage: referenceMessage,
  forwardMessage: referenceForward,
  async *parseLines(tables, source, options) {
    yield* referenceLines(tables, await wholeOf(source), options);
  },
  async *forwardLines(tables, source, options) {
    yield* referenceForwardLines(tables, await wholeOf(source), options);
  },
};

async function wholeOf(source: LineSource): Promise<Body> {
  if (typeof source === "string" || source instanceof Uint8Array) return source;
  let text = "";
  const bytes: Uint8Array[] = [];
  for await (const chunk of source) {
    if (typeof chunk === "string") text += chunk;
    else bytes.push(Uint8Array.from(chunk));
  }
  return bytes.length > 0 ? Buffer.concat(bytes) : text;
}
