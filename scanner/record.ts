// Reads a record: its envelope, its category and the row of its table. It classifies the record, and writes
// the parts that the host has to parse.

import { columnValue, isLong, isUncertain, resetLong, resetUncertain } from "./columns";
import {
  columns,
  find,
  next,
  ordinal,
  setNext,
  setStamp,
  stamp,
  startsWith,
  textLength,
  type,
  wanted,
} from "./names";
import { beginArray, beginRecord, write, writeByte } from "./output";
import {
  addLong,
  longEnd,
  outputEnd,
  sawEscape,
  sawLineBreak,
  sawLongInteger,
  sawNonAscii,
  setEscape,
  setLineBreak,
  setLongEnd,
  setLongInteger,
  setNonAscii,
  setOutputEnd,
} from "./state";
import { closeBrace, comma, openBrace, quote, separator, space, rareString, value } from "./tokens";

// What to do with the records of a table, as the host numbers it.
const skipped: u32 = 0;
const picked: u32 = 2;
const indexed: u32 = 3;

// The flags of a record, for the host.
/** The record is certainly an event: its row is valid. */
export const isEvent: u32 = 1;
/** Its table is known and was not chosen. */
export const isSkipped: u32 = 2;
/** It has an integer past 2^53 that is not in the list of long integers. */
export const hasLongInteger: u32 = 4;
/** Its row has a key that is neither a column nor the stream's own `MachineGroup`. */
export const hasUnknownColumn: u32 = 8;
/** Its row has a column that no earlier row of this text had. */
export const hasNewColumn: u32 = 16;
/** It is in the output. */
export const isWritten: u32 = 32;
/** It has a line break between its tokens. */
export const hasLineBreak: u32 = 64;
/** It is the first record of an array of the output. */
export const startsArray: u32 = 256;

// Members of the envelope, as the host numbers them. All other members are 0.
const categoryMember: u32 = 1;
const propertiesMember: u32 = 2;
const tenantIdMember: u32 = 3;

// `"MachineGroup"` as two numbers that overlapping loads return.
const quotedMachine: u64 = 0x656e696863614d22;
const neGroupQuote: u64 = 0x2270756f7247656e;

/** The table that the host has to describe before the text can be read, or 0. */
export let missingTable: usize = 0;
/** The flags of the last record. */
export let flags: u32 = 0;
export let table: usize = 0;
export let rowStart: usize = 0;
export let rowEnd: usize = 0;
export let tenantStart: usize = 0;
export let tenantEnd: usize = 0;
export let categoryStart: usize = 0;
export let categoryEnd: usize = 0;
/** The position of the record in the output. */
export let written: usize = 0;

let recordStart: usize = 0;
/** The position of the record in the index. */
let record: u32 = 0;
let categories: usize = 0;
let rejectsUnknown: bool = false;
/** Whether the host has to classify the record. */
let isUnsure: bool = false;
/** Whether its row has an integer past 2^53 in a column of type long. */
let hasLongColumn: bool = false;
/** The entry that has the members of an envelope as its columns. */
let envelopeMembers: usize = 0;
/** The entry of the last key that `readKey` has read; 0 if the key is unknown. */
let name: usize = 0;
/** The last table that was found: that of the record before, usually. */
let lastTable: usize = 0;
/** The number of the row. A column whose stamp is this number is a duplicate in the row. */
let row: u64 = 0;
/** Columns with an older stamp are new: no row of this text has had them. */
let firstRow: u64 = 0;

/** Begins to read a text. `known` has the categories of the tables. */
export function begin(known: usize, envelope: usize, strict: bool): void {
  categories = known;
  envelopeMembers = envelope;
  rejectsUnknown = strict;
  missingTable = 0;
  lastTable = 0;
  firstRow = row + 1;
}

/**
 * Reads the record with a position in the index. Returns its end, or 0 if it may not be JSON or its table has to
 * be described.
 */
