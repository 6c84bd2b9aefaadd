// Builds the scalar of a column as the runtime reads with it, equal to the one in generated code.

import * as runtimeChecks from "../runtime/table/checks.ts";
import * as runtimeConversions from "../runtime/table/conversions.ts";
import * as runtimeDecoders from "../runtime/table/decoders.ts";
import type { Scalar } from "../runtime/table/scalar.ts";
import { scalarMappingOf, type KustoType, type LongMode } from "./kusto-types.ts";

/** The functions of the runtime, by their names in the mapping table. */
const checks = { ...runtimeChecks };
const conversions = { ...runtimeConversions };
const decoders = { ...runtimeDecoders };

/** Returns the scalar for the type of a column. */
export function scalarOf(column: { readonly type: KustoType; readonly long: LongMode }): Scalar {
  const { accepts, decode, fromJson, schema, wireSchema, expected } = scalarMappingOf(column);
  return {
    type: column.type,
    expected,
    accepts: checks[accepts],
    schema,
    ...(wireSchema === undefined ? {} : { wireSchema }),
    ...(decode === undefined ? {} : { decode: decoders[decode] }),
    ...(fromJson === undefined ? {} : { fromJson: conversions[fromJson] }),
  };
}
