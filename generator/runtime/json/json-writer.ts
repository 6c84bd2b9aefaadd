// Writes values as JSON text in a loop instead of by recursion, so that values may nest without limit.

import type { KeyLayout } from "../records/key-layouts.ts";

interface Container {
  readonly [key: string]: unknown;
}

/** An object or array that is being written. */
interface Level {
  readonly container: Container;
  readonly values: readonly unknown[];
  /** Undefined for an array. */
  readonly layout: KeyLayout | undefined;
  readonly parent: Level | undefined;
  readonly depth: number;
  /** Index of the value to write next. */
  next: number;
  /** Whether a value has been written, so that the next one needs a comma. */
  started: boolean;
}

/** As in `JSON.stringify`, the value is in an object with an empty key, which `toJSON` receives. */
const rootLayout: KeyLayout = { keys: [""], names: [""], prefixes: [","] };

/**
 * Writes a value as `JSON.stringify` does, except for bigints, infinity and -0: these are written as numbers
 * that are read as the same values. A value that JSON cannot write, such as undefined, has an empty text.
 */
export function writeJson(root: unknown, layoutOf: (keys: readonly string[]) => KeyLayout): string {
  let text = "";
  let level: Level | undefined = openLevel({ "": root }, rootLayout, undefined);
  while (level !== undefined) {
    const { values, layout } = level;
    let inner: Level | undefined;
    while (inner === undefined && level.next < values.length) {
      const index = level.next;
      level.next += 1;
      const given = values[index];
      const value = isContainer(given) ? unwrap(given, layout?.names[index] ?? `${index}`) : given;
      let token: string;
      if (typeof value === "string") {
        token = quote(value);
      } else if (value === null) {
        token = "null";
      } else if (typeof value === "number") {
        token = writeNumber(value);
      } else if (typeof value === "boolean" || typeof value === "bigint") {
        token = `${value}`;
      } else if (isContainer(value)) {
        const isArray = Array.isArray(value);
        inner = openLevel(value, isArray ? undefined : layoutOf(Object.keys(value)), level);
        token = isArray ? "[" : "{";
      } else if (layout === undefined) {
        token = "null";
      } else {
        // As in `JSON.stringify`, a member that is undefined or a function is omitted.
        continue;
      }
      const prefix: string = layout === undefined ? "," : (layout.prefixes[index] ?? "");
      text += level.started ? prefix : prefix.slice(1);
      text += token;
      level.started = true;
    }
    if (inner !== undefined) {
      level = inner;
    } else {
      level = level.parent;
      if (level !== undefined) text += layout === undefined ? "]" : "}";
    }
  }
  return text;
}

/** `JSON.parse` reads `-0`, and reads `1e400` as infinity; JSON has no text for NaN. */
function writeNumber(value: number): string {
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  if (Number.isFinite(value)) return `${value}`;
  if (Number.isNaN(value)) return "null";
  return value > 0 ? "1e400" : "-1e400";
}

function openLevel(
  container: Container,
  layout: KeyLayout | undefined,
  parent: Level | undefined,
): Level {
  const values = Array.isArray(container)
    ? container
    : layout?.names.map((name) => container[name]);
  const depth = (parent?.depth ?? -1) + 1;
  const level = { container, values: values ?? [], layout, parent, depth, next: 0, started: false };
  if (depth >= 1024 && Number.isInteger(Math.log2(depth))) refuseCycle(level);
  return level;
}

/**
 * Throws a `TypeError` for a cycle. A cycle nests forever, so it is enough to check whenever the depth has
 * doubled.
 */
function refuseCycle(deepest: Level): void {
  const containers = new Set<Container>();
  for (let level: Level | undefined = deepest; level !== undefined; level = level.parent) {
    if (containers.has(level.container)) {
      throw new TypeError("cannot write a cyclic value as JSON");
    }
    containers.add(level.container);
  }
}

function isContainer(value: unknown): value is Container {
  return typeof value === "object" && value !== null;
}

/** Returns the value to write for an object: the result of its `toJSON`, which a `Date` has. */
function unwrap(container: Container, key: string): unknown {
  const toJson = container["toJSON"];
  return typeof toJson === "function" ? toJson.call(container, key) : container;
}

/** The characters that `JSON.stringify` escapes in a string, and surrogate pairs, which it keeps. */
const escapes = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

function quote(text: string): string {
  return escapes.test(text) ? JSON.stringify(text) : `"${text}"`;
}
