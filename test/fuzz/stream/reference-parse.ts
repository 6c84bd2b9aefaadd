// Parses JSON without losing a digit of an integer. JSON.parse decides what is JSON.

import { parse } from "lossless-json";
import { tokensOf } from "./json-tokens.ts";

/** Parses as JSON.parse does, except that an integer that is not safe becomes a bigint. */
export function referenceParse(text: string): unknown {
  // Throws a SyntaxError for a text that is not JSON.
  JSON.parse(text);
  try {
    return parse(text, null, {
      parseNumber: exactNumber,
      // By default, lossless-json throws for a repeated key; with JSON.parse the last one counts.
      onDuplicateKey: ({ newValue }) => newValue,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // lossless-json calls itself for every level and cannot read some thousands of them.
    return parseWithStack(text);
  }
}

/** Returns the value of a number token. */
function exactNumber(token: string): number | bigint {
  const value = Number(token);
  return /^-?[0-9]+$/.test(token) && !Number.isSafeInteger(value) ? BigInt(token) : value;
}

/** Parses a text of any depth, token by token. */
export function parseWithStack(text: string): unknown {
  const open: (unknown[] | Map<string, unknown>)[] = [];
  const keys: string[] = [];
  let result: unknown;
  const add = (value: unknown): void => {
    const parent = open.at(-1);
    if (parent === undefined) result = value;
    else if (Array.isArray(parent)) parent.push(value);
    else parent.set(keys.pop() ?? "", value);
  };
  const tokens = tokensOf(text);
  for (const [index, { text: token }] of tokens.entries()) {
    if (token === "{") open.push(new Map());
    else if (token === "[") open.push([]);
    else if (token === "}" || token === "]") {
      const closed = open.pop();
      add(closed instanceof Map ? Object.fromEntries(closed) : closed);
    } else if (tokens[index + 1]?.text === ":") keys.push(JSON.parse(token));
    else if (token !== ":" && token !== ",") add(scalar(token));
  }
  return result;
}

function scalar(token: string): unknown {
  return /^[-0-9]/.test(token) ? exactNumber(token) : JSON.parse(token);
}
