// Defines exports that grow: a name, a file name and a function that builds a text of any size.

export interface GrowingExport {
  readonly name: string;
  readonly file: string;
  /** Returns a text of about this many bytes. */
  readonly write: (size: number) => string | Uint8Array;
}

export function growing(name: string, file: string, write: GrowingExport["write"]): GrowingExport {
  return { name, file, write };
}

/** Joins parts until the text is long enough. */
export function fill(size: number, part: (index: number) => string, separator = ""): string {
  const parts: string[] = [];
  for (let length = 0; length < size; length += (parts.at(-1)?.length ?? 0) + separator.length) {
    parts.push(part(parts.length));
  }
  return parts.join(separator);
}
