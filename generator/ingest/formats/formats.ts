// Lists the readers of all export formats in the order in which they are tried. The first reader that
// recognizes the text reads it. To add a format, write its reader and add a line.

import type { FormatReader } from "../export-source.ts";
import { readCslText, readSchemaObject } from "./csl-schema.ts";
import { readDataExplorerV1, readDataExplorerV2 } from "./data-explorer.ts";
import { readDelimited } from "./delimited.ts";
import { readErrorAnswer, readStreamMessage, readWebPage } from "./not-a-schema.ts";
import { readGraph } from "./graph.ts";
import { readLogAnalytics } from "./log-analytics.ts";
import { readJsonLines, readObjects } from "./json-objects.ts";
import { readAligned, readHeaderless } from "./pasted.ts";
import { readRows } from "./rows.ts";

export const formatReaders: readonly FormatReader[] = [
  readErrorAnswer,
  readWebPage,
  readStreamMessage,
  readGraph,
  readDataExplorerV1,
  readLogAnalytics,
  readDataExplorerV2,
  readSchemaObject,
  readObjects,
  readJsonLines,
  readDelimited,
  readAligned,
  readRows,
  readCslText,
  readHeaderless,
];
