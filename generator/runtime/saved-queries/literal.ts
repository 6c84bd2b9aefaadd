// Writes values as KQL literals of a type. A value that is not of the type is refused, and text is escaped, so
// that no value leaves its literal.

/** The Kusto types that a parameter can have. */
export type ParameterType =
  | "bool"
  | "datetime"
  | "decimal"
  | "dynamic"
  | "guid"
  | "int"
  | "long"
  | "real"
  | "string"
  | "timespan";

/** Returns the literal. Throws a `TypeError` that names the parameter if the value has another type. */
export function writeLiteral(type: ParameterType, name: string, value: unknown): string {
  const written = writers[type](value);
  if (written !== undefined) return written;
  throw new TypeError(`parameter ${writeText(name)} must be ${expected[type]}`);
}

const expected: Readonly<Record<ParameterType, string>> = {
  bool: "true or false",
  datetime: "a Date, or UTC text such as 2026-03-01T00:10:21Z",
  decimal: "a number, or text such as 12.50",
  dynamic: "a JSON value",
  guid: "a GUID",
  int: "an integer of 32 bits",
  long: "an integer of 64 bits",
  real: "a number",
  string: "text",
  timespan: "text such as 7d, 1.5h or 1.02:30:00",
};

const writers: Readonly<Record<ParameterType, (value: unknown) => string | undefined>> = {
  bool: (value) => (typeof value === "boolean" ? String(value) : undefined),
  datetime: writeDatetime,
  decimal: writeDecimal,
  dynamic: writeDynamic,
  guid: (value) =>
    typeof value === "string" && guidPattern.test(value) ? `guid(${value})` : undefined,
  int: (value) => writeInteger("int", value, 31n),
  long: (value) => writeInteger("long", value, 63n),
  real: writeReal,
  string: (value) => (typeof value === "string" ? writeText(value) : undefined),
  timespan: writeTimespan,
};

const guidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const datetimePattern = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?Z?)?$/;

/** Escapes every UTF-16 unit that is not a plain character of ASCII. */
function writeText(text: string): string {
  return `"${text.replace(/[^ !#-[\]-~]/g, escapeUnit)}"`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function writeDatetime(value: unknown): string | undefined {
  const text =
    value instanceof Date && Number.isFinite(value.getTime()) ? value.toISOString() : value;
  if (typeof text !== "string" || !datetimePattern.test(text)) return undefined;
  const milliseconds = text.replace(/(\.\d{3})\d+/, "$1");
  const time = new Date(text.includes("T") ? milliseconds.replace(/Z?$/, "Z") : text).getTime();
  // An engine may read February 30 as March 1.
  const isDay = Number.isFinite(time) && new Date(time).toISOString().startsWith(text.slice(0, 10));
  return isDay ? `datetime(${text})` : undefined;
}

function writeDecimal(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "bigint" ? String(value) : value;
  if (typeof text !== "string" || !/^-?\d{1,34}(?:\.\d{1,34})?$/.test(text)) return undefined;
  return `decimal(${text})`;
}

function writeInteger(type: "int" | "long", value: unknown, bits: bigint): string | undefined {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return undefined;
  const integer = BigInt(value as number | bigint);
  const limit = 1n << bits;
  return integer >= -limit && integer < limit ? `${type}(${integer})` : undefined;
}

function writeReal(value: unknown): string | undefined {
  if (typeof value !== "number") return undefined;
  if (Number.isNaN(value)) return "real(nan)";
  if (!Number.isFinite(value)) return value > 0 ? "real(+inf)" : "real(-inf)";
  return `real(${value})`;
}

/** The ticks of 100 nanoseconds in each unit. */
const ticksIn: Readonly<Record<string, bigint>> = {
  d: 864_000_000_000n,
  h: 36_000_000_000n,
  m: 600_000_000n,
  s: 10_000_000n,
  ms: 10_000n,
  microsecond: 10n,
  tick: 1n,
};
const shortTimespan = /^(-?)(\d{1,12})(?:\.(\d{1,7}))?(d|h|m|s|ms|microsecond|tick)$/;
/** At most 9,999,999 days, since 10,675,199 are the most that Kusto has. */
const longTimespan = /^-?(?:\d{1,7}\.)?(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,7})?)?$/;

function writeTimespan(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (longTimespan.test(value)) return `timespan(${value})`;
  const [, sign = "", whole = "", fraction = "", unit = ""] = shortTimespan.exec(value) ?? [];
  const ticks = ticksIn[unit];
  if (ticks === undefined) return undefined;
  const all = (BigInt(whole + fraction) * ticks) / 10n ** BigInt(fraction.length);
  if (all >= 1n << 63n) return undefined;
  const part = (size: bigint, limit: bigint, width: number): string =>
    String((all / size) % limit).padStart(width, "0");
  const days = all / 864_000_000_000n;
  const hours = part(36_000_000_000n, 24n, 2);
  const minutes = part(600_000_000n, 60n, 2);
  const seconds = part(10_000_000n, 60n, 2);
  return `timespan(${sign}${days}.${hours}:${minutes}:${seconds}.${part(1n, 10_000_000n, 7)})`;
}

/** More nested values are refused, so that a cycle ends. */
const deepest = 32;

function writeDynamic(value: unknown): string | undefined {
  const json = writeJson(value, 0);
  return json === undefined ? undefined : `dynamic(${json})`;
}

function writeJson(value: unknown, depth: number): string | undefined {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeText(value);
  if (typeof value === "bigint") return writeInteger("long", value, 63n)?.slice("long(".length, -1);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== "object" || depth >= deepest) return undefined;
  const isList = Array.isArray(value);
  const members = isList
    ? value.map((item: unknown) => writeJson(item, depth + 1))
    : Object.entries(value).map(([key, item]) => {
        const written = writeJson(item, depth + 1);
        return written === undefined ? undefined : `${writeText(key)}: ${written}`;
      });
  if (members.includes(undefined)) return undefined;
  return isList ? `[${members.join(", ")}]` : `{${members.join(", ")}}`;
}
