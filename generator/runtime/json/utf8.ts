// Converts between UTF-8 bytes and text. The encoder and the decoder are globals of every runtime. They are
// declared here, so that generated code needs neither the DOM's types nor Node's.

declare const TextDecoder: new (
  encoding: "utf-8",
  options: { readonly fatal: boolean; readonly ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

let decoder: InstanceType<typeof TextDecoder> | undefined;

/** Decodes UTF-8 bytes and keeps the BOM. Returns `undefined` if they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns a text without its BOM. */
export function withoutBom(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

declare const TextEncoder: new () => {
  encode(text: string): Uint8Array;
  encodeInto(text: string, target: Uint8Array): { readonly written: number };
};

/** Encodes a text as UTF-8. */
export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Whether a value is a `Uint8Array`, of this realm or of another one, such as a test's DOM. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Reflect.get(value, Symbol.toStringTag) === "Uint8Array";
}

/**
 * Writes a text as UTF-8 and returns the number of bytes. Returns 0 if the text contains half of a surrogate
 * pair, which UTF-8 cannot represent.
 */
export function writeUtf8(text: string & { isWellFormed?(): boolean }, target: Uint8Array): number {
  const isWellFormed = text.isWellFormed?.() ?? !/\p{Cs}/u.test(text);
  return isWellFormed ? new TextEncoder().encodeInto(text, target).written : 0;
}
