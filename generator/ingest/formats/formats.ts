// Lists the readers of all export formats in the order in which they are tried. The first reader that
// recognizes the text reads it. To add a format, write its reader and add a line.

import type { FormatReader } from "../export-source.ts";
import { readDataExplorerV1 } from "./json/data-explorer.ts";
import { readDataExplorerV2 } from "./json/data-explorer-frames.ts";
import { readEditorSchema } from "./json/editor-schema.ts";
import { readGraph } from "./json/graph.ts";
import { readJsonLines, readObjects } from "./json/json-objects.ts";
import { readDatabaseSchema, readTableSchema } from "./json/kusto-schema.ts";
import { readLogAnalytics } from "./json/log-analytics.ts";
import { readLogAnalyticsTables } from "./json/log-analytics-tables.ts";
import { readPortalSchema } from "./json/portal-schema.ts";
import { readTableObjects } from "./json/table-objects.ts";
import { readErrorAnswer, readStreamMessage, readWebPage } from "./not-a-schema.ts";
import { readBoxed } from "./text/boxed.ts";
import { readCommands } from "./text/commands.ts";
import { readCslText } from "./text/csl-schema.ts";
import { readDelimited } from "./text/delimited.ts";
import { readFormatList } from "./text/format-list.ts";
import { readMarkdown } from "./text/markdown.ts";
import { readAligned, readHeaderless } from "./text/pasted.ts";
import { readRows } from "./text/rows.ts";

export const formatReaders: readonly FormatReader[] = [
  readErrorAnswer,
  readWebPage,
  readStreamMessage,
  readGraph,
  readDataExplorerV1,
  readPortalSchema,
  readLogAnalytics,
  readDataExplorerV2,
  readLogAnalyticsTables,
  readEditorSchema,
  readDatabaseSchema,
  readTableSchema,
  readTableObjects,
  readObjects,
  readJsonLines,
  readCommands,
  readMarkdown,
  readBoxed,
  readFormatList,
  readDelimited,
  readAligned,
  readRows,
  readCslText,
  readHeaderless,
];
