// The form of a column -> the scalar that the runtime reads with, as generated code has it.

import * as runtimeChecks from "../runtime/table/checks.ts";
import * as runtimeConversions from "../runtime/table/conversions.ts";
import type { Scalar } from "../runtime/table/scalar.ts";
import { formOf, type KustoType, type LongMode } from "./kusto-types.ts";

/** The functions of the runtime, by the names that the mapping table gives them. */
const checks = { ...runtimeChecks };
const conversions = { ...runtimeConversions };

/** What the runtime knows of a column's type. */
export function scalarOf(column: { readonly type: KustoType; readonly long: LongMode }): Scalar {
  const { check, conversion, schema, wireSchema, wording } = formOf(column);
  return {
    type: column.type,
    expected: wording,
    accepts: checks[check],
    schema,
    ...(wireSchema === undefined ? {} : { wireSchema }),
    ...(conversion === undefined ? {} : { fromJson: conversions[conversion] }),
  };
}
