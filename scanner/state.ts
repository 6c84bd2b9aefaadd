// Holds the state of the scanner: flags of the current record, and the regions of memory.
//
// The memory has tables and their columns, then for each scan the text, the index of its records, the long
// integers and the output. Zeros follow the text. A zero ends every token, because it is not valid in JSON, so
// positions need no comparison with the end.

/** The size of an entry of the index, in bytes: twelve words of 32 bits. */
export const entrySize: usize = 48;
/** The size of an entry of the long integers, in bytes: record, column, start and end of the digits. */
export const longSize: usize = 16;
/** About the largest number of records, and of long integers, that are indexed in one text. */
const mostEntries: usize = 0x100000;
/** The number of zeros after the text: as many bytes as the longest look-ahead. */
const padding: usize = 64;

let heap: usize = (__heap_base + 15) & ~15;

export let textStart: usize = 0;
export let indexStart: usize = 0;
export let longStart: usize = 0;
export let outputStart: usize = 0;

/** The ends of what has been written. */
export let indexEnd: usize = 0;
export let longEnd: usize = 0;
export let outputEnd: usize = 0;

let indexLimit: usize = 0;
let longLimit: usize = 0;
/** The number of characters that may still be written as escapes; after that, characters stay UTF-8. */
export let escapesLeft: usize = 0;

/** Whether the current record has bytes that are not ASCII. */
export let sawNonAscii: i32 = 0;
/** Whether an escape was read in a string. */
export let sawEscape: i32 = 0;
/** Whether white space with a line feed or carriage return was read. */
export let sawLineBreak: i32 = 0;
/** Whether an integer past 2^53 was read that is not in the list of long integers. */
export let sawLongInteger: i32 = 0;

export function setNonAscii(value: i32): void {
  sawNonAscii = value;
}
export function setEscape(value: i32): void {
  sawEscape = value;
}
export function setLineBreak(value: i32): void {
  sawLineBreak = value;
}
export function setLongInteger(value: i32): void {
  sawLongInteger = value;
}
export function setOutputEnd(position: usize): void {
  outputEnd = position;
}
export function spendEscape(): void {
  escapesLeft--;
}
export function setLongEnd(position: usize): void {
  longEnd = position;
}

/** Allocates memory that is never freed, for tables, columns and their names. */
export function allocate(size: usize): usize {
  const start = heap;
  heap = (heap + size + 15) & ~15;
  return grow(heap) ? start : unreachable();
}

/** Reserves memory for a text of `length` bytes and the zeros. Returns its position, or 0 if out of memory. */
export function reserve(length: usize): usize {
  textStart = heap;
  const textEnd = textStart + length;
  indexStart = (textEnd + padding + 15) & ~15;
  indexLimit = indexStart + (min(length / 64, mostEntries) + 16) * entrySize;
  longStart = indexLimit;
  longLimit = longStart + (min(length / 64, mostEntries) + 16) * longSize;
  outputStart = longLimit;
  escapesLeft = length / 16;
  // An escape is at most eight bytes longer than its character, and each array adds a closing bracket.
  if (!grow(outputStart + length + 8 * escapesLeft + length / 1024 + padding)) return 0;
  memory.fill(textEnd, 0, padding);
  indexEnd = indexStart;
  longEnd = longStart;
  outputEnd = outputStart;
  return textStart;
}

function grow(end: usize): bool {
  const pages = <i32>((end + 0xffff) >>> 16) - memory.size();
  return pages <= 0 || memory.grow(pages) >= 0;
}

/** Returns a new entry of the index, or 0 if there is no room for another record. */
export function nextEntry(): usize {
  if (indexEnd >= indexLimit) return 0;
  const entry = indexEnd;
  indexEnd += entrySize;
  return entry;
}

/** Adds a long integer of the record at position `record` of the index. */
export function addLong(record: u32, column: u32, start: usize, end: usize): void {
  if (longEnd >= longLimit) {
    sawLongInteger = 1;
    return;
  }
  store<u32>(longEnd, record);
  store<u32>(longEnd, column, 4);
  store<u32>(longEnd, <u32>start, 8);
  store<u32>(longEnd, <u32>end, 12);
  longEnd += longSize;
}
