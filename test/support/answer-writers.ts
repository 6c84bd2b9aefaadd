// Writes rows as the responses of each channel, by the table of encodings.

import {
  answerEncodings,
  type Channel,
  type Encoding,
} from "../../generator/mapping/answer-encodings.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import { stringify } from "../../generator/runtime/json/stringify.ts";

export interface WrittenColumn {
  readonly name: string;
  readonly type: KustoType;
}

export type WrittenRow = Readonly<Record<string, unknown>>;

/** Chooses one of the encodings of a value. */
export type Choose = (encodings: readonly Encoding[]) => Encoding;

/** .NET's names, as Graph, the Defender API and version 1 of Azure Data Explorer write them. */
const dotNetNames: Readonly<Record<KustoType, string>> = {
  bool: "SByte",
  datetime: "DateTime",
  decimal: "SqlDecimal",
  dynamic: "Object",
  guid: "Guid",
  int: "Int32",
  long: "Int64",
  real: "Double",
  string: "String",
  timespan: "TimeSpan",
};

export function encodingsOf(channel: Channel, type: KustoType): readonly Encoding[] {
  const { seen, also } = answerEncodings[channel][type];
  return seen === undefined ? also : [seen, ...also];
}

/** Writes the response of a channel. */
export function writeAnswer(
  channel: Exclude<Channel, "stream">,
  columns: readonly WrittenColumn[],
  rows: readonly WrittenRow[],
  choose: Choose = ([first]) => first ?? "native",
): string {
  const encode = (row: WrittenRow, { name, type }: WrittenColumn): Encoded =>
    encodeValue(row[name], choose(encodingsOf(channel, type)), channel);
  if (channel === "graph" || channel === "defender") {
    const [schema, results, nameKey, typeKey] =
      channel === "graph"
        ? ["schema", "results", "name", "type"]
        : ["Schema", "Results", "Name", "Type"];
    const objects = rows.map((row) =>
      Object.fromEntries(
        columns.flatMap((column) => {
          const { value, annotation } = encode(row, column);
          const member: [string, unknown] = [column.name, value];
          return annotation === undefined
            ? [member]
            : [[`${column.name}@odata.type`, annotation], member];
        }),
      ),
    );
    return stringify({
      [schema ?? ""]: columns.map(({ name, type }) => ({
        [nameKey ?? ""]: name,
        [typeKey ?? ""]: dotNetNames[type],
      })),
      [results ?? ""]: objects,
    });
  }
  const cells = rows.map((row) => columns.map((column) => encode(row, column).value));
  if (channel === "logAnalytics")
    return stringify({ tables: [{ name: "PrimaryResult", columns, rows: cells }] });
  const kusto = columns.map(({ name, type }) => ({
    ColumnName: name,
    ColumnType: type,
    DataType: dotNetNames[type],
  }));
  if (channel === "adxV1")
    return stringify({ Tables: [{ TableName: "Table_0", Columns: kusto, Rows: cells }] });
  const half = cells.length >> 1;
  const frames = [
    { FrameType: "DataSetHeader", IsProgressive: false, Version: "v2.0" },
    { FrameType: "DataTable", TableId: 0, TableKind: "QueryProperties", Columns: [], Rows: [] },
    { FrameType: "TableHeader", TableId: 1, TableKind: "PrimaryResult", Columns: kusto },
    {
      FrameType: "TableFragment",
      TableId: 1,
      TableFragmentType: "DataAppend",
      Rows: cells.slice(0, half),
    },
    {
      FrameType: "TableFragment",
      TableId: 1,
      TableFragmentType: "DataAppend",
      Rows: cells.slice(half),
    },
    { FrameType: "TableCompletion", TableId: 1, RowCount: cells.length },
    { FrameType: "DataSetCompletion", HasErrors: false, Cancelled: false },
  ];
  return stringify(frames);
}

interface Encoded {
  readonly value: unknown;
  readonly annotation?: string;
}

function encodeValue(value: unknown, encoding: Encoding, channel: Channel): Encoded {
  if (value === null || value === undefined) return { value: channel === "graph" ? {} : null };
  if (encoding === "bit") {
    const bit = value === true ? 1 : 0;
    return channel === "graph" ? { value: bit, annotation: "#SByte" } : { value: bit };
  }
  if (encoding === "withoutZone") return { value: String(value).replace(/Z$/, "") };
  if (encoding === "digits") return { value: Object.is(value, -0) ? value : `${String(value)}` };
  if (encoding === "odata") {
    return { value: typeof value === "string" ? value.replace("Infinity", "INF") : value };
  }
  if (encoding === "jsonText") return { value: stringify(value) };
  return encoding === "annotated" ? annotate(value) : { value };
}

/** Annotates a dynamic value as Graph does, at every level. */
function annotate(value: unknown): Encoded {
  if (Array.isArray(value)) {
    return { value: value.map((element) => stringify(element)), annotation: "#Collection(String)" };
  }
  // Scalars in a dynamic column have not been seen; JSON text is read without doubt.
  if (typeof value !== "object" || value === null) return { value: stringify(value) };
  return { value: annotateObject(value) };
}

function annotateObject(object: object): unknown {
  return Object.fromEntries([
    ["@odata.type", "#microsoft.graph.security.dynamicColumnValue"],
    ...Object.entries(object).flatMap(([name, member]): [string, unknown][] => {
      if (Array.isArray(member)) {
        const { value, annotation } = annotate(member);
        return [
          [`${name}@odata.type`, annotation],
          [name, value],
        ];
      }
      const isFilled = typeof member === "object" && member !== null;
      return [[name, isFilled ? annotateObject(member) : member]];
    }),
  ]);
}
