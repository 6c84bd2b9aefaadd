// The reader of all tables, by itself.

import { parseMessage } from "@huntgen/defender";

const { events, unknown } = parseMessage(
  '{"records":[{"category":"AdvancedHunting-DeviceInfo","properties":{}}]}',
);
console.log(JSON.stringify([events.length, unknown.length]));
