// Defines how each group of jobs is done with a build of the generated package.

import {
  encodeMessages,
  encodePretty,
  keepOneOfTwenty,
  renameEveryTable,
  spoilEveryRow,
} from "./altered-messages.ts";
import { parseTexts, triageByHand } from "./by-hand.ts";
import type { GroupName, JobName } from "./jobs.ts";
import { deliver } from "./delivering-ways.ts";
import { joinRecords } from "./message-sets.ts";
import { columns, forward, lines } from "./partial-ways.ts";
import { contenders } from "./peers.ts";
import { decodeAndParse, type Group, type GroupMaker, readEach, readEvents } from "./way.ts";

const chosenTable = "DeviceLogonEvents";

export const groupMakers: Readonly<Record<GroupName, GroupMaker>> = {
  forward,
  columns,
  lines,
  whole(messages) {
    const bodies = encodeMessages(messages);
    const texts = messages.map(joinRecords);
    return {
      baselines: [decodeAndParse(bodies), { name: "parseText", read: parseTexts(texts) }],
      withBuild({ createDriftCollector, parseMessage }) {
        const drift = createDriftCollector();
        return [
          { name: "all", comparedWith: "parseBytes", read: readEvents(bodies, parseMessage) },
          { name: "drift", comparedWith: "all", read: readEvents(bodies, parseMessage, { drift }) },
          { name: "text", comparedWith: "parseText", read: readEvents(texts, parseMessage) },
        ];
      },
    };
  },
  deliver,
  oneTable(messages) {
    const kept = keepOneOfTwenty(messages, chosenTable);
    const bodies = encodeMessages(kept);
    const expected = kept.reduce((sum, records) => sum + Math.ceil(records.length / 20), 0);
    const options = { tables: [chosenTable] };
    return {
      baselines: [{ ...decodeAndParse(bodies), expected: kept.flat().length }],
      withBuild: ({ parseMessage }) => [
        {
          name: "oneTable",
          comparedWith: "parseBytes",
          expected,
          read: readEvents(bodies, parseMessage, options),
        },
      ],
    };
  },
  rejected(messages, tables) {
    const bodies = encodeMessages(spoilEveryRow(messages, tables));
    return {
      baselines: [decodeAndParse(bodies)],
      withBuild: ({ parseMessage }) => [
        {
          name: "rejected",
          comparedWith: "parseBytes",
          read: readEach(bodies, (body) => parseMessage(body).rejected.length),
        },
      ],
    };
  },
  unknown(messages) {
    const bodies = encodeMessages(renameEveryTable(messages));
    return {
      baselines: [decodeAndParse(bodies)],
      withBuild: ({ parseMessage }) => [
        {
          name: "unknown",
          comparedWith: "parseBytes",
          read: readEach(bodies, (body) => parseMessage(body).unknown.length),
        },
      ],
    };
  },
  pretty(messages) {
    const bodies = encodePretty(messages);
    return {
      baselines: [decodeAndParse(bodies)],
      withBuild: ({ parseMessage }) => [
        { name: "pretty", comparedWith: "parseBytes", read: readEvents(bodies, parseMessage) },
      ],
    };
  },
  keys: (messages) => makeKeys("eventKey", encodeMessages(messages)),
  keysWithoutHash: (messages) => makeKeys("eventKeyWithoutHash", encodeMessages(messages)),
  ajv: byHand("ajv", "Ajv, fast formats"),
  typebox: byHand("typebox", "TypeBox"),
  zod: byHand("zod", "zod"),
  valibot: byHand("valibot", "valibot"),
};

function byHand(name: JobName, peer: string): GroupMaker {
  return (messages, tables) => {
    const bodies = encodeMessages(messages);
    const contender = contenders.find((each) => each.name === peer);
    if (contender === undefined) throw new Error(`no contender ${peer}`);
    const read = triageByHand(bodies, contender, tables);
    return {
      baselines: [decodeAndParse(bodies), { name, comparedWith: "parseBytes", read }],
      withBuild: () => [],
      // V8 takes long to optimize the code that zod generates for 66 tables.
      secondsToWarmUp: 3,
    };
  };
}

/** Events are parsed again for each round, because V8 must not know the texts of their rows yet. */
function makeKeys(name: JobName, bodies: readonly Uint8Array[]): Group {
  return {
    baselines: [decodeAndParse(bodies)],
    withBuild({ eventKey, parseMessage }) {
      let events: readonly object[] = [];
      return [
        {
          name,
          comparedWith: "parseBytes",
          prepare() {
            events = bodies.flatMap((body) => parseMessage(body).events);
          },
          read() {
            const keys = events.map(eventKey);
            events = [];
            return keys.length;
          },
        },
      ];
    },
  };
}
