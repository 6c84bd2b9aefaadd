// Names that are known: the categories of tables, and the columns of a table. An entry holds the text
// that a name has in JSON, so that one comparison of bytes finds the usual next name.

import { allocate } from "./state";

// An entry: the quoted name, its length in all and without quotes, and what the name stands for.
// The host writes `action` of tables and `wanted` of columns.
const textOffset: usize = 0;
const textLengthOffset: usize = 4;
const nameLengthOffset: usize = 8;
const nextOffset: usize = 12;
const typeOffset: usize = 16;
const wantedOffset: usize = 20;
const stampOffset: usize = 24;
const ordinalOffset: usize = 32;
const columnsOffset: usize = 36;
const entrySize: usize = 48;

@inline
export function textLength(entry: usize): usize {
  return load<u32>(entry, textLengthOffset);
}
/** The entry that usually follows this one. */
@inline
export function next(entry: usize): usize {
  return load<u32>(entry, nextOffset);
}
@inline
export function setNext(entry: usize, following: usize): void {
  store<u32>(entry, <u32>following, nextOffset);
}
/** The type of a column. */
@inline
export function type(entry: usize): u32 {
  return load<u32>(entry, typeOffset);
}
/** Whether a column is wanted; what is to be done with the records of a table. */
@inline
export function wanted(entry: usize): u32 {
  return load<u32>(entry, wantedOffset);
}
/** The last row that had this column. */
@inline
export function stamp(entry: usize): u64 {
  return load<u64>(entry, stampOffset);
}
@inline
export function setStamp(entry: usize, row: u64): void {
  store<u64>(entry, row, stampOffset);
}
/** The position of a table or column among those that the host has added. */
@inline
export function ordinal(entry: usize): u32 {
  return load<u32>(entry, ordinalOffset);
}
/** The columns of a table; 0 until the host has added them. */
@inline
export function columns(entry: usize): usize {
  return load<u32>(entry, columnsOffset);
}

/** Makes a list of up to `count` names. */
export function createNames(count: u32): usize {
  let slots: u32 = 4;
  while (slots < 2 * count) slots <<= 1;
  const names = allocate(4 + 4 * slots);
  store<u32>(names, slots - 1);
  memory.fill(names + 4, 0, 4 * slots);
  return names;
}

/** Adds a name by the text that it has in JSON, from its quote on; the host has allocated and written it. */
export function addName(
  names: usize,
  text: usize,
  length: usize,
  nameLength: usize,
  kind: u32,
  position: u32,
): usize {
  const entry = allocate(entrySize);
  memory.fill(entry, 0, entrySize);
  store<u32>(entry, <u32>text, textOffset);
  store<u32>(entry, <u32>length, textLengthOffset);
  store<u32>(entry, <u32>nameLength, nameLengthOffset);
  store<u32>(entry, kind, typeOffset);
  store<u32>(entry, position, ordinalOffset);
  const mask = load<u32>(names);
  let slot = hash(text + 1, nameLength) & mask;
  while (load<u32>(names + 4 + 4 * slot) != 0) slot = (slot + 1) & mask;
  store<u32>(names + 4 + 4 * slot, <u32>entry);
  return entry;
}

export function setColumns(table: usize, names: usize): void {
  store<u32>(table, <u32>names, columnsOffset);
}

/** Finds the entry of a name, or 0. */
export function find(names: usize, name: usize, length: usize): usize {
  const mask = load<u32>(names);
  let slot = hash(name, length) & mask;
  while (true) {
    const entry = <usize>load<u32>(names + 4 + 4 * slot);
    if (entry == 0) return 0;
    if (<usize>load<u32>(entry, nameLengthOffset) == length) {
      if (isSame(name - 1, <usize>load<u32>(entry, textOffset), length + 1)) return entry;
    }
    slot = (slot + 1) & mask;
  }
}

/** Whether the text at `p` begins with the text of an entry. */
@inline
export function startsWith(p: usize, entry: usize): bool {
  return isSame(p, <usize>load<u32>(entry, textOffset), textLength(entry));
}

/** Compares one byte or more, 32 at a time; both sides may be read beyond their ends. */
@inline
function isSame(a: usize, b: usize, length: usize): bool {
  while (length > 32) {
    if (same32(a, b) != -1) return false;
    a += 32;
    b += 32;
    length -= 32;
  }
  return ~same32(a, b) << (32 - <i32>length) == 0;
}

/** A bit for each of 32 bytes that are the same. */
@inline
function same32(a: usize, b: usize): i32 {
  const low = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)));
  return low | (i8x16.bitmask(i8x16.eq(v128.load(a, 16), v128.load(b, 16))) << 16);
}

/** Mixes the length and up to 24 bytes of a name: its ends and its middle. */
function hash(name: usize, length: usize): u32 {
  let mixed: u64 = length;
  if (length >= 8) {
    mixed ^= load<u64>(name) * 0x9e3779b97f4a7c15;
    mixed = (mixed ^ load<u64>(name + length - 8)) * 0xff51afd7ed558ccd;
    mixed = (mixed ^ load<u64>(name + (length >> 1) - 4)) * 0xc4ceb9fe1a85ec53;
  } else {
    for (let at: usize = 0; at < length; at++)
      mixed = (mixed ^ load<u8>(name + at)) * 0x9e3779b97f4a7c15;
  }
  return <u32>(mixed >> 32);
}
