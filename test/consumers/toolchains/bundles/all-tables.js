// Imports only the reader of all tables.

import { parseMessage } from "@huntgen/defender";

const { events, unknown } = parseMessage(
  '{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":{}}]}',
);
console.log(JSON.stringify([events.length, unknown.length]));
