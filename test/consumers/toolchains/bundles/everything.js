// Imports everything in the index.

import * as defender from "@huntgen/defender";

const used = Object.keys(defender).length > 66;
const { events } = defender.parseMessage('{"records":[]}');
console.log(JSON.stringify([used, events.length, Object.keys(defender.tables).length]));
