// Lists faults to plant in the scanner's source, one at a time. The fuzzer has to find each fault.

export interface Fault {
  readonly what: string;
  /** A file of scanner/. */
  readonly file: string;
  /** Text that occurs once in that file, and its replacement. */
  readonly from: string;
  readonly to: string;
}

function fault(file: string, what: string, from: string, to: string): Fault {
  return { file: `${file}.ts`, what, from, to };
}

const tokens: readonly Fault[] = [
  fault(
    "tokens",
    "accepts control characters",
    "if (c < 32) return 0;",
    "if (c < 32) return at + 1;",
  ),
  fault("tokens", "misses U+001F in strings", "i8x16.splat(32)", "i8x16.splat(31)"),
  fault("tokens", "accepts any escape", "return known ? p + 2 : 0;", "return p + 2;"),
  fault("tokens", "accepts three hex digits", "at < 6; at++", "at < 5; at++"),
  fault("tokens", "accepts overlong UTF-8", "c < 0xc2", "c < 0xc0"),
  fault("tokens", "accepts surrogates in UTF-8", "c == 0xed ? 0x9f", "c == 0xed ? 0xbf"),
  fault("tokens", "accepts characters past U+10FFFF", "c == 0xf4 ? 0x8f", "c == 0xf4 ? 0xbf"),
  fault("tokens", "accepts leading zeros", "(digits > 1 &&", "(digits > 99 &&"),
  fault("tokens", "accepts an empty fraction", "if (p == fraction) return 0;", ""),
  fault("tokens", "accepts an empty exponent", "if (p == exponent) return 0;", ""),
  fault("tokens", "rounds 2^53", "9007199254740991", "9007199254740992"),
  fault("tokens", "rounds integers of 17 digits", "return digits > 16;", "return digits > 17;"),
  fault(
    "tokens",
    "closes an array with a brace",
    "if (next != (isObject ? closeBrace : closeBracket)) return 0;",
    "if (next != closeBrace && next != closeBracket) return 0;",
  ),
];

const columns: readonly Fault[] = [
  fault(
    "columns",
    "accepts longs of 19 digits",
    "certainLong: usize = 18",
    "certainLong: usize = 19",
  ),
  fault("columns", "accepts ints of 10 digits", "certainInt: usize = 9", "certainInt: usize = 10"),
  fault("columns", "accepts numbers that are not finite", "hasExponent == 0 &&", ""),
  fault("columns", "gets leap years wrong", "yearDigits % 4 == 0", "yearDigits % 2 == 0"),
  fault("columns", "accepts the year 0", "if (century + yearOfCentury == 0) return 0;", ""),
  fault("columns", "accepts eight digits of a second", "end > p + 27", "end > p + 28"),
  fault("columns", "accepts the hour 24", "pair(p + 11) > 23", "pair(p + 11) > 24"),
  fault("columns", "misplaces a dash of guids", "at == 23", "at == 24"),
];

const names: readonly Fault[] = [
  fault("names", "compares one byte too few", "(32 - <i32>length)", "(33 - <i32>length)"),
  fault("names", "takes a prefix for the name", "== length) {", ">= length) {"),
];

const records: readonly Fault[] = [
  fault("record", "takes the first of two categories", "if (hasCategory) isUnsure = true;", ""),
  fault("record", "takes the first of two rows", "if (rowStart != 0) isUnsure = true;", ""),
  fault("record", "takes a column twice", "else if (lastRow == row) isUnsure = true;", ""),
  fault(
    "record",
    "mistakes an escaped key of the envelope for another",
    "} else if (sawEscape != 0) {",
    "} else if (false) {",
  ),
  fault(
    "record",
    "mistakes an escaped column for an unknown one",
    "sawEscape != 0 || rejectsUnknown",
    "rejectsUnknown",
  ),
  fault(
    "record",
    "does not check rows before their category",
    "rowStart < categoryStart",
    "rowStart == 0",
  ),
  fault(
    "record",
    "rounds integers of rejected rows",
    "if (hasLongColumn) flags |= hasLongInteger;",
    "",
  ),
  fault("record", "hides columns from drift", "firstRow = row + 1;\n  }", "}"),
  fault(
    "record",
    "accepts unknown columns if they are to be rejected",
    "sawEscape != 0 || rejectsUnknown",
    "sawEscape != 0",
  ),
  fault("record", "ignores what a column's check says", "if (isUncertain) isUnsure = true;", ""),
  fault("record", "writes every column", "!isPicked || wanted(column) != 0", "true"),
  fault(
    "record",
    "keeps what it wrote of a record that is not an event",
    "setOutputEnd(written);\n",
    "",
  ),
];

const texts: readonly Fault[] = [
  fault("output", "writes wrong surrogate pairs", "above >> 10", "above >> 9"),
  fault(
    "output",
    "writes wrong characters of three bytes",
    "(first & 0x0f) << 12",
    "(first & 0x07) << 12",
  ),
  fault(
    "index",
    "accepts a line with more after its record",
    "lineSpace(p) == end",
    "lineSpace(p) <= end",
  ),
  fault(
    "index",
    "ignores what follows a message",
    "&& p == textEnd ? done",
    "&& p <= textEnd ? done",
  ),
  fault("index", "takes the first of two lists of records", "if (hasRecords) return notSure;", ""),
  fault(
    "index",
    "skips any three bytes for a byte order mark",
    "(load<u32>(p) & 0xffffff) == 0xbfbbef",
    "(load<u32>(p) & 0xff) == 0xef",
  ),
];

export const faults: readonly Fault[] = [...tokens, ...columns, ...names, ...records, ...texts];
