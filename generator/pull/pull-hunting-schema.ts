// Fetches the schema that Microsoft Graph describes by itself: tables, and functions with their parameters and
// columns. Reads the documented response, in any letter case and with the names of keys that similar responses
// have. Writes nothing.

import { createHash } from "node:crypto";
import { buildTables, type ExportedTable } from "../add/build-tables.ts";
import type { SavedFunction } from "../add/plan-functions.ts";
import { columnsOf } from "../ingest/cells/json-result.ts";
import type { ResultColumn } from "../ingest/cells/query-result.ts";
import type { RawColumn } from "../ingest/export.ts";
import {
  elements,
  entries,
  type JsonNode,
  type JsonValue,
  parseJson,
  property,
} from "../ingest/json-tree.ts";
import { invalidJson } from "../json-syntax.ts";
import { HuntgenError, isError, type Problem, type ProblemCode, quote } from "../problems.ts";
import { permission } from "./find-token.ts";
import type { PulledTables } from "./pull-tables.ts";
import { type GraphAccess, refuse, requestGraph } from "./request-graph.ts";

export interface PulledSchema extends PulledTables {
  /** Tables of the tenant that were not requested. */
  readonly others: readonly string[];
  /** Undefined if the response has no functions. */
  readonly functions: readonly SavedFunction[] | undefined;
}

/** Returns the URL of the schema. */
function schemaUrl(baseUrl: string): string {
  return `${baseUrl}/beta/security/getHuntingSchema`;
}

/** Fetches the schemas of tables, and all functions. */
export async function pullHuntingSchema(
  names: readonly string[],
  access: GraphAccess,
): Promise<PulledSchema> {
  const url = schemaUrl(access.baseUrl);
  const rights = `application permission ${permission}`;
  const reply = await requestGraph({ method: "GET", url, permission: rights }, access);
  if (reply.kind === "rejected") {
    const { status, reason } = reply;
    const advice =
      status === 404 ? "this service does not have the schema; omit --source" : "it was rejected";
    return refuse(url, "no-answer", `returned ${status}: ${advice}: ${quote(reason)}`);
  }
  const json = parseAnswer(reply.bytes, url);
  const value = property(json.root, "value");
  const root = elements(value) === undefined ? (value ?? json.root) : json.root;
  const tables = elements(property(root, "tables")) ?? elements(value);
  if (tables === undefined) {
    return refuse(url, "invalid-answer", "the response has no list of tables");
  }
  const all = tables.map((table) => readTable(table, json, url));
  const requested = new Set(names);
  const rows = all.filter(({ name }) => requested.has(name)).flatMap(({ columns }) => columns);
  const built = buildRows(rows, url, reply.bytes);
  const found = new Set(built.map(({ name }) => name));
  return {
    tables: built,
    missing: [...requested].filter((name) => !found.has(name)),
    warnings: [],
    others: [...new Set(all.map(({ name }) => name))].filter((name) => !requested.has(name)),
    functions: readFunctions(property(root, "functions"), json, url),
  };
}

function parseAnswer(bytes: Uint8Array, url: string): JsonValue {
  const text = new TextDecoder().decode(bytes);
  if (!/^\s*[[{]/.test(text)) {
    return refuse(url, "not-json", "expected the schema as JSON, got other text");
  }
  const json = parseJson(text);
  if (json.kind === "value") return json;
  const [code, message]: [ProblemCode, string] =
    json.kind === "cut"
      ? ["cut-off", "unexpected end of JSON: the response is cut off; run again"]
      : json.kind === "large"
        ? ["too-large", "the response has more JSON values than any schema"]
        : ["not-json", invalidJson(json.reason)];
  throw new HuntgenError([{ code, file: url, line: json.line, message }]);
}

interface NamedColumns {
  readonly name: string;
  readonly columns: readonly RawColumn[];
}

function readTable(node: JsonNode, json: JsonValue, url: string): NamedColumns {
  const table = nameOf(node, json, url);
  const columns = elements(property(node, "columns")) ?? elements(property(node, "schema")) ?? [];
  if (columns.length === 0) {
    const message = `table ${quote(table)} has no columns in the response; nothing was changed`;
    return fail(url, json.lineOf(node), "no-columns", message);
  }
  return {
    name: table,
    columns: describedColumns(columns, json).map((column, ordinal) => ({
      ...column,
      table,
      dataType: undefined,
      ordinal: String(ordinal),
      description: column.description,
    })),
  };
}

function describedColumns(nodes: readonly JsonNode[], json: JsonValue): ResultColumn[] {
  return columnsOf(nodes, json, ["datatype", "type", "csltype"]);
}

function buildRows(
  columns: readonly RawColumn[],
  url: string,
  bytes: Uint8Array,
): readonly ExportedTable[] {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const built = buildTables([{ path: url, file: url, table: undefined, sha256, columns }]);
  if (built.problems.some(isError)) throw new HuntgenError(built.problems);
  return built.tables;
}

function readFunctions(
  node: JsonNode | undefined,
  json: JsonValue,
  url: string,
): readonly SavedFunction[] | undefined {
  if (node === undefined || node.type === "null") return undefined;
  const kinds = [
    ["builtinfunctions", "built-in"],
    ["savedfunctions", "saved"],
  ] as const;
  if (node.type !== "object") {
    return fail(url, json.lineOf(node), "invalid-answer", "the functions are not an object");
  }
  return kinds.flatMap(([key, kind]) =>
    (elements(property(node, key)) ?? []).map((each): SavedFunction => {
      const text = (name: string): string | undefined =>
        json.textOf(property(each, name)).trim() || undefined;
      const inputs = elements(property(each, "inputparameters")) ?? [];
      const outputs = elements(property(each, "outputcolumns")) ?? [];
      return {
        name: nameOf(each, json, url),
        kind,
        path: text("path"),
        description: text("documentation") ?? text("description"),
        parameters: inputs.map((input) => ({
          name: nameOf(input, json, url),
          type: json.textOf(property(input, "csltype") ?? property(input, "type")),
          default: defaultOf(input, json),
        })),
        columns: describedColumns(outputs, json),
        url,
        line: json.lineOf(each),
      };
    }),
  );
}

function defaultOf(input: JsonNode, json: JsonValue): string | undefined {
  const value = property(input, "defaultvalue");
  return value === undefined || value.type === "null" ? undefined : json.textOf(value);
}

function nameOf(node: JsonNode, json: JsonValue, url: string): string {
  const value = property(node, "name");
  if (value?.text !== undefined && value.text !== "") return value.text;
  const what = entries(node).length === 0 ? "an entry" : "an object";
  return fail(url, json.lineOf(node), "invalid-answer", `the response has ${what} without a name`);
}

function fail(file: string, line: number, code: ProblemCode, message: string): never {
  const problem: Problem = { code, file, line, message };
  throw new HuntgenError([problem]);
}
