// Defines what every format reader returns: the columns as they are written, with their location.

/** One column as the export defines it. A cell that the export does not have is undefined. */
export interface RawColumn {
  /** The table that the row itself names, in exports of several tables. */
  readonly table: string | undefined;
  readonly name: string;
  /** The Kusto name of the type, `ColumnType`. */
  readonly type: string | undefined;
  /** The .NET name of the type, `DataType`. */
  readonly dataType: string | undefined;
  /** Position in the table, `ColumnOrdinal`, as text. */
  readonly ordinal: string | undefined;
  /** `Description` or `DocString`, on one line. */
  readonly description: string | undefined;
  /** The line on which the row starts, from 1. */
  readonly line: number;
}

/** The content of a saved export, with its location. */
export interface TableExport {
  /** Path as shown to people, with forward slashes. */
  readonly path: string;
  /** Name of the file in the input directory. */
  readonly file: string;
  /** The table of rows that do not name a table: taken from the query at the top or the file name. */
  readonly table: string | undefined;
  /** sha256 of the text without BOM and with LF line endings, in hex. */
  readonly sha256: string;
  readonly columns: readonly RawColumn[];
}