export function readRecord(start: usize, position: u32): usize {
  recordStart = start;
  record = position;
  flags = 0;
  table = 0;
  rowStart = rowEnd = 0;
  tenantStart = tenantEnd = 0;
  categoryStart = categoryEnd = 0;
  isUnsure = false;
  hasLongColumn = false;
  setNonAscii(0);
  setLineBreak(0);
  setLongInteger(0);
  const longs = longEnd;
  const output = outputEnd;
  const isFirst = beginRecord();
  written = outputEnd;
  const end = <u32>load<u8>(start) == openBrace ? envelope(start) : value(start);
  if (end != 0 && missingTable == 0) finish(end, longs);
  if ((flags & isWritten) == 0) setOutputEnd(output);
  else if (isFirst) {
    flags |= startsArray;
    beginArray(written);
  }
  if (end != 0 && missingTable == 0) return end;
  forget(output, longs);
  return 0;
}

/** Discards what a record has added: to the output, the long integers and the columns that were seen. */
export function forget(output: usize, longs: usize): void {
  setOutputEnd(output);
  setLongEnd(longs);
  firstRow = row + 1;
}

function finish(end: usize, longs: usize): void {
  if (sawLineBreak != 0) flags |= hasLineBreak;
  if (sawLongInteger != 0) flags |= hasLongInteger;
  const action = table == 0 ? skipped : wanted(table);
  if (table != 0 && !isUnsure) {
    if (action == skipped) {
      flags |= isSkipped;
    } else if ((flags & hasLongInteger) == 0) {
      flags |= isEvent;
      if (action == picked) {
        writeByte(closeBrace);
        write(rowEnd, end);
        flags |= isWritten;
        return;
      }
    }
  }
  if ((flags & isEvent) == 0) {
    setLongEnd(longs);
    if (hasLongColumn) flags |= hasLongInteger;
    // The host may read another row of this record, with other columns.
    firstRow = row + 1;
  }
  if ((flags & isSkipped) != 0 || ((flags & isEvent) != 0 && action == indexed)) return;
  flags |= isWritten;
  setOutputEnd(written);
  write(recordStart, end);
}

/** Reads the members of a record. */
function envelope(p: usize): usize {
  let hasCategory = false;
  p = space(p + 1);
  if (<u32>load<u8>(p) == closeBrace) {
    isUnsure = true;
    return p + 1;
  }
  let last = envelopeMembers;
  while (true) {
    p = readKey(p, last, envelopeMembers);
    if (p == 0) return 0;
    let kind: u32 = 0;
    if (name != 0) {
      last = name;
      kind = type(name);
    } else if (sawEscape != 0) {
      // A key with an escape may be a member that is evaluated.
      isUnsure = true;
    }
    const start = p;
    if (kind == categoryMember) {
      if (hasCategory) isUnsure = true;
      hasCategory = true;
      p = readCategory(p);
    } else if (kind == propertiesMember) {
      if (rowStart != 0) isUnsure = true;
      rowStart = p;
      // A row before its category, or one that is not read, is only skipped to its end here.
      p = hasCategory && !isUnsure && isRead() ? readRow(p) : value(p);
      rowEnd = p;
    } else {
      p = value(p);
      if (kind == tenantIdMember) {
        tenantStart = start;
        tenantEnd = p;
      }
    }
    if (p == 0) return 0;
    p = space(p);
    const c = <u32>load<u8>(p);
    if (c == closeBrace) break;
    if (c != comma) return 0;
    p = space(p + 1);
  }
  if (!hasCategory) isUnsure = true;
  if (isRead() && !isUnsure && rowStart < categoryStart) {
    // Without a row, the host reports what is missing.
    if (rowStart == 0) isUnsure = true;
    else rowEnd = readRow(rowStart);
  }
  return p + 1;
}

