// A value -> whether it is of a Kusto scalar type as the wire writes it. One function per form of a
// scalar; none is asked about null or an absent value. Knows nothing of columns and tables.

const minInt = -(2 ** 31);
const maxInt = 2 ** 31 - 1;
const minLong = -(2 ** 63);
const maxLong = 2 ** 63;
const decimalText = /^-?[0-9]+(?:\.[0-9]+)?(?:[Ee][+-]?[0-9]+)?$/;
const guidText = /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/;
const longText = /^(?:0|-?[1-9][0-9]{0,18})$/;
const timespanText =
  /^-?(?:[0-9]{1,8}\.)?(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,7})?$/;
const datetimeText =
  /^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,7})?Z$/;

/** Whether a value is a boolean. */
export function isBool(value: unknown): value is boolean {
  return typeof value === "boolean";
}

/** Whether a value is ISO 8601 text in UTC, with Z, a day of the calendar and at most 7 fraction digits. */
export function isDatetime(value: unknown): value is string {
  return typeof value === "string" && datetimeText.test(value) && isDay(value);
}

/** Whether `YYYY-MM-DD`, whose month and day are in 01-12 and 01-31, is a day of the calendar. */
function isDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  if (year === 0) return false;
  if (day < 29) return true;
  if (month !== 2) return day < 31 || (month > 7 ? month % 2 === 0 : month % 2 === 1);
  return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Whether a value is a finite number or decimal text. */
export function isDecimal(value: unknown): value is number | string {
  return typeof value === "string" ? decimalText.test(value) : Number.isFinite(value);
}

/** Whether a value is a guid, 8-4-4-4-12 hex digits of any case. */
export function isGuid(value: unknown): value is string {
  return typeof value === "string" && guidText.test(value);
}

/** Whether a value is an integer of 32 bits. */
export function isInt(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= minInt && value <= maxInt;
}

/** Whether a value is an integer of 64 bits: a number (possibly rounded past 2^53) or a bigint. */
export function isLong(value: unknown): value is number | bigint {
  return isLongNumber(value) || isLongBigint(value);
}

/** Whether a value is a number that is an integer of 64 bits. */
export function isLongNumber(value: unknown): value is number {
  return (
    typeof value === "number" && Number.isInteger(value) && value >= minLong && value <= maxLong
  );
}

/** Whether a value is a bigint of 64 bits. */
export function isLongBigint(value: unknown): value is bigint {
  return typeof value === "bigint" && value >= minLong && value < maxLong;
}

/** Whether a value is the decimal text of an integer of 64 bits, without leading zeros. */
export function isLongText(value: unknown): value is string {
  if (typeof value !== "string" || !longText.test(value)) return false;
  return value.length < 19 || isLongBigint(BigInt(value));
}

/** Whether a value is a finite number, or the text of one that JSON has no number for. */
export function isReal(value: unknown): value is number | "NaN" | "Infinity" | "-Infinity" {
  return Number.isFinite(value) || value === "NaN" || value === "Infinity" || value === "-Infinity";
}

/** Whether a value is a string. */
export function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** Whether a value is a timespan, `[-][d.]hh:mm:ss[.fffffff]`. */
export function isTimespan(value: unknown): value is string {
  return typeof value === "string" && timespanText.test(value);
}

/** Accepts every value: a dynamic column may hold any. */
export function isDynamic(_value: unknown): boolean {
  return true;
}
