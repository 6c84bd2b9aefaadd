// Checks the value of a column in the bytes. A value that is accepted certainly has the column's type. The host
// decides about all other values.

import {
  bool_,
  digits,
  hasExponent,
  isHex,
  isLongInteger,
  isNull,
  number,
  quote,
  string,
  value,
} from "./tokens";
import { setLongInteger } from "./state";

// Types of columns, as the host numbers them.
export const dynamicType: u32 = 0;
const stringType: u32 = 1;
const datetimeType: u32 = 2;
const boolType: u32 = 3;
const longType: u32 = 4;
const intType: u32 = 5;
const numberType: u32 = 6;
const guidType: u32 = 7;

/** Integers of up to this number of digits always fit in 32 bits, or in 64 bits. */
const certainInt: usize = 9;
const certainLong: usize = 18;
/** Numbers of fewer characters, without an exponent, are finite. */
const certainNumber: usize = 300;

/** Whether a value was read that may not have its column's type; the caller resets it. */
export let isUncertain: bool = false;
/** Whether the last value is an integer past 2^53 in a column of type long; the caller resets it. */
export let isLong: bool = false;

export function resetUncertain(): void {
  isUncertain = false;
}
export function resetLong(): void {
  isLong = false;
}

/** Reads the value of a column of a type. Returns its end, or 0 if it is not JSON. */
@inline
export function columnValue(p: usize, type: u32): usize {
  if (type == stringType && <u32>load<u8>(p) == quote) return string(p + 1);
  if (isNull(p)) return p + 4;
  let end: usize = 0;
  if (type == datetimeType) {
    if (<u32>load<u8>(p) == quote) end = datetime(p + 1);
    if (end != 0) return end;
  } else if (type == longType) {
    end = number(p);
    if (end != 0 && digits != 0 && digits <= certainLong) {
      if (digits > 15) isLong = isLongInteger(end);
      return end;
    }
  } else if (type == boolType) {
    end = bool_(p);
    if (end != 0) return end;
  } else if (type == dynamicType) {
    return value(p);
  } else if (type == intType) {
    end = number(p);
    if (end != 0 && digits != 0 && digits <= certainInt) return end;
  } else if (type == numberType) {
    end = number(p);
    if (end != 0 && hasExponent == 0 && end - p < certainNumber) {
      if (isLongInteger(end)) setLongInteger(1);
      return end;
    }
  } else if (type == guidType) {
    if (<u32>load<u8>(p) == quote) end = guid(p + 1);
    if (end != 0) return end;
  }
  isUncertain = true;
  return value(p);
}

/**
 * Reads `YYYY-MM-DDThh:mm:ss[.fffffff]Z` and its closing quote. Returns the position after the quote, or 0.
 * The first sixteen characters are compared with two bounds at once. Months, days, hours, the year 0 and the
 * rest of the text are checked one by one.
 */
@inline
function datetime(p: usize): usize {
  const head = v128.load(p);
  const least = i8x16(48, 48, 48, 48, 45, 48, 48, 45, 48, 48, 84, 48, 48, 58, 48, 48);
  const most = i8x16(57, 57, 57, 57, 45, 49, 57, 45, 51, 57, 84, 50, 57, 58, 53, 57);
  const inside = v128.and(i8x16.ge_s(head, least), i8x16.le_s(head, most));
  if (!i8x16.all_true(inside)) return 0;
  if (<u32>load<u8>(p, 16) != 0x3a) return 0;
  if (<u32>load<u8>(p, 17) - 0x30 > 5 || <u32>load<u8>(p, 18) - 0x30 > 9) return 0;
  const month = pair(p + 5);
  const day = pair(p + 8);
  if (month == 0 || month > 12 || day == 0 || pair(p + 11) > 23) return 0;
  const century = pair(p);
  const yearOfCentury = pair(p + 2);
  if (century + yearOfCentury == 0) return 0;
  if (day > 28 && day > daysOf(month, yearOfCentury == 0 ? century : yearOfCentury)) return 0;
  let end = p + 19;
  if (<u32>load<u8>(end) == 0x2e) {
    end++;
    while (<u32>load<u8>(end) - 0x30 < 10) end++;
    if (end == p + 20 || end > p + 27) return 0;
  }
  // `Z"`
  return load<u16>(end) == 0x225a ? end + 2 : 0;
}

@inline
function pair(p: usize): u32 {
  return (load<u8>(p) - 0x30) * 10 + (load<u8>(p, 1) - 0x30);
}

/**
 * Returns the number of days in a month. A year is a leap year if its last two digits, or its first two if
 * the last are 00, are divisible by 4.
 */
function daysOf(month: u32, yearDigits: u32): u32 {
  if (month == 2) return yearDigits % 4 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/** Reads a GUID, 8-4-4-4-12 hex digits, and its closing quote. Returns the position after it, or 0. */
function guid(p: usize): usize {
  for (let at: usize = 0; at < 36; at++) {
    const c = <u32>load<u8>(p + at);
    const isDash = at == 8 || at == 13 || at == 18 || at == 23;
    if (isDash ? c != 0x2d : !isHex(c)) return 0;
  }
  return <u32>load<u8>(p, 36) == quote ? p + 37 : 0;
}
