// Loads the package in a CommonJS module that calls `require` itself, as TypeScript before 5.8
// requires.

import defender = require("@huntgen/defender");
import events = require("@huntgen/defender/tables/DeviceEvents");

declare const console: { log(text: string): void };

const row: unknown = JSON.parse('{"DeviceName":"ws-3","ProcessId":"4711"}');
const result = events.DeviceEvents.validate(row);

console.log(
  JSON.stringify({
    issues: result.ok ? [] : result.issues.map(({ path }) => path),
    // The module from a subpath and the one from the index are the same.
    same: events.DeviceEvents === defender.DeviceEvents,
    events: defender.parseMessage('{"records":[]}').events.length,
  }),
);

function nameOf(event: defender.HuntingEventOf<"DeviceInfo">): string | null | undefined {
  // @ts-expect-error -- a misspelt column
  void event.properties.DeviceNmae;
  return event.properties.DeviceName;
}

// @ts-expect-error -- not a table
void defender.DeviceEvnts;

export = { nameOf };
