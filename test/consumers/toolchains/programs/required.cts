// The package in a CommonJS module that says `require` itself, as TypeScript before 5.8 wants it.

import defender = require("@huntgen/defender");
import events = require("@huntgen/defender/tables/DeviceEvents");

declare const console: { log(text: string): void };

const row: unknown = JSON.parse('{"DeviceName":"ws-3","ProcessId":"4711"}');
const result = events.DeviceEvents.validate(row);

console.log(
  JSON.stringify({
    issues: result.ok ? [] : result.issues.map(({ path }) => path),
    // The module that a subpath gives and the one that the index gives are the same.
    same: events.DeviceEvents === defender.DeviceEvents,
    events: defender.parseMessage('{"records":[]}').events.length,
  }),
);

function nameOf(event: defender.HuntingEventOf<"DeviceInfo">): string | null | undefined {
  // @ts-expect-error -- a misspelt column
  void event.properties.DeviceNmae;
  return event.properties.DeviceName;
}

// @ts-expect-error -- a table that is none
void defender.DeviceEvnts;

export = { nameOf };
