// Stores the known names: the categories of tables, and the columns of a table. An entry holds the JSON text
// of a name, so that one comparison of bytes recognizes the usual next name.

import { allocate } from "./state";

// The fields of an entry: the quoted name, its total length and its length without quotes, and the properties
// of the table or column. The host writes `wanted`: an action for a table, a flag for a column.
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
/** Returns the entry that usually follows this one. */
@inline
export function next(entry: usize): usize {
  return load<u32>(entry, nextOffset);
}
@inline
export function setNext(entry: usize, following: usize): void {
  store<u32>(entry, <u32>following, nextOffset);
}
/** Returns the type of a column. */
@inline
export function type(entry: usize): u32 {
  return load<u32>(entry, typeOffset);
}
/** Returns whether a column is wanted, or what to do with the records of a table. */
@inline
export function wanted(entry: usize): u32 {
  return load<u32>(entry, wantedOffset);
}
/** Returns the last row that had this column. */
@inline
export function stamp(entry: usize): u64 {
  return load<u64>(entry, stampOffset);
}
@inline
export function setStamp(entry: usize, row: u64): void {
  store<u64>(entry, row, stampOffset);
}
/** Returns the position of a table or column among those that the host has added. */
@inline
export function ordinal(entry: usize): u32 {
  return load<u32>(entry, ordinalOffset);
}
/** Returns the columns of a table; 0 until the host has added them. */
@inline
export function columns(entry: usize): usize {
  return load<u32>(entry, columnsOffset);
}

/** Creates a list for up to `count` names. */
export function createNames(count: u32): usize {
  let slots: u32 = 4;
  while (slots < 2 * count) slots <<= 1;
  const names = allocate(4 + 4 * slots);
  store<u32>(names, slots - 1);
  memory.fill(names + 4, 0, 4 * slots);
  return names;
}

/** Adds a name by its JSON text from the quote on, which the host has allocated and written. */
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

/** Returns the entry of a name, or 0. */
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

/** Whether the text at `p` starts with the text of an entry. */
@inline
export function startsWith(p: usize, entry: usize): bool {
  return isSame(p, <usize>load<u32>(entry, textOffset), textLength(entry));
}

/** Compares at least one byte, 32 at a time. Both sides may be read beyond their ends. */
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

/** Returns a bit for each of 32 bytes that is the same on both sides. */
@inline
function same32(a: usize, b: usize): i32 {
  const low = i8x16.bitmask(i8x16.eq(v128.load(a), v128.load(b)));
  return low | (i8x16.bitmask(i8x16.eq(v128.load(a, 16), v128.load(b, 16))) << 16);
}

/** Hashes the length and up to 24 bytes of a name: its start, its middle and its end. */
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
