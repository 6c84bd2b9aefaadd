// Finds the records of a text by trying JSON.parse on every part that could be a value. It is slow
// and obviously right, so that the splitter can be compared with it.

export interface ReferenceResult {
  /** The texts of the records, in order, up to the first value that is not JSON. */
  readonly records: readonly string[];
  /** Whether the text consists only of messages, arrays of records, and records. */
  readonly isClean: boolean;
}

/** Reads values one after another. White space and BOMs may separate them. */
export function referenceRecords(text: string): ReferenceResult {
  const records: string[] = [];
  let isClean = true;
  let isLines: boolean | undefined;
  let at = 0;
  for (;;) {
    at = skip(text, at, /[ \t\n\r\uFEFF]*/y);
    if (at === text.length) return { records, isClean };
    const end = isOpening(text[at]) ? endOfValue(text, at) : undefined;
    if (end === undefined) return { records, isClean: false };
    const value = text.slice(at, end);
    const [firstLine = "", ...more] = value.split("\n");
    const isOneLine = more.length === 0;
    // In a text of lines, only a value that begins as pretty-printed values do may span several
    // lines.
    if (isLines === true && !isOneLine) {
      if (!isOpening(firstLine.trimEnd().at(-1))) return { records, isClean: false };
      isLines = undefined;
    }
    isLines ??= isOneLine && /^[ \t\r]*(?:\n|$)/.test(text.slice(end));
    const parts = value.startsWith("[") ? itemsOf(value) : [value];
    for (const part of parts) {
      const lists = part.startsWith("{") ? listsOf(part) : [];
      const isMessage = lists.some((list) => list.startsWith("["));
      if (isMessage && lists.length > 1) isClean = false;
      if (!isMessage) records.push(part);
      else for (const list of lists) records.push(...(list.startsWith("[") ? itemsOf(list) : []));
    }
    at = end;
  }
}

/** Returns the texts of the members `records` of an object. */
function listsOf(object: string): string[] {
  return partsOf(object, (at) => {
    const end = endOfValue(object, at) ?? object.length;
    const key: unknown = JSON.parse(object.slice(at, end));
    const value = skip(object, skip(object, end) + 1);
    return { start: value, isWanted: key === "records" };
  });
}

function itemsOf(array: string): string[] {
  return partsOf(array, (at) => ({ start: at, isWanted: true }));
}

/** Returns the texts of the items or members of a value that is JSON. */
function partsOf(
  text: string,
  begin: (at: number) => { readonly start: number; readonly isWanted: boolean },
): string[] {
  const parts: string[] = [];
  let at = skip(text, 1);
  while (text[at] !== "]" && text[at] !== "}") {
    const { start, isWanted } = begin(at);
    const end = endOfValue(text, start) ?? text.length;
    if (isWanted) parts.push(text.slice(start, end));
    at = skip(text, end);
    if (text[at] === ",") at = skip(text, at + 1);
  }
  return parts;
}

/**
 * Returns the end of the only value that begins at a position, or undefined if there is no such
 * value.
 */
function endOfValue(text: string, start: number): number | undefined {
  const isOpen = isOpening(text[start]);
  for (let end = start + 1; end <= text.length; end++) {
    // A value in brackets ends with a bracket; any other value is followed by what separates
    // values.
    if (
      isOpen
        ? !/[\]}]/.test(text[end - 1] ?? "")
        : !/^(?:[\s,:\]}]|$)/.test(text.slice(end, end + 1))
    ) {
      continue;
    }
    if (isJson(text.slice(start, end))) return end;
  }
  return undefined;
}

function isOpening(character: string | undefined): boolean {
  return character === "{" || character === "[";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function skip(text: string, at: number, pattern = /[ \t\n\r]*/y): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
