// Splits a text in chunks into records: from messages, arrays, NDJSON and concatenated records. Reads each
// byte once, and keeps at most one record besides the chunk.

import { MessageError } from "../../runtime/stream/message-error.ts";
import { ByteSpan, type TextPosition } from "./byte-span.ts";
import { JsonStructure } from "./json-structure.ts";
import { LineFormat } from "./line-format.ts";
import { isRecordsKey, longestKey, showByte } from "./message-text.ts";
import type { SplitterOutput, TextProblem } from "./splitter-output.ts";
import type { Recovery, StructureEvents } from "./structure-events.ts";

/** The brackets around records. An object becomes a message when it has a list of records. */
type Level = "array" | "object" | "list";

const openBrace = 0x7b;
const openBracket = 0x5b;
const lineFeed = 0x0a;

export class RecordSplitter implements StructureEvents {
  readonly #output: SplitterOutput;
  readonly #longest: number;
  readonly #structure = new JsonStructure(this);
  readonly #lines = new LineFormat();
  #chunk: Uint8Array = new Uint8Array();
  /** The position of the chunk in the text. */
  #start = 0;
  readonly #levels: Level[] = [];
  #object: ByteSpan | undefined;
  #record: ByteSpan | undefined;
  #key: ByteSpan | undefined;
  #isRecordsKey = false;
  #recordsKeys = 0;
  #lists = 0;
  /** Whether the last record or message began with a brace. */
  #wasObject = false;
  #isCommaReported = false;
  /** A problem that is reported together with the rest of its line. */
  #skipped: (TextProblem & { readonly span: ByteSpan }) | undefined;

  /** `longest` is the most bytes of a record. */
  constructor(output: SplitterOutput, longest: number) {
    this.#output = output;
    this.#longest = longest;
  }

