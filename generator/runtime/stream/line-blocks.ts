// Cuts chunks into blocks of whole lines, so that many lines are read at a time. Between chunks, it keeps
// at most the beginning of one line.

import type { Chunk } from "./line-source.ts";
import { MessageError } from "./message-error.ts";

/** Whole lines with their line feeds; the last line of a source may have no line feed. */
export interface LineBlock {
  /** The lines, or the length, without a line feed, of a single line that is too long to be kept. */
  readonly content: Chunk | number;
  /** The offset in the source, in bytes or in characters of text. */
  readonly start: number;
  readonly length: number;
}

export interface LineBlocks {
  /** Yields the blocks that a chunk completes. A block that is inside the chunk is a view of it. */
  push(chunk: Chunk): Generator<LineBlock, void, undefined>;
  /** Returns the last line if the source ended without a line feed. */
  end(): LineBlock | undefined;
}

const lineFeed = 10;
/** The usual length of a block: long enough to be read fast, short enough to use little memory. */
const usualBlock = 2 ** 18;

/**
 * Cuts a source whose first chunk has the offset `start`. A line of more than `longestLine` bytes, or
 * characters of text, is not kept in memory.
 */
export function createLineBlocks(longestLine: number, start: number): LineBlocks {
  const longestBlock = Math.min(usualBlock, longestLine + 1);
  let pieces: Chunk[] = [];
  let held = 0;

  function add(piece: Chunk): void {
    if (pieces.length > 0 && typeof pieces[0] !== typeof piece) {
      throw new MessageError("expected chunks that are all text or all bytes, got both");
    }
    pieces.push(piece);
    held += piece.length;
  }

  function take(lineFeeds: 0 | 1): LineBlock {
    const line = held - lineFeeds;
    const content = line > longestLine ? line : join(pieces);
    const block = { content, start, length: held };
    start += held;
    pieces = [];
    held = 0;
    return block;
  }

  /** Returns the end of the block that starts at `from`; 0 if no line ends in the chunk. */
  function endOfBlock(chunk: Chunk, from: number): number {
    const last = lastFeed(chunk, from + longestBlock - held - 1);
    // If there is no line feed within that length, the block is a single line.
    return (last >= from ? last : nextFeed(chunk, from)) + 1;
  }

  return {
    *push(chunk) {
      let from = 0;
      for (let end = endOfBlock(chunk, from); end > 0; end = endOfBlock(chunk, from)) {
        add(part(chunk, from, end));
        from = end;
        yield take(1);
      }
      if (from === chunk.length) return;
      const rest = part(chunk, from, chunk.length);
      // A copy, since a source may reuse its buffer.
      add(typeof rest === "string" ? rest : new Uint8Array(rest));
      if (held > longestLine) pieces = [];
    },
    end: () => (held === 0 ? undefined : take(0)),
  };
}

function part(chunk: Chunk, from: number, to: number): Chunk {
  return typeof chunk === "string" ? chunk.slice(from, to) : chunk.subarray(from, to);
}

function lastFeed(chunk: Chunk, from: number): number {
  if (from < 0) return -1;
  return typeof chunk === "string"
    ? chunk.lastIndexOf("\n", from)
    : chunk.lastIndexOf(lineFeed, from);
}

function nextFeed(chunk: Chunk, from: number): number {
  return typeof chunk === "string" ? chunk.indexOf("\n", from) : chunk.indexOf(lineFeed, from);
}

function join(pieces: readonly Chunk[]): Chunk {
  const parts = pieces.filter((piece) => typeof piece !== "string");
  const [first] = parts;
  if (first === undefined) return pieces.join("");
  return parts.length === 1 ? first : concatenate(parts);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let offset = 0;
  for (const each of parts) {
    whole.set(each, offset);
    offset += each.length;
  }
  return whole;
}
