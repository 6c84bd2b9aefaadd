// Every form of export that is read, in the order in which they are tried: the first whose reader
// recognises the text reads it. To add one, write its reader and add a line.

import type { FormReader } from "./export-source.ts";
import { readCslText, readSchemaObject } from "./read-csl-schema.ts";
import { readDataExplorerV1, readDataExplorerV2 } from "./read-data-explorer.ts";
import { readDelimited } from "./read-delimited.ts";
import { readErrorAnswer, readStreamMessage, readWebPage } from "./read-error-answer.ts";
import { readGraph } from "./read-graph.ts";
import { readLogAnalytics } from "./read-log-analytics.ts";
import { readJsonLines, readObjects } from "./read-objects.ts";
import { readAligned, readHeaderless } from "./read-pasted.ts";
import { readRows } from "./read-rows.ts";

export const formReaders: readonly FormReader[] = [
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
