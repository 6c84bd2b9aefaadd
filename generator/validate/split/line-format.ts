// Detects NDJSON, in which each line is a separate value, so that an error ends with its line.

const lineFeed = 0x0a;
const openBrace = 0x7b;
const openBracket = 0x5b;

export class LineFormat {
  /** Whether a line feed ends a value; undefined until the first value decides it. */
  #isLines: boolean | undefined;
  #firstLine: number | undefined;
  /** The last byte before the chunk that is a line feed or is not white space. */
  #lastByte = lineFeed;

  /** Whether a value has already begun. */
  hasValue(): boolean {
    return this.#firstLine !== undefined;
  }

  beginValue(line: number): void {
    // This is a second value on the first line.
    if (this.#firstLine !== undefined) this.#isLines ??= false;
    this.#firstLine ??= line;
  }

  endValue(line: number): void {
    if (line !== this.#firstLine) this.#isLines ??= false;
  }

  /** Handles a line feed between values. Returns whether each line is a separate value. */
  endLine(): boolean {
    if (this.hasValue()) this.#isLines ??= true;
    return this.#isLines === true;
  }

  /** Returns whether reading can continue on the line after an error. */
  breakLine(line: number): boolean {
    this.#isLines ??= line === this.#firstLine;
    return this.#isLines;
  }

  /**
   * Whether the second line begins at a position inside of the first value. If the byte there cannot continue
   * the first line, the first line is cut off.
   */
  breaksFirstLine(line: number, chunk: Uint8Array, at: number): boolean {
    const isSecond = this.#firstLine !== undefined && line === this.#firstLine + 1;
    if (!isSecond || this.#isLines !== undefined || this.#byteBefore(chunk, at) !== lineFeed)
      return false;
    this.#isLines = true;
    return true;
  }

  /**
   * Whether a line feed inside of a value ends the value, in NDJSON. After an opening bracket it does not,
   * since values that span several lines begin this way.
   */
  endsValue(line: number, chunk: Uint8Array, at: number): boolean {
    const before = this.#byteBefore(chunk, at);
    if (before !== openBrace && before !== openBracket) return true;
    this.#isLines = undefined;
    this.#firstLine = line;
    return false;
  }

  endChunk(chunk: Uint8Array): void {
    this.#lastByte = this.#byteBefore(chunk, chunk.length);
  }

  #byteBefore(chunk: Uint8Array, at: number): number {
    for (let before = at - 1; before >= 0; before--) {
      const byte = chunk[before] ?? 0;
      if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return byte;
    }
    return this.#lastByte;
  }
}
