// Imports one table from the index.

import { DeviceEvents } from "@huntgen/defender";

console.log(
  JSON.stringify([DeviceEvents.is({ ProcessId: 1 }), DeviceEvents.is({ ProcessId: "1" })]),
);
