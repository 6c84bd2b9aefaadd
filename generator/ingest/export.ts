// What every reader of a form of export gives: columns as they were written, with their place.

/** One column as an export names it. A cell that the export lacks is undefined. */
export interface RawColumn {
  /** The table that the row names itself, in exports of several tables. */
  readonly table: string | undefined;
  readonly name: string;
  /** Kusto's name of the type, `ColumnType`. */
  readonly type: string | undefined;
  /** The .NET name of the type, `DataType`. */
  readonly dataType: string | undefined;
  /** Position in the table, `ColumnOrdinal`, as text. */
  readonly ordinal: string | undefined;
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
}

/** A saved export: where it was, what it held. */
export interface TableExport {
  /** Path as shown to people, with forward slashes. */
  readonly path: string;
  /** Name of the file in the input directory. */
  readonly file: string;
  /** The table of the rows that name none: what the query on top or the name of the file says. */
  readonly table: string | undefined;
  /** sha256 of the text without byte order mark and with line feeds alone, in hex. */
  readonly sha256: string;
  readonly columns: readonly RawColumn[];
}
