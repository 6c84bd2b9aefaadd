// Lists an example of each Kusto type: JSON text as the stream writes it.

import type { KustoType } from "../mapping/kusto-types.ts";

export const exampleValues: Readonly<Record<KustoType, string>> = {
  bool: "true",
  datetime: '"2026-03-01T00:10:21.9630741Z"',
  decimal: '"12.50"',
  dynamic: '{ "key": ["value"] }',
  guid: '"682b96ab-25e6-58dd-72a4-a92066e851a1"',
  int: "443",
  long: "639199803770463703",
  real: "0.75",
  string: '"text"',
  timespan: '"1.02:03:04.5678901"',
};
