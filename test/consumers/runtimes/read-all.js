// Reads the same bodies in every way, with every choice of options.

import {
  createDriftCollector,
  createReader,
  DeviceInfo,
  eventKey,
  forwardLines,
  forwardMessage,
  parseLines,
  parseMessage,
  recordKey,
} from "@huntgen/defender";
import { chunksOfLines, others, texts } from "./bodies.js";

const choices = {
  everything: {},
  tables: { tables: ["DeviceInfo", "CloudAppEvents"] },
  columns: {
    columns: { DeviceInfo: ["DeviceName", "ReportId"], CloudAppEvents: ["RawEventData"] },
  },
  drift: { drift: true },
  strict: { unknownColumns: "reject" },
  all: {
    tables: ["AlertEvidence"],
    columns: { DeviceInfo: ["ReportId"] },
    drift: true,
    unknownColumns: "reject",
  },
};

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const readDevices = createReader([DeviceInfo]);

const waysOfMessages = {
  parse: (body, options) => describeBatch(parseMessage(body, options)),
  forward: (body, options) => describeForwarded(forwardMessage(body, options)),
  reader: (body, { drift, unknownColumns }) =>
    describeBatch(readDevices.parseMessage(body, { drift, unknownColumns })),
};

/** Returns a digest of each result, by the names of way, body and choice. */
export async function readAll() {
  const results = {};
  for (const [choice, { drift, ...options }] of Object.entries(choices)) {
    const run = async (name, read) => {
      const collector = drift === true ? createDriftCollector() : undefined;
      const found = await describeOutcome(() => read({ ...options, drift: collector }));
      results[`${name}, ${choice}`] = await digest([found, collector?.report()]);
    };
    for (const [name, body] of bodies()) {
      for (const [way, read] of Object.entries(waysOfMessages)) {
        await run(`${way} ${name}`, (given) => read(body, given));
      }
    }
    for (const size of [1000, 2 ** 20]) {
      await run(`parse lines in chunks of ${size}`, (given) =>
        collect(parseLines(chunksOfLines(size), { ...given, batchSize: 20 }), describeBatch),
      );
      await run(`forward lines in chunks of ${size}`, (given) =>
        collect(forwardLines(chunksOfLines(size), given), describeForwarded),
      );
    }
  }
  const parsed = parseMessage(JSON.parse(texts.integers));
  results["parse an object"] = await digest(describeBatch(parsed));
  return results;
}

function* bodies() {
  for (const [name, text] of Object.entries(texts)) {
    yield [`text ${name}`, text];
    yield [`bytes ${name}`, encoder.encode(text)];
  }
  yield* Object.entries(others);
}

async function describeOutcome(read) {
  try {
    return await read();
  } catch (error) {
    return { error: error.name, message: error.message, position: error.position };
  }
}

async function collect(batches, describe) {
  const described = [];
  for await (const batch of batches) described.push(describe(batch));
  return described;
}

function describeBatch({ events, ...rest }) {
  return { events, keys: events.map(eventKey), ...rest };
}

function describeForwarded({ tables, ...rest }) {
  const described = [...tables].map(([name, { records, ndjson }]) => ({
    name,
    ndjson: decoder.decode(ndjson),
    records: records.map((record) => ({
      event: record.event,
      hasLineBreak: record.hasLineBreak,
      key: recordKey(record),
      tenantId: decoder.decode(record.member("tenantId")),
    })),
  }));
  return { tables: described, ...rest };
}

/** Returns the SHA-256 of a value's JSON, with words for values that JSON does not have. */
async function digest(value) {
  const text = JSON.stringify(value, (_key, member) => {
    if (typeof member === "bigint") return `bigint ${member}`;
    if (typeof member === "number" && !Number.isFinite(member)) return `number ${member}`;
    if (Object.is(member, -0)) return "number -0";
    if (member instanceof Uint8Array) return `bytes ${[...member].join(" ")}`;
    return member === undefined ? "undefined" : member;
  });
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
