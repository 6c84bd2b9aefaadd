// Cuts a body into the chunks that a stream would yield, anywhere, even inside a character.

import { random, type Random } from "../../support/random-rows.ts";

export type Body = string | Uint8Array;

export interface SourceStyle {
  /** `whole` is the body itself, not a stream. */
  readonly chunks: "whole" | "one" | "few" | "tiny" | "mixed";
  /** Whether the source writes every chunk of bytes into the same buffer. */
  readonly reusesBuffer: boolean;
  readonly isAsync: boolean;
  readonly seed: number;
}

export function drawSource({ below, chance, pick }: Random): SourceStyle {
  return {
    chunks: pick(["whole", "one", "few", "few", "tiny", "mixed"]),
    reusesBuffer: chance(0.3),
    isAsync: chance(0.3),
    seed: below(2 ** 31),
  };
}

export type LineSource = Body | Iterable<Body> | AsyncIterable<Body>;

/** How bytes are passed: as they are, as a Node buffer, or as a part of a larger buffer. */
export type BytesStyle = "bytes" | "buffer" | "part of a buffer";

/** Bytes in the larger buffer after the body, which would complete many a truncated body. */
const surroundings = '"}}]}0123456789';

/** Copies a body for one reader. */
export function handOver(body: Body, style: BytesStyle): Body {
  if (typeof body === "string") return body;
  if (style === "bytes") return Uint8Array.from(body);
  if (style === "buffer") return Buffer.from(body);
  const start = body.length % 31;
  const whole = Buffer.alloc(start + body.length + 64, surroundings);
  whole.set(body, start);
  whole.write(surroundings, start + body.length);
  return new Uint8Array(whole.buffer, whole.byteOffset + start, body.length);
}

/** Returns the source for one reader. Every reader gets its own source with the same cuts. */
export function openSource(body: Body, style: SourceStyle): LineSource {
  if (style.chunks === "whole") return body;
  const lengths = chunkLengths(body.length, style);
  const chunks =
    style.reusesBuffer && typeof body !== "string" ? reuse(body, lengths) : cut(body, lengths);
  return style.isAsync ? asynchronous(chunks) : chunks;
}

function chunkLengths(length: number, { chunks, seed }: SourceStyle): number[] {
  const { below, pick } = random(seed);
  const longest = { one: length, few: 200, tiny: 3, mixed: 0, whole: length }[chunks];
  const lengths: number[] = [];
  // Thousands of tiny chunks take long and find nothing that a hundred do not find.
  for (let left = length; left > 0 && lengths.length < 100;) {
    const most = longest === 0 ? pick([1, 2, 20, 200]) : longest;
    const next = chunks === "one" ? length : below(most + 1);
    lengths.push(Math.min(next, left));
    left -= next;
  }
  return lengths;
}

function* cut(body: Body, lengths: readonly number[]): Generator<Body> {
  let start = 0;
  for (const length of lengths) {
    yield body.slice(start, start + length);
    start += length;
  }
  if (start < body.length) yield body.slice(start);
}

function* reuse(body: Uint8Array, lengths: readonly number[]): Generator<Body> {
  const buffer = new Uint8Array(body.length);
  for (const chunk of cut(body, lengths)) {
    if (typeof chunk === "string") continue;
    buffer.fill(0x22);
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.length);
  }
  buffer.fill(0x22);
}

async function* asynchronous(chunks: Iterable<Body>): AsyncGenerator<Body> {
  yield* chunks;
}
