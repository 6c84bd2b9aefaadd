// Reads the options of the emitter for ADX.

import type { Config } from "../../config.ts";
import { HuntgenError } from "../../problems.ts";
import { OptionError, readOptions } from "../read-options.ts";
import type { RawSource } from "./table-commands.ts";

const defaults = {
  /** The table of raw messages. */
  rawTable: "DefenderRaw",
  /** The table of records whose category is not a table of the exports. */
  unknownTable: "DefenderUnknown",
  folder: "Defender",
  /** Days for which raw messages are kept. */
  rawDays: 7,
  /** The most seconds between the arrival of a message and its rows. */
  batchingSeconds: 60,
  /** Whether a message whose rows cannot be written is ingested again. */
  transactional: true,
};

export interface AdxOptions {
  readonly rawTable: string;
  readonly unknownTable: string;
  readonly rawDays: number;
  readonly batchingSeconds: number;
  /** What the commands of each table need. */
  readonly source: RawSource;
}

/** Throws an `OptionError` for options that are unknown or not valid. */
export function readAdxOptions(given: Readonly<Record<string, unknown>>): AdxOptions {
  const options = readOptions(given, defaults);
  if (options.batchingSeconds < 10 || options.batchingSeconds > 1800)
    throw new OptionError('the option "batchingSeconds" must be from 10 to 1800');
  const { rawTable: table, folder, transactional } = options;
  return { ...options, source: { table, folder, transactional } };
}

/** Returns what the first emitter for ADX of a configuration uses; the defaults if there is none. */
export function adxSourceOf({
  emitters,
  configFile,
}: Pick<Config, "emitters" | "configFile">): RawSource {
  const choices = emitters.map((each) => (typeof each === "string" ? { use: each } : each));
  const choice = choices.find(({ use }) => use === "adx");
  try {
    return readAdxOptions(choice?.options ?? {}).source;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const message = `the emitter "adx": ${error.message}`;
    throw new HuntgenError([{ code: "invalid-config", file: configFile, line: 0, message }]);
  }
}
