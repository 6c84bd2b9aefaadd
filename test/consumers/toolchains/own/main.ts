// Uses a project's own generated tree, without a build.

import { DeviceEvents, parseMessage, stringify } from "./generated/index.ts";

const batch = parseMessage(
  '{"records":[{"time":"","tenantId":"","category":"AdvancedHunting-DeviceEvents","properties":{"ReportId":9007199254740993}}]}',
);
const [event] = batch.events;
console.log(
  JSON.stringify([
    event === undefined ? "none" : stringify(event.properties),
    DeviceEvents.is({ ProcessId: "" }),
  ]),
);
