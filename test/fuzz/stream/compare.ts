// Runs a case with the reference and with every reader, and reports the first difference.

import { createDriftCollector } from "../../../generator/runtime/records/drift.ts";
import { MessageError } from "../../../generator/runtime/stream/message-error.ts";
import { findDifference } from "./difference.ts";
import type { FuzzCase } from "./fuzz-case.ts";
import { type Body, handOver, openSource } from "./line-source.ts";
import { plainBatch, plainForwarded } from "./plain-results.ts";
import type { Reader, ReadLineOptions } from "./reader.ts";
import {
  referenceForward,
  referenceForwardLines,
  referenceLines,
  referenceMessage,
} from "./reference.ts";
import { linesOf } from "./reference-lines.ts";

/** The outcome of reading a body. */
interface Outcome {
  readonly kind: "result" | "MessageError" | "another error" | "changed body";
  /** What it returned, or the error that is not a `MessageError`. */
  readonly result?: unknown;
  /** The drift that it reported, if there was a collector. */
  readonly drift?: unknown;
}

export interface Difference {
  readonly reader: string;
  /** What differs, such as `result.events.0.properties.Long: values`. */
  readonly summary: string;
  readonly expected: Outcome;
  readonly actual: Outcome;
}

/** A call of the reference or of a reader. */
type Run = (body: Body, options: ReadLineOptions) => unknown;

/** Throws if the reference itself fails. */
export async function compareCase(
  readers: readonly Reader[],
  fuzzCase: FuzzCase,
): Promise<Difference | undefined> {
  const expected = await observe(referenceRun(fuzzCase), fuzzCase);
  if (expected.kind === "another error") throw expected.result;
  const observed: [Reader, Outcome][] = [];
  for (const reader of readers) {
    observed.push([reader, await observe(readerRun(reader, fuzzCase), fuzzCase)]);
    if (!fuzzCase.disturbed) continue;
    const failure = disturb(reader, fuzzCase);
    if (failure !== undefined) observed.push([reader, failure]);
  }
  // Compared only now, so that a result that shares memory with a later call is found.
  for (const [{ name }, actual] of observed) {
    const found = findDifference(expected, actual);
    if (found === undefined) continue;
    const summary = `${found.path.map(String).join(".")}: ${found.reason}`;
    return { reader: name, summary, expected, actual };
  }
  return undefined;
}

function referenceRun({ call, set: { tables } }: FuzzCase): Run {
  switch (call) {
    case "parseMessage":
      return (body, options) => plainBatch(referenceMessage(tables, body, options));
    case "parseLines":
      return (body, options) => referenceLines(tables, body, options).map(plainBatch);
    case "forwardMessage":
      return (body, options) => plainForwarded(referenceForward(tables, body, options));
    case "forwardLines":
      return (body, options) => referenceForwardLines(tables, body, options).map(plainForwarded);
  }
}

function readerRun(reader: Reader, { call, set: { tables }, source }: FuzzCase): Run {
  switch (call) {
    case "parseMessage":
      return (body, options) => plainBatch(reader.parseMessage(tables, body, options));
    case "parseLines":
      return (body, options) =>
        collect(reader.parseLines(tables, openSource(body, source), options), plainBatch);
    case "forwardMessage":
      return (body, options) => plainForwarded(reader.forwardMessage(tables, body, options));
    case "forwardLines":
      return (body, options) =>
        collect(reader.forwardLines(tables, openSource(body, source), options), plainForwarded);
  }
}

async function collect<Given>(
  batches: AsyncIterable<Given>,
  simplify: (batch: Given) => object,
): Promise<object[]> {
  const all: Given[] = [];
  // Simplified at the end, so that a batch that shares memory with a later batch is found.
  for await (const batch of batches) all.push(batch);
  return all.map(simplify);
}

async function observe(run: Run, { body, bytesStyle, options }: FuzzCase): Promise<Outcome> {
  const { drift: isWatched, lineLimit, ...rest } = options;
  const drift = isWatched ? createDriftCollector() : undefined;
  const limits = lineLimit === undefined ? {} : { longestLine: longestLine(body) + lineLimit };
  const own = handOver(body, bytesStyle);
  let outcome: Outcome;
  try {
    const result = await run(own, { ...rest, ...limits, drift });
    outcome = { kind: "result", result, drift: drift?.report() };
  } catch (error) {
    if (!(error instanceof MessageError)) return { kind: "another error", result: error };
    outcome = { kind: "MessageError", drift: drift?.report() };
  }
  return findDifference(body, own) === undefined ? outcome : { kind: "changed body", result: own };
}

function longestLine(body: Body): number {
  return linesOf(body).reduce((longest, { length }) => Math.max(longest, length), 1);
}

/**
 * Lets a reader read another message of about the same size, which overwrites what it reuses.
 * Returns undefined unless that fails.
 */
function disturb(reader: Reader, { body, set }: FuzzCase): Outcome | undefined {
  const { schema, tables } = set;
  const rows = schema.map(
    ({ name }) =>
      `{"category":${JSON.stringify(`AdvancedHunting-${name}`)},"properties":{"\u00e9":1}}`,
  );
  const filler = "?".repeat(body.length);
  const text = `{"filler":"${filler}","records":[${rows.join(",")}]}`;
  try {
    reader.parseMessage(tables, text, {});
    reader.parseMessage(tables, Buffer.from(text), {});
    return undefined;
  } catch (error) {
    return { kind: "another error", result: error };
  }
}
