// Cuts chunks into blocks of whole lines, so that lines are read many at a time. Holds the beginning of
// one line at most beyond the chunk.

import type { Chunk } from "./line-source.ts";
import { MessageError } from "./message-error.ts";

/** Whole lines with their line feeds; the last line of a source may lack its own. */
export interface LineBlock {
  readonly content: Chunk;
  /** Where it starts in the source: bytes, or characters of text. */
  readonly start: number;
}

export interface LineBlocks {
  /** The blocks that a chunk completes. They are views of the chunk if it holds them whole. */
  push(chunk: Chunk): Generator<LineBlock, void, undefined>;
  /** The last line, if the source ended without a line feed. */
  end(): LineBlock | undefined;
}

const lineFeed = 10;
/** A block is about so long: enough to read fast, and little to hold at once. */
const usualBlock = 2 ** 18;

/** Throws a `MessageError` for a line of more than `longestLine` bytes, or characters of text. */
export function createLineBlocks(longestLine: number): LineBlocks {
  const longestBlock = Math.min(usualBlock, longestLine + 1);
  let pieces: Chunk[] = [];
  let held = 0;
  let start = 0;

  function add(piece: Chunk): void {
    if (pieces.length > 0 && typeof pieces[0] !== typeof piece) {
      throw new MessageError("the chunks of a source must be all text or all bytes");
    }
    pieces.push(piece);
    held += piece.length;
  }

  function take(): LineBlock {
    const block = { content: join(pieces), start };
    start += held;
    pieces = [];
    held = 0;
    return block;
  }

  /** Where a block that starts at a position of a chunk ends; undefined if no line ends in the chunk. */
  function endOfBlock(chunk: Chunk, from: number): number | undefined {
    const last = lastFeed(chunk, from + longestBlock - held - 1);
    const feed = last >= from ? last : nextFeed(chunk, from);
    if (feed < 0) return undefined;
    // Without a line feed in that length, the block is a single line.
    if (last < from) checkLength(held + feed - from);
    return feed + 1;
  }

  function checkLength(length: number): void {
    if (length <= longestLine) return;
    throw new MessageError(
      `a line has more than ${longestLine} bytes, which is not a record; set \`longestLine\` to read it`,
    );
  }

  return {
    *push(chunk) {
      let from = 0;
      for (let end = endOfBlock(chunk, from); end !== undefined; end = endOfBlock(chunk, from)) {
        add(part(chunk, from, end));
        from = end;
        yield take();
      }
      if (from === chunk.length) return;
      checkLength(held + chunk.length - from);
      const rest = part(chunk, from, chunk.length);
      // A copy, since a source may use its buffer again.
      add(typeof rest === "string" ? rest : new Uint8Array(rest));
    },
    end: () => (held === 0 ? undefined : take()),
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
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  const texts: string[] = [];
  const bytes: Uint8Array[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string") texts.push(piece);
    else bytes.push(piece);
  }
  return bytes.length > 0 ? concatenate(bytes) : texts.join("");
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