  push(chunk: Uint8Array): void {
    this.#chunk = chunk;
    this.#structure.push(chunk);
    for (const span of [this.#object, this.#record, this.#key, this.#skipped?.span]) {
      span?.endChunk(chunk);
    }
    this.#lines.endChunk(chunk);
    this.#start += chunk.length;
  }

  end(): void {
    this.#chunk = new Uint8Array();
    if (this.#skipped !== undefined) this.lineSkipped(0);
    else if (this.#structure.isInside()) {
      const message = `the text ends inside ${this.#where()}`;
      this.#report({ ...this.#position(0), code: "cut-off", message }, this.#unread(0), 0);
    }
  }

  keyBegins(at: number): void {
    this.#key = new ByteSpan(this.#position(at), at, longestKey);
  }

  keyEnds(at: number): void {
    const key = this.#key?.end(this.#chunk, at);
    this.#key = undefined;
    this.#isRecordsKey = key !== undefined && isRecordsKey(key);
    if (this.#isRecordsKey) this.#recordsKeys += 1;
  }

  valueBegins(at: number, byte: number): void {
    const level = this.#levels.at(-1);
    if (level === "object") {
      if (this.#isRecordsKey && byte === openBracket) this.#openList(at);
      return;
    }
    if (level === undefined) this.#lines.beginValue(this.#structure.line);
    this.#isCommaReported = false;
    if (level === undefined && byte === openBracket) {
      this.#enter("array");
      return;
    }
    this.#wasObject = byte === openBrace;
    const span = new ByteSpan(this.#position(at), at, this.#longest);
    if (level === "list" || byte !== openBrace) {
      this.#record = span;
      return;
    }
    this.#object = span;
    this.#recordsKeys = 0;
    this.#lists = 0;
    this.#enter("object");
  }

  valueEnds(at: number, depth: number): void {
    if (depth === this.#levels.length) {
      if (this.#record !== undefined) this.#endRecord(this.#record, at);
      this.#record = undefined;
      return;
    }
    const level = this.#levels.pop();
    this.#structure.watched = this.#levels.length;
    if (level === "list") this.#object?.resume(at - 1);
    if (level === "object" && this.#object !== undefined) {
      if (this.#lists > 0) this.#endMessage(this.#object, at);
      else this.#endRecord(this.#object, at);
      this.#object = undefined;
    }
    if (depth === 0) this.#lines.endValue(this.#structure.line);
  }

  looseComma(at: number): void {
    if (this.#levels.at(-1) === "object" || this.#isCommaReported) return;
    this.#isCommaReported = true;
    const message = `a comma without a record next to it, inside ${this.#where()}`;
    this.#output.problem({ ...this.#position(at), code: "not-json", message });
  }

  cutsOff(at: number): boolean {
    this.#structure.endsAtLine = this.#lines.endsValue(this.#structure.line, this.#chunk, at);
    return this.#structure.endsAtLine;
  }

  lineEnds(): void {
    this.#structure.endsAtLine = this.#lines.endLine();
  }

  lineSkipped(at: number): void {
    if (this.#skipped === undefined) return;
    const { span, ...problem } = this.#skipped;
    this.#skipped = undefined;
    this.#report(problem, span, at);
  }

  unexpected(at: number, depth: number, byte: number): Recovery {
    const { line } = this.#structure;
    if (!this.#lines.hasValue()) {
      throw new MessageError(`no stream records found: the file starts with ${showByte(byte)}`);
    }
    const isCutOff = byte === lineFeed;
    const found = isCutOff ? "the line ends" : `unexpected ${showByte(byte)}`;
    const where = this.#where();
    const message = `${found} ${depth === 0 ? "after" : "inside"} ${where}`;
    const code = isCutOff ? "cut-off" : "not-json";
    const problem = { ...this.#position(at), code, message } as const;
    const span = this.#unread(at);
    const isInside = depth > 0 && byte === openBrace;
    if (isInside && this.#lines.breaksFirstLine(line, this.#chunk, at)) {
      const cut = `the line before ends inside ${where}`;
      this.#report({ ...problem, code: "cut-off", message: cut }, span, at);
      this.#leave();
      this.#structure.endsAtLine = true;
      return "value";
    }
    if (isInside && this.#wasObject && this.#isBetweenRecords(depth)) {
      this.#output.problem({ ...problem, message: `missing comma inside ${where}` });
      return "item";
    }
    this.#leave();
    if (this.#lines.breakLine(line)) {
      this.#structure.endsAtLine = true;
      const note = isCutOff ? "" : "; the rest of the line was not read";
      this.#skipped = { ...problem, message: message + note, span };
      return "line";
    }
    const note = "; the rest of the file was not read";
    this.#report({ ...problem, message: message + note }, span, at);
    return "stop";
  }

  #enter(level: Level): void {
    this.#levels.push(level);
    this.#structure.watched = this.#levels.length;
  }

  #leave(): void {
    this.#levels.length = 0;
    this.#structure.watched = 0;
    this.#object = undefined;
    this.#record = undefined;
    this.#key = undefined;
  }

  #openList(at: number): void {
    // The span collects the message without its records.
    this.#object?.pause(this.#chunk, at + 1);
    this.#lists += 1;
    this.#isCommaReported = false;
    this.#enter("list");
  }

  #endRecord(span: ByteSpan, at: number): void {
    const bytes = span.end(this.#chunk, at);
    if (span.isTooLong()) this.#reportLength("a record", span);
    else this.#output.record(bytes, span.start);
  }

  #endMessage(span: ByteSpan, at: number): void {
    const bytes = span.end(this.#chunk, at);
    if (span.isTooLong()) this.#reportLength("a message without its records", span);
    else this.#output.message(bytes, span.start);
    if (this.#recordsKeys === 1) return;
    const message = `a message has ${this.#recordsKeys} members "records"; readers use the last one`;
    this.#output.problem({ ...span.start, code: "not-json", message });
  }

  #reportLength(what: string, { start, length }: ByteSpan): void {
    const message = `${what} has ${length} bytes, more than the maximum of ${this.#longest}`;
    this.#output.problem({ ...start, code: "too-large", message });
  }

  /**
   * Returns the span that is rejected with an error: the current record or message, or the bytes at the
   * error.
   */
  #unread(at: number): ByteSpan {
    const open = this.#levels.at(-1) === "list" ? undefined : this.#object;
    return this.#record ?? open ?? new ByteSpan(this.#position(at), at, this.#longest);
  }

  #report(problem: TextProblem, span: ByteSpan, at: number): void {
    const text = span.end(this.#chunk, at);
    this.#output.problem({ ...problem, text: text.length > 0 ? text : undefined });
  }

  #position(at: number): TextPosition {
    return { line: this.#structure.line, byte: this.#start + at };
  }

  #isBetweenRecords(depth: number): boolean {
    return depth === this.#levels.length && this.#levels.at(-1) !== "object";
  }

  #where(): string {
    if (this.#record !== undefined) return "a record";
    const level = this.#levels.at(-1);
    if (level === "list") return "the records of a message";
    if (level === "array") return "an array of records";
    return level !== undefined && this.#lists > 0 ? "a message" : "a record or message";
  }
}