/**
 * Reads a key and its colon. Returns the start of its value, or 0. Sets `name` if the key is a column of
 * `owner`. Most keys follow the same key as in the record before, so that one is compared first. Inlined,
 * since it is called for every column.
 */
@inline
function readKey(p: usize, last: usize, owner: usize): usize {
  name = next(last);
  if (name != 0 && startsWith(p, name)) return space(p + textLength(name));
  return readOtherKey(p, last, owner);
}

function readOtherKey(p: usize, last: usize, owner: usize): usize {
  if (<u32>load<u8>(p) != quote) return 0;
  setEscape(0);
  const end = rareString(p + 1);
  if (end == 0) return 0;
  name = find(columns(owner), p + 1, end - p - 2);
  if (name != 0) setNext(last, name);
  else if (owner != envelopeMembers) readUnknown(p, end);
  return separator(end);
}

/** Whether the row of the record has to be read. */
@inline
function isRead(): bool {
  return table != 0 && wanted(table) != skipped;
}

/** Reads a category and finds its table. If there is no such table, the host classifies the record. */
function readCategory(p: usize): usize {
  categoryStart = p;
  table = 0;
  if (lastTable != 0 && startsWith(p, lastTable)) {
    table = lastTable;
    categoryEnd = p + textLength(table);
    return categoryEnd;
  }
  if (<u32>load<u8>(p) != quote) {
    isUnsure = true;
    return value(p);
  }
  setEscape(0);
  const end = rareString(p + 1);
  if (end == 0) return 0;
  categoryEnd = end;
  if (sawEscape != 0) {
    isUnsure = true;
    return end;
  }
  table = find(categories, p + 1, end - p - 2);
  if (table != 0) lastTable = table;
  return end;
}

/** Reads the row of a table: checks every column, and writes the wanted columns if only some are wanted. */
function readRow(p: usize): usize {
  if (columns(table) == 0) {
    missingTable = table;
    return 0;
  }
  if (<u32>load<u8>(p) != openBrace) {
    isUnsure = true;
    return value(p);
  }
  row++;
  resetUncertain();
  const isPicked = wanted(table) == picked;
  if (isPicked) {
    write(recordStart, p);
    writeByte(openBrace);
  }
  p = space(p + 1);
  if (<u32>load<u8>(p) == closeBrace) return p + 1;
  let last = table;
  let isFirst = true;
  while (true) {
    const start = p;
    p = readKey(p, last, table);
    if (p == 0) return 0;
    const column = name;
    if (column == 0) {
      p = value(p);
      if (p == 0) return 0;
    } else {
      last = column;
      const valueStart = p;
      p = columnValue(p, type(column));
      if (p == 0) return 0;
      const lastRow = stamp(column);
      setStamp(column, row);
      if (lastRow < firstRow) flags |= hasNewColumn;
      else if (lastRow == row) isUnsure = true;
      if (isLong) {
        resetLong();
        hasLongColumn = true;
        if (!isPicked || wanted(column) != 0) addLong(record, ordinal(column), valueStart, p);
      }
      if (isPicked && wanted(column) != 0) {
        if (!isFirst) writeByte(comma);
        isFirst = false;
        write(start, p);
      }
    }
    // A comma and a quote follow in most rows.
    if (load<u16>(p) == 0x222c) {
      p++;
      continue;
    }
    p = space(p);
    const c = <u32>load<u8>(p);
    if (c != comma) {
      if (isUncertain) isUnsure = true;
      return c == closeBrace ? p + 1 : 0;
    }
    p = space(p + 1);
  }
}

/** Records a key that is not a column. A key with an escape may be a column. */
function readUnknown(name: usize, end: usize): void {
  if (sawEscape != 0 || rejectsUnknown) isUnsure = true;
  const isMachineGroup =
    end - name == 14 && load<u64>(name) == quotedMachine && load<u64>(name, 6) == neGroupQuote;
  if (!isMachineGroup) flags |= hasUnknownColumn;
}
