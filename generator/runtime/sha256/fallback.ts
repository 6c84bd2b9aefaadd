// Computes SHA-256 in JavaScript, for runtimes without a synchronous implementation. All calls share the
// same buffers, so that a call allocates little more than its result.

import { addBlocks } from "./blocks.ts";

declare const TextEncoder: new () => {
  encodeInto(text: string, bytes: Uint8Array): { readonly written: number };
};

const blockBytes = 64;

/** The number of UTF-16 code units that are encoded at once. Each takes at most 3 bytes. */
const piece = 2 ** 14;

interface Machine {
  readonly encoder: InstanceType<typeof TextEncoder>;
  /** The input that is not hashed yet. */
  readonly buffer: Uint8Array;
  readonly view: DataView;
  /** The first 32 bits of the fractions of the square roots of the first 8 primes. */
  readonly start: Int32Array;
  /** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
  readonly rounds: Int32Array;
  readonly state: Int32Array;
}

let machine: Machine | undefined;

/** Returns the SHA-256 of a text's UTF-8 bytes, in hex. Half of a surrogate pair counts as U+FFFD. */
export function hashText(text: string): string {
  machine ??= createMachine();
  const { buffer, encoder } = machine;
  machine.state.set(machine.start);
  let held = 0;
  let total = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfPiece(text, start);
    const rest = held === 0 ? buffer : buffer.subarray(held);
    const { written } = encoder.encodeInto(text.slice(start, end), rest);
    total += written;
    held = hashBuffer(machine, held + written);
    start = end;
  }
  return finish(machine, held, total);
}

/** Returns the SHA-256 of bytes, in hex. */
export function hashBytes(bytes: Uint8Array): string {
  machine ??= createMachine();
  const { buffer } = machine;
  machine.state.set(machine.start);
  let held = 0;
  for (let start = 0; start < bytes.length; start += piece) {
    const part = bytes.subarray(start, start + piece);
    buffer.set(part, held);
    held = hashBuffer(machine, held + part.length);
  }
  return finish(machine, held, bytes.length);
}

/** Returns the end of a piece that does not split a surrogate pair. */
function endOfPiece(text: string, start: number): number {
  const end = start + piece;
  if (end >= text.length) return text.length;
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? end - 1 : end;
}

/** Hashes the whole blocks in the buffer. Returns the number of bytes that are left in it. */
function hashBuffer({ buffer, view, rounds, state }: Machine, held: number): number {
  const left = held % blockBytes;
  addBlocks(state, rounds, view, held - left);
  buffer.copyWithin(0, held - left, held);
  return left;
}

/** Adds the padding (a one bit, zeros and the length in bits) and returns the hash. */
function finish({ buffer, view, rounds, state }: Machine, held: number, total: number): string {
  const end = held + 9 <= blockBytes ? blockBytes : 2 * blockBytes;
  buffer.fill(0, held, end);
  buffer[held] = 0x80;
  view.setInt32(end - 8, Math.floor(total / 2 ** 29));
  view.setInt32(end - 4, total << 3);
  addBlocks(state, rounds, view, end);
  let hex = "";
  for (const word of state) hex += (word >>> 0).toString(16).padStart(8, "0");
  return hex;
}

function createMachine(): Machine {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < 64; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  const buffer = new Uint8Array(3 * piece + blockBytes);
  return {
    encoder: new TextEncoder(),
    buffer,
    view: new DataView(buffer.buffer),
    start: Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    rounds: Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
    state: new Int32Array(8),
  };
}

function fraction(root: number): number {
  return Math.floor((root % 1) * 2 ** 32) | 0;
}
