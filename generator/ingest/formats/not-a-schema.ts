// Recognizes text that is saved by mistake instead of a schema: errors, web pages and stream messages.

import { quote } from "../../problems.ts";
import type { FormatReader } from "../export-source.ts";
import { elements, entries, type JsonNode, property } from "../json-tree.ts";

/** Recognizes `{"error": {"code", "message"}}`, even if the response also contains rows. */
export const readErrorAnswer: FormatReader = ({ json }, report) => {
  if (json?.kind !== "value") return undefined;
  const ofFrames = elements(json.root)?.flatMap(
    (frame) => elements(property(frame, "oneapierrors")) ?? [],
  );
  const [first] = [...(elements(property(json.root, "exceptions")) ?? []), ...(ofFrames ?? [])];
  const error = property(json.root, "error") ?? first;
  if (error === undefined || error.type === "null") return undefined;
  const inner = property(error, "error") ?? error;
  const part = (name: string): string =>
    json.textOf(property(inner, name) ?? property(inner, `@${name}`));
  const details = [part("code"), part("message")].filter((text) => text !== "").join(": ");
  const shown = quote(details || json.textOf(inner));
  const message = `the query failed with the error ${shown}; run it again`;
  report("error-answer", json.lineOf(error), message);
  return [];
};

/** Recognizes HTML and XML, which a portal returns if the user is not signed in. */
export const readWebPage: FormatReader = ({ text }, report) => {
  if (!/^\s*<(?:!|\?|[a-z])/i.test(text)) return undefined;
  const title = /<title[^<>]*>([^<]*)<\/title>/i.exec(text.slice(0, 5000))?.[1]?.trim() ?? "";
  const shown = title === "" ? "" : ` (${quote(title)})`;
  const line = text.slice(0, text.indexOf("<")).split("\n").length;
  report(
    "web-page",
    line,
    `expected an export, got a web page or XML${shown}; sign in and export again`,
  );
  return [];
};

/** Recognizes messages of the stream, which contain rows. */
export const readStreamMessage: FormatReader = ({ json }, report) => {
  if (json?.kind !== "value") return undefined;
  const records = elements(property(json.root, "records")) ?? [json.root];
  const category = records.map((record: JsonNode) => property(record, "category")).find(Boolean);
  const name = json.textOf(category);
  const table = /^AdvancedHunting-(?<table>\w{1,100})$/.exec(name)?.groups?.["table"];
  if (table === undefined || entries(json.root).length === 0) return undefined;
  const message = `this looks like rows of ${table}, not its schema; run \`${table} | getschema\``;
  report("rows-not-schema", json.lineOf(json.root), message);
  return [];
};
