// Defines how each channel writes the values of each Kusto scalar. The decoders of the runtime are named in
// `kusto-types.ts`; a test decodes every encoding of this table, and docs/query-answers.md prints it.

import type { KustoType } from "./kusto-types.ts";

/**
 * A way to write a value. `native`: as the stream does; `bit`: 0 or 1; `withoutZone`: a time without Z;
 * `digits`: an integer as text; `odata`: infinities as INF and -INF; `jsonText`: JSON as text; `annotated`:
 * objects with `@odata.type`, and arrays of JSON text next to `#Collection(String)`.
 */
export type Encoding =
  "native" | "bit" | "withoutZone" | "digits" | "odata" | "jsonText" | "annotated";

export type Channel = "stream" | "graph" | "defender" | "logAnalytics" | "adxV1" | "adxV2";

interface ScalarEncoding {
  /** Seen in responses of the service; undefined if the project has not seen one. */
  readonly seen: Encoding | undefined;
  /** Other ways that are read too, since nothing that was seen excludes them. */
  readonly also: readonly Encoding[];
}

const seen = (encoding: Encoding, ...also: readonly Encoding[]): ScalarEncoding => ({
  seen: encoding,
  also,
});
const unseen = (...also: readonly Encoding[]): ScalarEncoding => ({ seen: undefined, also });

/** How each channel writes each scalar. Null is `{}` in responses of Graph, and null everywhere else. */
export const answerEncodings: Readonly<
  Record<Channel, Readonly<Record<KustoType, ScalarEncoding>>>
> = {
  stream: {
    bool: seen("native"),
    datetime: seen("native"),
    decimal: unseen("native"),
    dynamic: seen("native"),
    guid: unseen("native"),
    int: seen("native"),
    long: seen("native"),
    real: unseen("native"),
    string: seen("native"),
    timespan: unseen("native"),
  },
  graph: {
    bool: seen("bit", "native"),
    datetime: seen("native", "withoutZone"),
    decimal: unseen("native"),
    dynamic: seen("annotated", "jsonText"),
    guid: unseen("native"),
    int: seen("native", "digits"),
    long: seen("native", "digits"),
    real: seen("native", "odata"),
    string: seen("native"),
    timespan: unseen("native"),
  },
  defender: {
    bool: seen("bit", "native"),
    datetime: seen("native", "withoutZone"),
    decimal: unseen("native"),
    dynamic: seen("native"),
    guid: unseen("native"),
    int: seen("native", "digits"),
    long: seen("native", "digits"),
    real: seen("native", "odata"),
    string: seen("native"),
    timespan: unseen("native"),
  },
  logAnalytics: {
    bool: unseen("native", "bit"),
    datetime: seen("native", "withoutZone"),
    decimal: unseen("native"),
    dynamic: seen("jsonText"),
    guid: unseen("native"),
    int: seen("native", "digits"),
    long: seen("native", "digits"),
    real: unseen("native", "odata"),
    string: seen("native"),
    timespan: seen("native"),
  },
  adxV1: {
    bool: seen("native", "bit"),
    datetime: seen("native", "withoutZone"),
    decimal: seen("native"),
    dynamic: seen("jsonText", "native"),
    guid: unseen("native"),
    int: seen("native", "digits"),
    long: seen("native", "digits"),
    real: seen("native", "odata"),
    string: seen("native"),
    timespan: seen("native"),
  },
  adxV2: {
    bool: seen("native", "bit"),
    datetime: seen("native", "withoutZone"),
    decimal: seen("native"),
    dynamic: seen("native", "jsonText"),
    guid: unseen("native"),
    int: seen("native", "digits"),
    long: seen("native", "digits"),
    real: seen("native", "odata"),
    string: seen("native"),
    timespan: seen("native"),
  },
};
