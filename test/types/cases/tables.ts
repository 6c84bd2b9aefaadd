// Checks the type of a table: its name, what it narrows, and what libraries see.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  DeviceEvents,
  type Issue,
  type JsonSchema,
  type Table,
  type TableColumn,
  type TableName,
  type TableRows,
  tableNames,
  tables,
  UrlClickEvents,
} from "defender";
import type { Expect, Same } from "./exact.js";

export type Names = [
  Expect<Same<typeof DeviceEvents.name, "DeviceEvents">>,
  Expect<Same<typeof DeviceEvents.category, "AdvancedHunting-DeviceEvents">>,
  Expect<Same<typeof DeviceEvents.columns, readonly TableColumn[]>>,
  Expect<Same<typeof DeviceEvents.schema, JsonSchema>>,
  Expect<Same<typeof DeviceEvents, Table<"DeviceEvents", DeviceEvents>>>,
  Expect<Same<TableRows["DeviceEvents"], DeviceEvents>>,
  Expect<Same<TableName, keyof TableRows>>,
  Expect<Same<"DeviceEvents" extends TableName ? true : false, true>>,
  Expect<Same<"DeviceEvent" extends TableName ? true : false, false>>,
  Expect<Same<string extends TableName ? true : false, false>>,
  Expect<Same<typeof tableNames, readonly TableName[]>>,
  Expect<Same<(typeof tables)["UrlClickEvents"], typeof UrlClickEvents>>,
];

export function narrowByIs(row: unknown): string | null | undefined {
  // @ts-expect-error unknown before the check
  void row.FileName;
  if (!DeviceEvents.is(row)) return undefined;
  // @ts-expect-error no such column
  void row.FileNam;
  return row.FileName;
}

export function narrowByValidate(row: unknown): DeviceEvents | readonly Issue[] {
  const result = DeviceEvents.validate(row, { unknownColumns: "reject" });
  // @ts-expect-error not before ok is checked
  void result.value;
  if (result.ok) {
    // @ts-expect-error there are no issues
    void result.issues;
    return result.value;
  }
  // @ts-expect-error there is no value
  void result.value;
  return result.issues;
}

// @ts-expect-error not a way to treat unknown columns
DeviceEvents.validate({}, { unknownColumns: "ignore" });

// @ts-expect-error a table's name is readonly
DeviceEvents.name = "DeviceEvents";

export const standard: StandardSchemaV1<DeviceEvents, DeviceEvents> = DeviceEvents;
export const standardJson: StandardJSONSchemaV1<DeviceEvents, DeviceEvents> = DeviceEvents;
// @ts-expect-error another table's rows
export const other: StandardSchemaV1<UrlClickEvents> = DeviceEvents;

export type Inferred = [
  Expect<Same<StandardSchemaV1.InferInput<typeof DeviceEvents>, DeviceEvents>>,
  Expect<Same<StandardSchemaV1.InferOutput<typeof DeviceEvents>, DeviceEvents>>,
  Expect<Same<StandardJSONSchemaV1.InferOutput<typeof DeviceEvents>, DeviceEvents>>,
];

export function anyTable(name: TableName, row: unknown): readonly Issue[] {
  const result = tables[name].validate(row);
  return result.ok ? [] : result.issues;
}
