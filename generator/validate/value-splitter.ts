// The text of a JSON document, in chunks -> the texts of the values in it: the elements of an array,
// the records of messages, or values one after another. Holds one value at most beyond the chunk.

/** What a document consists of. */
export type DocumentForm = "values" | "array" | "messages";

export interface ValueSplitter {
  /** The texts of the values that a chunk completes. */
  push(chunk: string): string[];
  /** What is left when the document ends: the beginning of a value that is cut off, or nothing. */
  end(): string;
}

const [quote, backslash, comma] = [34, 92, 44];
const [openBracket, closeBracket, openBrace, closeBrace] = [91, 93, 123, 125];

export function createValueSplitter(form: DocumentForm): ValueSplitter {
  // How many brackets are open around a value.
  const level = { values: 0, array: 1, messages: 2 }[form];
  let text = "";
  let at = 0;
  let valueStart = 0;
  let depth = 0;
  let inString = false;
  let inList = form === "values";

  function step(values: string[]): void {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote) inString = false;
    } else if (code === quote) {
      inString = true;
    } else if (code === openBrace || code === openBracket) {
      depth += 1;
      if (depth === level && isList()) {
        inList = true;
        valueStart = at + 1;
      }
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      if (depth === level) takeValue(values, at + 1);
      if (depth === level - 1) {
        takeValue(values, at);
        inList = false;
      }
    } else if (code === comma && depth === level) {
      takeValue(values, at);
    }
  }

  /** Whether the bracket that was just opened is that of the list, and not of another member. */
  function isList(): boolean {
    return form !== "messages" || /"records"\s*:\s*$/.test(text.slice(valueStart, at));
  }

  function takeValue(values: string[], end: number): void {
    if (!inList) return;
    const value = text.slice(valueStart, end).replace(/^[\s,]+|\s+$/g, "");
    if (value !== "") values.push(value);
    valueStart = end;
  }

  return {
    push(chunk) {
      text += chunk;
      const values: string[] = [];
      // An escape at the end of a chunk takes the first character of the next one.
      for (; at < text.length; at++) step(values);
      text = text.slice(valueStart);
      at -= valueStart;
      valueStart = 0;
      return values;
    },
    end: () => (depth > 0 ? text.trim() : ""),
  };
}
