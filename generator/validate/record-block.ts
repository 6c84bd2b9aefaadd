// Combines records into the text of a message, so that the reader reads many records at a time.

import type { TextPosition } from "./split/byte-span.ts";

/**
 * The approximate length of a block: small enough for little memory, and large enough to be fast, since the
 * first row of each table in a block is parsed to learn its columns.
 */
const usualLength = 2 ** 20;
const mostRecords = 2 ** 12;

const comma = 0x2c;
const beginning = Buffer.from('{"records":[');
const ending = Buffer.from("]}");

interface BlockRecord {
  readonly bytes: Uint8Array;
  readonly start: TextPosition;
}

export class RecordBlock {
  #bytes = new Uint8Array(beginning.length + usualLength);
  #length = beginning.length;
  readonly #starts: TextPosition[] = [];
  /** The end of each record; a comma follows it. */
  readonly #ends: number[] = [];

  constructor() {
    this.#bytes.set(beginning);
  }

  count(): number {
    return this.#ends.length;
  }

  isFull(): boolean {
    return this.#length >= usualLength || this.#ends.length >= mostRecords;
  }

  /** Copies a record into the block. */
  add(bytes: Uint8Array, start: TextPosition): void {
    this.#reserve(bytes.length + 1 + ending.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    this.#starts.push(start);
    this.#ends.push(this.#length);
    this.#bytes[this.#length] = comma;
    this.#length += 1;
  }

  /** Returns the message with the records. */
  message(): Uint8Array {
    const end = this.#length - 1;
    this.#bytes.set(ending, end);
    return this.#bytes.subarray(0, end + ending.length);
  }

  record(index: number): BlockRecord {
    const start = index === 0 ? beginning.length : (this.#ends[index - 1] ?? 0) + 1;
    const bytes = this.#bytes.subarray(start, this.#ends[index]);
    return { bytes, start: this.#starts[index] ?? { line: 0, byte: 0 } };
  }

  clear(): void {
    // Release the memory of a long record.
    if (this.#bytes.length > 2 * usualLength) {
      this.#bytes = new Uint8Array(beginning.length + usualLength);
      this.#bytes.set(beginning);
    }
    this.#length = beginning.length;
    this.#starts.length = 0;
    this.#ends.length = 0;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const bytes = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
    bytes.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = bytes;
  }
}
