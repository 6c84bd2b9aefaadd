// Collects the bytes of a part of a text, which may span several chunks.

/** A position in a text: the line from 1, and the byte from 0 since the start of the text. */
export interface TextPosition {
  readonly line: number;
  readonly byte: number;
}

export class ByteSpan {
  readonly start: TextPosition;
  /** The number of bytes that were added. */
  length = 0;
  readonly #longest: number;
  #pieces: Uint8Array[] = [];
  /** The index in the current chunk of the first byte that is not added yet; undefined during a pause. */
  #from: number | undefined;

  /** Begins at an index of the current chunk. Bytes beyond `longest` are counted but not kept. */
  constructor(start: TextPosition, from: number, longest: number) {
    this.start = start;
    this.#from = from;
    this.#longest = longest;
  }

  isTooLong(): boolean {
    return this.length > this.#longest;
  }

  /** Continues at the start of the next chunk. */
  endChunk(chunk: Uint8Array): void {
    if (this.#from === undefined) return;
    this.#add(chunk.subarray(this.#from));
    this.#from = 0;
  }

  /** Skips the following bytes until `resume` is called. */
  pause(chunk: Uint8Array, at: number): void {
    this.#add(chunk.subarray(this.#from, at));
    this.#from = undefined;
  }

  resume(at: number): void {
    this.#from = at;
  }

  /**
   * Returns the bytes up to an index, as a view of the chunk if possible; no bytes if there are too
   * many.
   */
  end(chunk: Uint8Array, at: number): Uint8Array {
    const last = this.#from === undefined ? new Uint8Array() : chunk.subarray(this.#from, at);
    if (this.length > 0) this.#add(last);
    else this.length = last.length;
    if (this.isTooLong()) return new Uint8Array();
    return this.#pieces.length === 0 ? last : Buffer.concat(this.#pieces);
  }

  /** Adds a copy, since a source may reuse its buffer. */
  #add(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.isTooLong()) this.#pieces = [];
    else if (bytes.length > 0) this.#pieces.push(new Uint8Array(bytes));
  }
}
