// Defines what an emitter is: a function from the model to files, which a module exports as its default.

import type { EmitModel } from "./emit-model.ts";

/** A file that an emitter writes. */
export interface EmittedFile {
  /**
   * Path in the emitter's folder: letters, digits, `_`, `-` and `.`, with forward slashes between
   * folders. An identifier of the model is a valid name.
   */
  readonly path: string;
  /** The whole text of the file. Line endings become LF. */
  readonly text: string;
  /** The name of the table that the file is about, which messages about the file mention. */
  readonly table?: string | undefined;
  /** Formats the text as a module of TypeScript or JavaScript, and adds the banner of huntgen. */
  readonly format?: "typescript" | undefined;
}

/** The `options` of an emitter in huntgen.config.json. */
export type EmitterOptions = Readonly<Record<string, unknown>>;

/**
 * Returns files for a model. The model and the options are frozen, and each emitter writes to a folder of
 * its own, so the order of emitters does not matter.
 */
export type Emitter = (
  model: EmitModel,
  options: EmitterOptions,
) => readonly EmittedFile[] | Promise<readonly EmittedFile[]>;
