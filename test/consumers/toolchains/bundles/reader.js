// Creates a reader of two tables.

import { createReader, DeviceInfo, DeviceLogonEvents } from "@huntgen/defender";

const categories = ["AdvancedHunting-DeviceInfo", "AdvancedHunting-DeviceEvents"];
const records = categories.map((category) => ({ category, properties: {} }));
const reader = createReader([DeviceInfo, DeviceLogonEvents]);
const { events, skipped } = reader.parseMessage(JSON.stringify({ records }));
console.log(JSON.stringify([events.length, skipped]));
