// Reads the columns of `A: string, ['my col']: long`, as Kusto writes them in commands and schemas.

import { mostColumns } from "../limits.ts";
import type { KustoScanner } from "./kusto-scanner.ts";

export interface CslColumn {
  readonly name: string;
  readonly type: string;
  /** The position of the column in the text. */
  readonly offset: number;
}

const colon = /:/y;
const comma = /,/y;
const typeName = /[A-Za-z][\w.]*/y;

/**
 * Takes columns up to the first text that is not part of them. Returns undefined if a column is not
 * complete; the scanner is then at the text that does not fit.
 */
export function takeColumns(scanner: KustoScanner): readonly CslColumn[] | undefined {
  const columns: CslColumn[] = [];
  do {
    scanner.skipSpace();
    const offset = scanner.at;
    const name = scanner.takeName();
    // The last comma may have no column after it.
    if (name === undefined) return columns.length > 0 ? columns : undefined;
    scanner.skipSpace();
    if (scanner.take(colon) === undefined) return undefined;
    scanner.skipSpace();
    const type = scanner.take(typeName);
    if (type === undefined) return undefined;
    columns.push({ name, type, offset });
    scanner.skipSpace();
    // An export with more columns is refused, so the others need not be read.
  } while (columns.length <= mostColumns && scanner.take(comma) !== undefined);
  return columns;
}
