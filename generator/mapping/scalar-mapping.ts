// Defines what the mapping table contains for one scalar.

import type * as checks from "../runtime/table/checks.ts";
import type * as conversions from "../runtime/table/conversions.ts";
import type * as decoders from "../runtime/table/decoders.ts";
import type { JsonSchema } from "../runtime/table/scalar.ts";

/** How values of a type are typed, checked and described. The members are named as those of `Scalar`. */
export interface ScalarMapping {
  /** Name of the `Scalar` constant in the generated code. */
  readonly constant: string;
  /** The expected value, in the words of an issue's message. */
  readonly expected: string;
  /** The check of the runtime for a value that is not null. */
  readonly accepts: keyof typeof checks;
  /** The `typeof` whose values are all accepted, if one is: generated code compares it without a call. */
  readonly primitive?: "boolean" | "string";
  /** The function of the runtime that converts an integer of JSON text to what the column holds. */
  readonly fromJson?: keyof typeof conversions;
  /** The function of the runtime that decodes a value of a query response. */
  readonly decode?: keyof typeof decoders;
  /** JSON Schema 2020-12 of a value in JSON, null included. */
  readonly schema: JsonSchema;
  /** The same for a value as the stream writes it, if `fromJson` converts it to text. */
  readonly wireSchema?: JsonSchema;
  /** The TypeScript type of a column, null included. */
  readonly typescript: string;
  /** What a reader of the generated type should know, for its JSDoc. */
  readonly doc: string;
}
