// Collects the bytes of a part of a text that may reach over several chunks.

/** A position in a text: its line from 1, and its byte from 0, counted from the start of the text. */
export interface TextPosition {
  readonly line: number;
  readonly byte: number;
}

export class ByteSpan {
  readonly start: TextPosition;
  /** How many bytes were added. */
  length = 0;
  readonly #longest: number;
  #pieces: Uint8Array[] = [];
  /** Where in the chunk at hand the bytes begin that are not added yet; undefined during a pause. */
  #from: number | undefined;

  /** Begins at a position of the chunk at hand. More bytes than `longest` are counted, but not kept. */
  constructor(start: TextPosition, from: number, longest: number) {
    this.start = start;
    this.#from = from;
    this.#longest = longest;
  }

  isTooLong(): boolean {
    return this.length > this.#longest;
  }

  /** Goes on at the start of the next chunk. */
  endChunk(chunk: Uint8Array): void {
    if (this.#from === undefined) return;
    this.#add(chunk.subarray(this.#from));
    this.#from = 0;
  }

  /** Leaves out what follows, up to the call of `resume`. */
  pause(chunk: Uint8Array, at: number): void {
    this.#add(chunk.subarray(this.#from, at));
    this.#from = undefined;
  }

  resume(at: number): void {
    this.#from = at;
  }

  /** Returns the bytes up to a position: a view of the chunk if it has them all. Nothing if too many. */
  end(chunk: Uint8Array, at: number): Uint8Array {
    const last = this.#from === undefined ? new Uint8Array() : chunk.subarray(this.#from, at);
    if (this.length > 0) this.#add(last);
    else this.length = last.length;
    if (this.isTooLong()) return new Uint8Array();
    return this.#pieces.length === 0 ? last : Buffer.concat(this.#pieces);
  }

  /** Adds a copy, since a source may use its buffer again. */
  #add(bytes: Uint8Array): void {
    this.length += bytes.length;
    if (this.isTooLong()) this.#pieces = [];
    else if (bytes.length > 0) this.#pieces.push(new Uint8Array(bytes));
  }
}
