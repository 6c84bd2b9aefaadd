// Creates the bodies that every runtime reads: messages as text or bytes, and lines in chunks of
// bytes.

import { captured } from "./captured.js";

const encoder = new TextEncoder();

/** Writes a record as text, so that its numbers keep the digits that are written here. */
function record(table, row, rest = "") {
  return `{"time":"2026-03-05T04:14:21.4185296Z","tenantId":"t","category":"AdvancedHunting-${table}","properties":${row}${rest}}`;
}

function message(...records) {
  return `{"records":[${records.join(",")}]}`;
}

const long = "639199803770463703";

const integers = message(
  record("DeviceInfo", `{"ReportId":${long},"OSBuild":9007199254740991}`),
  record("DeviceInfo", '{"ReportId":9007199254740992,"OSBuild":-9007199254740993}'),
  record("DeviceInfo", '{"ReportId":9223372036854775807,"OSBuild":-9223372036854775808}'),
  record("DeviceInfo", '{"ReportId":9223372036854775808,"OSBuild":-9223372036854775809}'),
  record("DeviceInfo", '{"ReportId":1e3,"OSBuild":1.5}'),
  record("DeviceInfo", '{"ReportId":-0,"OSBuild":1e400}'),
  record("DeviceInfo", `{"DeviceName":${long},"NewColumn":${long}}`),
  record("CloudAppEvents", `{"ApplicationId":2147483648,"AppInstanceId":${long}}`),
  record("CloudAppEvents", `{"RawEventData":{"a":[${long},{"b":-${long}}],"c":0.1,"d":1E-7}}`),
  record("NewTable", `{"ReportId":${long}}`),
  record("DeviceInfo", '{"ReportId":1}', `,"sequence":${long}`),
);

const escapes = message(
  record("DeviceInfo", String.raw`{"Device\u004eame":"ws","OSPlatform":"\"\\\/\b\f\n\r\t\u0000"}`),
  record(
    "DeviceInfo",
    String.raw`{"DeviceName":"\ud83d\ude00 \ud83d \u00e4\u20ac","Site":"\u2028"}`,
  ),
  record("DeviceInfo", '{"DeviceName":"ä€😀\u2028\uFEFF","Vendor":"日本","__proto__":"x"}'),
  record(
    "CloudAppEvents",
    String.raw`{"AdditionalFields":{"\u0061":"\"category\":\"","\u00e4":[""]}}`,
  ),
  String.raw`{"categor\u0079":"AdvancedHunting-DeviceInfo","properties":{"DeviceName":"ws"}}`,
  String.raw`{"category":"AdvancedHunting-DeviceInf\u006f","properties":{"DeviceName":"ws"}}`,
);

const rejected = message(
  record("DeviceInfo", '{"DeviceName":5,"ReportId":"5","IsExcluded":"true","Timestamp":"today"}'),
  record("DeviceInfo", "null"),
  record("DeviceInfo", "[]"),
  record("DeviceInfo", '{"DeviceName":{},"NewColumn":[]}'),
  '{"category":"AdvancedHunting-DeviceInfo"}',
  '{"category":"Other","properties":{}}',
  '{"category":null,"properties":{}}',
  "{}",
  "null",
  "5",
  '"text"',
  "[1]",
  record("DeviceInfo", '{"DeviceName":"valid","ReportId":null}'),
);

const unknown = message(
  record("NewTable", '{"A":1,"B":"x"}'),
  record("NewTable", "null"),
  record("__proto__", '{"A":1}'),
  record("", "{}"),
  record("DeviceLogonEvents", '{"LogonType":"Network","NewColumn":true,"Other":1.5}'),
);

const duplicates = message(
  record(
    "DeviceInfo",
    '{"DeviceName":"first","DeviceName":"last","ReportId":"wrong","ReportId":2}',
  ),
  record("DeviceInfo", '{"DeviceName":"x"}', ',"properties":{"DeviceName":"y"}'),
  record("DeviceInfo", '{"DeviceName":"x"}', ',"category":"AdvancedHunting-AlertInfo"'),
);

function nested(depth) {
  const value = "[".repeat(depth) + "]".repeat(depth);
  return message(
    record("CloudAppEvents", `{"RawEventData":${value}}`),
    record("DeviceInfo", `{"NewColumn":${value}}`),
    record("NewTable", `{"A":${value}}`),
  );
}

/** A message of bytes that are not all UTF-8. */
function withBytes(...bytes) {
  const [before, after] = message(record("DeviceInfo", '{"DeviceName":"|"}')).split("|");
  return Uint8Array.from([...encoder.encode(before), ...bytes, ...encoder.encode(after)]);
}

const manyRecords = Array.from({ length: 300 }, (_, index) => captured[index % captured.length]);

/** Messages that are read as text and as bytes. */
export const texts = {
  captured: message(...captured),
  spaced: JSON.stringify(JSON.parse(message(captured[0], captured[1])), null, 2),
  many: message(...manyRecords),
  integers,
  escapes,
  rejected,
  unknown,
  duplicates,
  "62 levels": nested(62),
  "1000 levels": nested(1000),
  "byte order mark": `\uFEFF${unknown}`,
  "no records": '{"records":[]}',
  "records twice": '{"records":[1],"records":[2]}',
  "records by an escape": String.raw`{"\u0072ecords":[{"category":"AdvancedHunting-A"}]}`,
  "records that are an object": '{"records":{}}',
  "an array": "[]",
  "an open string": '{"records":["',
  "a comma too many": '{"records":[1,]}',
  "a control character": '{"records":["\n"]}',
  "a wrong escape": String.raw`{"records":["\x"]}`,
  "a leading zero": '{"records":[01]}',
  "text behind the message": '{"records":[]} x',
  "non-ASCII outside of a string": '{"records":[ä]}',
  empty: "",
  blank: " \n",
};

/** Messages that are only text, or only bytes. */
export const others = {
  "half of a surrogate pair": message(record("DeviceInfo", '{"DeviceName":"\uD83D"}')),
  "a byte that never occurs": withBytes(0xff),
  "a character in three bytes that has two": withBytes(0xe0, 0x80, 0x80),
  "a surrogate": withBytes(0xed, 0xa0, 0x80),
  "half of a character": withBytes(0xe2, 0x82),
  "beyond the last character": withBytes(0xf4, 0x90, 0x80, 0x80),
  "a view of a larger buffer": encoder.encode(`x${unknown}x`).subarray(1, unknown.length + 1),
};

const lineTexts = [
  ...captured,
  "",
  "  ",
  "not JSON",
  record("DeviceInfo", `{"ReportId":${long}}`),
  `${record("DeviceInfo", '{"DeviceName":"ä"}')}\r`,
  ` ${record("NewTable", "{}")} `,
  record("DeviceInfo", '{"DeviceName":5}'),
  `${record("DeviceInfo", "{}")} ${record("DeviceInfo", "{}")}`,
];

const lineBytes = Uint8Array.from([
  ...encoder.encode(`${lineTexts.join("\n")}\n`),
  ...withBytes(0xff),
  10,
  ...encoder.encode(captured[0]),
]);

/** Returns the lines in chunks of a size. */
export function chunksOfLines(size) {
  const chunks = [];
  for (let at = 0; at < lineBytes.length; at += size) chunks.push(lineBytes.slice(at, at + size));
  return chunks;
}
