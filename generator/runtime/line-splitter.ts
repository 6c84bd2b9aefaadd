// Chunks of text or bytes, cut anywhere -> whole lines, and where in the source each ends. Holds one
// line at most beyond the chunk.

import { MessageError } from "./message-error.ts";
import { decodeUtf8, withoutMark } from "./utf8.ts";

export type Chunk = string | Uint8Array;

/** A line without line feed and byte order mark; bytes where they are no UTF-8. */
export type Line = string | Uint8Array;

export interface LineSplitter {
  /** The lines that a chunk completes. */
  push(chunk: Chunk): Iterable<Line>;
  /** The last line, where the source ended without a line feed. */
  end(): Iterable<Line>;
  /**
   * Bytes (of text: characters) of the source up to the end, line feed included, of a line that `push`
   * or `end` gave last, by its index among them. Asked in rising order.
   */
  endOf(index: number): number;
}

const lineFeed = 10;

export function createLineSplitter(longestLine: number): LineSplitter {
  let pieces: Chunk[] = [];
  let length = 0;
  let taken = 0;
  let lastLine = 0;
  let endInside = endsOf("", 0);

  function add(piece: Chunk): void {
    if (pieces.length > 0 && typeof pieces[0] !== typeof piece) {
      throw new MessageError("the chunks of a source must be all text or all bytes");
    }
    pieces.push(piece);
    length += piece.length;
  }

  /** Keeps the beginning of a line; a copy, since a source may use its buffer again. */
  function keep(piece: Chunk): void {
    if (piece.length === 0) return;
    add(typeof piece === "string" ? piece : new Uint8Array(piece));
    if (length > longestLine) {
      throw new MessageError(`a line of more than ${longestLine} bytes is no record of the stream`);
    }
  }

  function takeAll(feed: number): Line[] {
    const texts: string[] = [];
    const bytes: Uint8Array[] = [];
    for (const piece of pieces) {
      if (typeof piece === "string") texts.push(piece);
      else bytes.push(piece);
    }
    const block = bytes.length > 0 ? concatenate(bytes) : texts.join("");
    endInside = endsOf(block, taken);
    taken += length + feed;
    pieces = [];
    length = 0;
    const lines = typeof block === "string" ? splitLines(block) : decodeLines(block);
    lastLine = lines.length - 1;
    return lines;
  }

  return {
    push(chunk) {
      const isText = typeof chunk === "string";
      const last = isText ? chunk.lastIndexOf("\n") : chunk.lastIndexOf(lineFeed);
      const part = (from: number, to: number): Chunk =>
        isText ? chunk.slice(from, to) : chunk.subarray(from, to);
      if (last < 0) {
        keep(chunk);
        return [];
      }
      add(part(0, last));
      const lines = takeAll(1);
      keep(part(last + 1, chunk.length));
      return lines;
    },
    end: () => takeAll(0),
    endOf: (index) => (index < lastLine ? endInside(index) : taken),
  };
}

/** Finds the line feeds inside of a block one after another, only as far as it is asked. */
function endsOf(block: Chunk, start: number): (index: number) => number {
  let [found, end] = [-1, 0];
  return (index) => {
    for (; found < index; found++) {
      end =
        1 + (typeof block === "string" ? block.indexOf("\n", end) : block.indexOf(lineFeed, end));
    }
    return start + end;
  };
}

/** Every line may have a mark: files that were put together have several. */
function splitLines(text: string): string[] {
  return text.split("\n").map(withoutMark);
}

function decodeLines(bytes: Uint8Array): Line[] {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return splitLines(text);
  const lines: Line[] = [];
  for (let start = 0; start <= bytes.length;) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    // A copy, since a source may use its buffer again; `slice` of Node's buffers makes none.
    const decoded = decodeUtf8(line);
    lines.push(decoded === undefined ? new Uint8Array(line) : withoutMark(decoded));
    start = end + 1;
  }
  return lines;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
