// Tracks the brackets, strings, colons and commas of concatenated JSON values across chunks of bytes. The
// parser of the values checks numbers, words and the content of strings.

import type { StructureEvents } from "./structure-events.ts";

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const lineFeed = 0x0a;
const bom: readonly number[] = [0xef, 0xbb, 0xbf];

// States, by what may come next. Before and after values and keys:
const top = 0;
const value = 1;
const firstItem = 2;
const key = 3;
const firstKey = 4;
const colonOfKey = 5;
const afterValue = 6;
// In strings:
const inText = 7;
const inKey = 8;
const escapeInText = 9;
const escapeInKey = 10;
// In other runs of bytes:
const inWord = 11;
const inBom = 12;
const inSkippedLine = 13;
const stopped = 14;

const endsWord = bytesOf(' \t\n\r"{}[]:,');

/** Each level takes a byte of memory. No value of the stream nests nearly as deeply. */
const deepest = 2 ** 24;

export class JsonStructure {
  /** Events are reported for keys and values inside of at most this many brackets. */
  watched = 0;
  /** Whether a line feed may end a value. */
  endsAtLine = false;
  /** The current line, from 1. */
  line = 1;
  readonly #events: StructureEvents;
  #state = top;
  #depth = 0;
  #bomBytes = 0;
  /** The bracket of each level. */
  #brackets = new Uint8Array(64);

  constructor(events: StructureEvents) {
    this.#events = events;
  }

  /** Whether the bytes so far end inside of a value. */
  isInside(): boolean {
    return this.#depth > 0 || this.#state === inBom;
  }

  /** Reads a chunk. A single loop with local variables, since its speed decides how fast files are read. */
  push(bytes: Uint8Array): void {
    const events = this.#events;
    const { length } = bytes;
    let state = this.#state;
    let depth = this.#depth;
    let at = 0;
    while (at < length) {
      if (state === inText || state === inKey) {
        let byte = bytes[at];
        while (at < length && byte !== quote && byte !== backslash && byte !== lineFeed) {
          byte = bytes[++at];
        }
        if (at === length) break;
        if (byte === quote) {
          at += 1;
          if (state === inKey) {
            state = colonOfKey;
            if (depth <= this.watched) events.keyEnds(at);
          } else {
            state = afterValue;
            if (depth <= this.watched) events.valueEnds(at, depth);
          }
          continue;
        }
        if (byte === backslash) {
          at += 1;
          state = state === inKey ? escapeInKey : escapeInText;
          continue;
        }
      } else if (state > inText) {
        if (state === stopped) break;
        this.#state = state;
        this.#depth = depth;
        at = this.#readRun(bytes, at);
        state = this.#state;
        depth = this.#depth;
        continue;
      } else {
        const byte = bytes[at] ?? 0;
        switch (byte) {
          case quote:
            if (state === key || state === firstKey) {
              if (depth <= this.watched) events.keyBegins(at);
              state = inKey;
              at += 1;
              continue;
            }
            if (state !== value && state !== firstItem) break;
            if (depth <= this.watched) events.valueBegins(at, byte);
            state = inText;
            at += 1;
            continue;
          case colon:
            if (state !== colonOfKey) break;
            state = value;
            at += 1;
            continue;
          case comma:
            if (state === top || state === colonOfKey) break;
            if (state !== afterValue && depth <= this.watched) events.looseComma(at);
            state = this.#brackets[depth - 1] === openBrace ? key : value;
            at += 1;
            continue;
          case openBrace:
          case openBracket:
            if ((state !== value && state !== firstItem && state !== top) || depth === deepest)
              break;
            if (depth <= this.watched) events.valueBegins(at, byte);
            this.#open(byte, depth);
            depth += 1;
            state = byte === openBrace ? firstKey : firstItem;
            at += 1;
            continue;
          case closeBrace:
          case closeBracket:
            // The code of a closing bracket is two more than that of its opening bracket.
            if (state === colonOfKey || this.#brackets[depth - 1] !== byte - 2) break;
            if ((state === value || state === key) && depth <= this.watched) {
              events.looseComma(at);
            }
            depth -= 1;
            at += 1;
            state = depth === 0 ? top : afterValue;
            if (depth <= this.watched) events.valueEnds(at, depth);
            continue;
          case lineFeed:
            if (depth > 0 && this.endsAtLine && events.cutsOff(at)) break;
            this.line += 1;
            at += 1;
            if (depth === 0) events.lineEnds();
            continue;
          case 0x20:
          case 0x0d:
          case 0x09:
            at += 1;
            continue;
          default:
            if (state === value || state === firstItem) {
              if (depth <= this.watched) events.valueBegins(at, byte);
              state = inWord;
              continue;
            }
            if (state !== top || byte !== bom[0]) break;
            state = inBom;
            continue;
        }
      }
      this.#depth = depth;
      this.#fail(bytes, at);
      state = this.#state;
      depth = this.#depth;
    }
    this.#state = state;
    this.#depth = depth;
  }

  /** Reads to the end of a word or another run of bytes, or of the chunk. */
  #readRun(bytes: Uint8Array, from: number): number {
    let at = from;
    if (this.#state === inWord) {
      while (at < bytes.length && endsWord[bytes[at] ?? 0] === 0) at += 1;
      if (at === bytes.length) return at;
      this.#state = afterValue;
      if (this.#depth <= this.watched) this.#events.valueEnds(at, this.#depth);
    } else if (this.#state === inBom) {
      if (bytes[at] !== bom[this.#bomBytes]) this.#fail(bytes, at);
      else {
        at += 1;
        this.#bomBytes = (this.#bomBytes + 1) % bom.length;
        if (this.#bomBytes === 0) this.#state = top;
      }
    } else if (this.#state === inSkippedLine) {
      const feed = bytes.indexOf(lineFeed, from);
      if (feed < 0) return bytes.length;
      at = feed;
      this.#state = top;
      this.#events.lineSkipped(at);
    } else {
      // A line feed ends the line, even after a backslash.
      if (bytes[at] !== lineFeed) at += 1;
      this.#state = this.#state === escapeInKey ? inKey : inText;
    }
    return at;
  }

  #open(bracket: number, depth: number): void {
    if (depth === this.#brackets.length) {
      const brackets = new Uint8Array(depth * 2);
      brackets.set(this.#brackets);
      this.#brackets = brackets;
    }
    this.#brackets[depth] = bracket;
  }

  #fail(bytes: Uint8Array, at: number): void {
    this.#bomBytes = 0;
    const recovery = this.#events.unexpected(at, this.#depth, bytes[at] ?? 0);
    if (recovery !== "item") this.#depth = 0;
    this.#state = { line: inSkippedLine, value: top, item: value, stop: stopped }[recovery];
  }
}

function bytesOf(characters: string): Uint8Array {
  const set = new Uint8Array(256);
  for (const character of characters) set[character.charCodeAt(0)] = 1;
  return set;
}
