// Reads the options of the emitter for ADX.

import type { Config } from "../../config.ts";
import { kqlText } from "../../kql-text.ts";
import { HuntgenError } from "../../problems.ts";
import type { EmitTable } from "../emit-model.ts";
import { OptionError, readOptions } from "../read-options.ts";
import { functionNameOf, type RawSource, unknownFunction } from "./table-commands.ts";

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

type NamedTable = Pick<EmitTable, "name" | "identifier">;

/** Throws an `OptionError` for options that are unknown, not valid or in conflict with the names of tables. */
export function readAdxOptions(
  given: Readonly<Record<string, unknown>>,
  tables: readonly NamedTable[],
): AdxOptions {
  const options = readOptions(given, defaults);
  if (options.batchingSeconds < 10 || options.batchingSeconds > 1800)
    throw new OptionError('the option "batchingSeconds" must be from 10 to 1800');
  checkNames(options, tables);
  const { rawTable: table, folder, transactional } = options;
  return { ...options, source: { table, folder, transactional } };
}

function checkNames(
  { rawTable, unknownTable }: Pick<AdxOptions, "rawTable" | "unknownTable">,
  tables: readonly NamedTable[],
): void {
  if (rawTable === unknownTable)
    throw new OptionError('the options "rawTable" and "unknownTable" must differ');
  // Tables and functions of a database share their names.
  const functions = [unknownFunction, ...tables.map(functionNameOf)];
  const names = new Set([rawTable, unknownTable, ...functions]);
  const clash = tables.find(({ name }) => names.has(name));
  if (clash !== undefined)
    throw new OptionError(
      `the table ${kqlText(clash.name)} has the name of another table or function; choose other names with "rawTable" and "unknownTable", or exclude the table`,
    );
  const own = functions.find((name) => name === rawTable || name === unknownTable);
  if (own !== undefined)
    throw new OptionError(
      `the name ${kqlText(own)} is that of a function; choose other names with "rawTable" and "unknownTable"`,
    );
}

/** Returns what the first emitter for ADX of a configuration uses; the defaults if there is none. */
export function adxSourceOf(
  { emitters, configFile }: Pick<Config, "emitters" | "configFile">,
  tables: readonly NamedTable[],
): RawSource {
  const choices = emitters.map((each) => (typeof each === "string" ? { use: each } : each));
  const choice = choices.find(({ use }) => use === "adx");
  try {
    return readAdxOptions(choice?.options ?? {}, tables).source;
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const message = `the emitter "adx": ${error.message}`;
    throw new HuntgenError([{ code: "invalid-config", file: configFile, line: 0, message }]);
  }
}
