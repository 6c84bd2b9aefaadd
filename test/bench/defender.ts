// Loads the generated package, and an older build of it to compare with, and declares the functions
// that the reading benchmark calls. Older builds lack the newer functions.

import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { HuntingTable } from "./rows.ts";

export interface ReadOptions {
  readonly tables?: readonly string[];
  /** The columns to read of each table. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
  readonly drift?: object;
}

export interface ReadBatch {
  readonly events: readonly { readonly category: string; readonly properties: object }[];
  readonly rejected: readonly unknown[];
  readonly unknown: readonly unknown[];
  readonly skipped: number;
}

interface Forwarded {
  readonly tables: ReadonlyMap<
    string,
    { readonly ndjson: Uint8Array; readonly records: readonly object[] }
  >;
  readonly rejected: readonly unknown[];
}

interface DeliverOptions {
  readonly handlers?: { readonly _: (event: object) => unknown };
  readonly events?: (events: readonly object[]) => unknown;
  readonly deadLetter: () => unknown;
}

export interface Defender {
  readonly tables: Readonly<Record<string, HuntingTable>>;
  createDriftCollector(): object;
  eventKey(event: object): string;
  parseLines(source: Iterable<Uint8Array>, options?: ReadOptions): AsyncIterable<ReadBatch>;
  parseMessage(body: string | Uint8Array, options?: ReadOptions): ReadBatch;
  /** Since 0.2.0, like the option `columns` and the functions below. */
  readonly forwardMessage?: (body: Uint8Array, options?: ReadOptions) => Forwarded;
  readonly recordKey?: (record: object) => string;
  readonly deliver?: (body: Uint8Array, options: DeliverOptions) => Promise<void>;
}

export async function loadDefender(): Promise<Defender> {
  const name: string = "@huntgen/defender";
  return (await import(name)) as Defender;
}

/** Loads the package from another checkout of this repository, which must have been built. */
export async function loadBase(checkout: string): Promise<Defender> {
  const file = path.resolve(checkout, "generated/dist/index.js");
  if (!existsSync(file)) {
    throw new Error(`no build in ${checkout}; run npm run build -w generated in it`);
  }
  return (await import(pathToFileURL(file).href)) as Defender;
}
