// Defines the patterns of text that only JSON Schemas need: the checks read these texts without one.

const twoDigits = "[0-9]{2}";
const commonDay =
  "(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))";
const year = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
const leapYear = `(?:${twoDigits}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)`;
const clock = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

export const datetimePattern = `^(?:${year}-${commonDay}|${leapYear}-02-29)T${clock}(?:\\.[0-9]{1,7})?Z$`;

export const int64Pattern = `^(?:0|-?(?:[1-9][0-9]{0,17}|${integersUpTo("9223372036854775807")})|-9223372036854775808)$`;

/** Alternatives that match the integers of as many digits as `limit` has, up to `limit`. */
function integersUpTo(limit: string): string {
  const smaller = [...limit].flatMap((digit, index) => {
    const lowest = index === 0 ? 1 : 0;
    const rest = limit.length - index - 1;
    const range = `[${lowest}-${Number(digit) - 1}]${rest > 0 ? `[0-9]{${rest}}` : ""}`;
    return Number(digit) > lowest ? [limit.slice(0, index) + range] : [];
  });
  return [...smaller, limit].join("|");
}
