// Finds out whether each line of a text is a value of its own, so that an error ends with its line.

const lineFeed = 0x0a;
const openBrace = 0x7b;
const openBracket = 0x5b;

export class LineFormat {
  /** Whether a line feed ends a value; undefined until the first value shows it. */
  #isLines: boolean | undefined;
  #firstLine: number | undefined;
  /** The last byte before the chunk that is a line feed or not white space. */
  #lastByte = lineFeed;

  /** Whether a value has begun before. */
  hasValue(): boolean {
    return this.#firstLine !== undefined;
  }

  beginValue(line: number): void {
    // A second value on the first line.
    if (this.#firstLine !== undefined) this.#isLines ??= false;
    this.#firstLine ??= line;
  }

  endValue(line: number): void {
    if (line !== this.#firstLine) this.#isLines ??= false;
  }

  /** Takes a line feed between values; returns whether each line is a value of its own. */
  endLine(): boolean {
    if (this.hasValue()) this.#isLines ??= true;
    return this.#isLines === true;
  }

  /** Returns whether what follows an error on a line can be read from the next line on. */
  breakLine(line: number): boolean {
    this.#isLines ??= line === this.#firstLine;
    return this.#isLines;
  }

  /**
   * Whether a position inside of the first value is where the second line begins. If what is there
   * cannot go on with the first line, then the first line is cut off.
   */
  breaksFirstLine(line: number, chunk: Uint8Array, at: number): boolean {
    const isSecond = this.#firstLine !== undefined && line === this.#firstLine + 1;
    if (!isSecond || this.#isLines !== undefined || this.#byteBefore(chunk, at) !== lineFeed)
      return false;
    this.#isLines = true;
    return true;
  }

  /**
   * Whether a line feed inside of a value ends it, in a text of lines. Behind an opening bracket it does
   * not: so begin values that are written on several lines.
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
