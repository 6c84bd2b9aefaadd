// Reads the Schema cell of `.show table T cslschema`, copied without its table: `A:string, B:long`, on one
// line or more.

import { readCslSchema } from "../../cells/schema-cell.ts";
import type { FormatReader } from "../../export-source.ts";

export const readCslText: FormatReader = ({ text }) =>
  text.includes(":") ? readCslSchema(text, undefined) : undefined;
