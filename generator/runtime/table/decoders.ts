// Decodes values of query responses to the JSON that the stream has for them. A value that a decoder does not
// know stays as it is, so that the check of the column sees it.

import { exactInteger, parseJsonText } from "../json/parse-json-text.ts";
import { isDatetime } from "./checks.ts";
import { decodeMembers } from "./decode-row.ts";
import type { AnswerChannel } from "./scalar.ts";
import { isObject } from "./walk.ts";

const integerText = /^(?:0|-?[1-9][0-9]{0,18})$/;

/** Decodes 0 and 1, which most channels write for a `bool`. */
export function decodeBool(value: unknown): unknown {
  return value === 0 || value === 1 ? value === 1 : value;
}

/** Adds the Z to a time without a zone, since every time of Kusto is in UTC. */
export function decodeDatetime(value: unknown): unknown {
  return typeof value === "string" && isDatetime(`${value}Z`) ? `${value}Z` : value;
}

/** Decodes the digits of an integer, which some writers of JSON put into text. */
export function decodeInteger(value: unknown): unknown {
  return typeof value === "string" && integerText.test(value) ? exactInteger(value) : value;
}

/** Decodes the infinities of OData. */
export function decodeReal(value: unknown): unknown {
  if (value === "INF") return "Infinity";
  return value === "-INF" ? "-Infinity" : value;
}

/**
 * Decodes JSON text, except from the Defender API, which writes native values. From Graph, removes the
 * annotations at every level.
 */
export function decodeDynamic(
  value: unknown,
  channel: AnswerChannel,
  annotation: unknown,
): unknown {
  if (channel === "defender") return value;
  if (typeof value === "string") return parseJsonText(value);
  return channel === "graph" ? decodeAnnotated(value, annotation) : value;
}

function decodeAnnotated(value: unknown, annotation: unknown): unknown {
  if (isObject(value)) return decodeMembers(value, () => true, decodeAnnotated);
  if (!Array.isArray(value)) return value;
  const hasTexts = annotation === "#Collection(String)";
  return value.map((element: unknown) =>
    hasTexts && typeof element === "string"
      ? parseJsonText(element)
      : decodeAnnotated(element, undefined),
  );
}
