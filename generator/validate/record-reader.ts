// Validates the records of a text with the readers of the stream: many at a time with the scanner, and one
// by one with the exact parser if the scanner is not sure.

import { type Choice, choose, type Tables } from "../runtime/records/choice.ts";
import type { DriftCollector } from "../runtime/records/drift.ts";
import { invalidText } from "../runtime/table/issue.ts";
import { rowForDrift, takeScanned } from "../runtime/stream/read-message.ts";
import { JsonError, parseExact } from "../runtime/json/parse-exact.ts";
import { scan } from "../runtime/scan/scan.ts";
import type { Scan } from "../runtime/scan/scanned.ts";
import { type Batch, createTriage, type Triage } from "../runtime/records/triage.ts";
import { decodeUtf8 } from "../runtime/json/utf8.ts";
import type { TextPosition } from "./split/byte-span.ts";
import { RecordBlock } from "./record-block.ts";
import type { SplitterOutput, TextProblem } from "./split/splitter-output.ts";

/** The part of an event that does not depend on its table. */
interface NamedEvent {
  readonly category: string;
}

/** Records that were read together, and the parts that could not be read. */
export interface RecordBatch extends Batch<NamedEvent> {
  /** Each problem is also in the list of rejected records. */
  readonly problems: readonly TextProblem[];
}

export class RecordReader implements SplitterOutput {
  readonly #tables: Tables;
  readonly #choice: Choice;
  readonly #drift: DriftCollector;
  readonly #triage: Triage<NamedEvent>;
  readonly #block = new RecordBlock();
  #problems: TextProblem[] = [];

  constructor(tables: Tables, drift: DriftCollector) {
    this.#tables = tables;
    this.#drift = drift;
    this.#choice = choose(tables, {}, false);
    this.#triage = createTriage(this.#choice, { drift });
  }

  record(bytes: Uint8Array, start: TextPosition): void {
    this.#block.add(bytes, start);
    if (this.#block.isFull()) this.readBlock();
  }

  message(bytes: Uint8Array, start: TextPosition): void {
    // The scanner validates it without building values, which would need much memory.
    if (this.#scan(bytes) !== undefined) return;
    const { problem } = parse(bytes);
    if (problem === undefined) return;
    const message = `a message is not valid JSON outside of its records: ${problem}`;
    this.problem({ ...start, code: "not-json", message, text: bytes });
  }

  problem(problem: TextProblem): void {
    this.readBlock();
    this.#reject(problem);
  }

  /** Returns the number of records in the batch. */
  size(): number {
    return this.#triage.size();
  }

  /** Returns the batch and begins the next one. */
  finish(): RecordBatch {
    const problems = this.#problems;
    this.#problems = [];
    return { ...this.#triage.finish(), problems };
  }

  /** Reads the pending records. */
  readBlock(): void {
    const block = this.#block;
    const count = block.count();
    if (count === 0) return;
    const choice = this.#choice;
    const options = { drift: this.#drift };
    const scanned = this.#scan(block.message());
    for (let index = 0; index < count; index++) {
      const table = scanned && choice.all[scanned.table(index)]?.table;
      if (scanned === undefined) this.#parse(block, index);
      else if (table === undefined || !scanned.is(index, "event")) {
        takeScanned(this.#triage, scanned, index, choice, options);
      } else {
        const row = rowForDrift(scanned, index, choice);
        this.#triage.accept(table, scanned.table(index), row);
      }
    }
    block.clear();
  }

  #scan(message: Uint8Array): Scan | undefined {
    const [tables, choice] = [this.#tables, this.#choice];
    return scan(message, { tables, choice, mode: "index", strict: false, form: "message" });
  }

  #parse(block: RecordBlock, index: number): void {
    const { bytes, start } = block.record(index);
    const { value, problem } = parse(bytes);
    if (problem === undefined) this.#triage.take(value);
    else {
      const message = `a record is not valid JSON: ${problem}`;
      this.#reject({ ...start, code: "not-json", message, text: bytes });
    }
  }

  #reject(problem: TextProblem): void {
    const { line, byte, message, text } = problem;
    // Bytes that are not text are copied, since the block is reused.
    const record = text && (decodeUtf8(text) ?? new Uint8Array(text));
    this.#triage.reject(record, invalidText(`line ${line}, byte ${byte}: ${message}`));
    this.#problems.push({ line, byte, message, code: problem.code });
  }
}

interface Parsed {
  readonly value?: unknown;
  /** Why there is no value. */
  readonly problem?: string;
}

function parse(bytes: Uint8Array): Parsed {
  const text = decodeUtf8(bytes);
  if (text === undefined) return { problem: "not UTF-8" };
  try {
    return { value: parseExact(text) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { problem: error.message };
  }
}
