// Bytes -> text. The decoder is a global of every runtime; declared here for what is used of it, so
// that generated code needs neither the DOM's nor Node's types.

declare const TextDecoder: new (
  encoding: "utf-8",
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

let decoder: InstanceType<typeof TextDecoder> | undefined;

/** The text of UTF-8 bytes, with its byte order mark; undefined where they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A text without byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, target: Uint8Array): { readonly written: number };
};

/** The UTF-8 bytes of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Whether a value is bytes, of this realm or of another one, such as that of a test's DOM. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Reflect.get(value, Symbol.toStringTag) === "Uint8Array";
}

/** Writes a text as UTF-8. Returns the bytes; 0 for half of a surrogate pair, which UTF-8 cannot hold. */
export function writeUtf8(text: string & { isWellFormed?(): boolean }, target: Uint8Array): number {
  const isWellFormed = text.isWellFormed?.() ?? !/\p{Cs}/u.test(text);
  return isWellFormed ? new TextEncoder().encodeInto(text, target).written : 0;
}
