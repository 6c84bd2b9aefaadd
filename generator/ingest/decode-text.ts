// Decodes the bytes of an export to text, or reports which other kind of file they are.

import type { ProblemCode } from "../problems.ts";

export type Decoded =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly code: ProblemCode; readonly message: string };

const workbook =
  "expected text, got an Excel workbook or a zip archive; save the schema as CSV and add that file";

/** Other kinds of files, recognized by their first bytes. */
const otherFiles: readonly {
  readonly begin: readonly number[];
  readonly code: ProblemCode;
  readonly message: string;
}[] = [
  { begin: [0x50, 0x4b, 0x03, 0x04], code: "excel-workbook", message: workbook },
  { begin: [0x50, 0x4b, 0x05, 0x06], code: "excel-workbook", message: workbook },
  {
    begin: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    code: "excel-workbook",
    message: "expected text, got an old Excel workbook; save the schema as CSV and add that file",
  },
  ...[
    { name: "gzip", begin: [0x1f, 0x8b] },
    { name: "zstd", begin: [0x28, 0xb5, 0x2f, 0xfd] },
    { name: "xz", begin: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
    { name: "bzip2", begin: [0x42, 0x5a, 0x68, 0x39] },
  ].map(({ name, begin }) => ({
    begin,
    code: "compressed-file" as const,
    message: `compressed with ${name}; decompress it first`,
  })),
  {
    begin: [0x25, 0x50, 0x44, 0x46, 0x2d],
    code: "not-text",
    message: "expected text, got a PDF; save the schema as CSV and add that file",
  },
];

/** Decodes UTF-8 and UTF-16 of either byte order, with or without a BOM. */
export function decodeText(bytes: Uint8Array): Decoded {
  const other = otherFiles.find(({ begin }) => begin.every((byte, at) => bytes[at] === byte));
  if (other !== undefined) return { kind: "refused", code: other.code, message: other.message };
  const encoding = findEncoding(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const message =
      encoding === "utf-8"
        ? "not UTF-8 text; save the export as CSV in UTF-8"
        : "invalid UTF-16 text; save the export as CSV in UTF-8";
    return { kind: "refused", code: "not-text", message };
  }
  if (text.includes("\0")) {
    const message = "contains binary data; save the export as CSV in UTF-8";
    return { kind: "refused", code: "not-text", message };
  }
  // Line endings depend on the program that wrote the file, and git may have changed them.
  return { kind: "text", text: withLineFeeds(text) };
}

const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** Replaces CRLF and CR with LF. On bytes, millions of them take a tenth of the time of a `replace`. */
function withLineFeeds(text: string): string {
  if (!text.includes("\r")) return text;
  const bytes = Buffer.from(text, "utf8");
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? lineFeed;
    if (byte === carriageReturn && bytes[at + 1] === lineFeed) continue;
    bytes[length] = byte === carriageReturn ? lineFeed : byte;
    length += 1;
  }
  return bytes.toString("utf8", 0, length);
}

function findEncoding(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first = -1, second = -1, third = -1, fourth = -1] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Without a BOM, the first two letters show it: in UTF-16, half of their bytes are zero.
  if (first > 0 && second === 0 && third > 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second > 0 && third === 0 && fourth > 0) return "utf-16be";
  return "utf-8";
}
