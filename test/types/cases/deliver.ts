// Checks the types of deliveries: tables and columns narrow the events of each callback, and the context has
// the type of what is passed.

import { deliver, type DeliverOptions, type HuntingEvent, type HuntingEventOf } from "defender";
import type { Expect, Same } from "./exact.js";

const deadLetter = (): undefined => undefined;
declare const body: Uint8Array;

interface Offset {
  readonly partition: number;
}

export async function all(): Promise<void> {
  await deliver(body, {
    deadLetter,
    handlers: {
      DeviceInfo: (event, context) => {
        type Received = [Expect<Same<typeof event, HuntingEventOf<"DeviceInfo">>>];
        type Context = [Expect<Same<typeof context, undefined>>];
        return [] as unknown as [Received, Context];
      },
      _: (event) => {
        type Received = Expect<Same<typeof event, HuntingEvent>>;
        return [] as unknown as Received;
      },
      // @ts-expect-error no such table
      DeviceInf: () => undefined,
    },
  });
  await deliver([body, "text", null, undefined], {
    deadLetter: (letter) => {
      if (letter.kind === "message") return letter.error.position;
      return letter.kind === "record" ? letter.issues : letter.category;
    },
    events: (events) => {
      type Received = Expect<Same<typeof events, HuntingEvent[]>>;
      return [] as unknown as Received;
    },
  });
  // @ts-expect-error a body that is parsed
  await deliver({ records: [] }, { deadLetter, handlers: {} });
  // @ts-expect-error no `handlers` and no `events`
  await deliver(body, { deadLetter });
  // @ts-expect-error both `handlers` and `events`
  await deliver(body, { deadLetter, handlers: {}, events: () => undefined });
  // @ts-expect-error no `deadLetter`
  await deliver(body, { handlers: {} });
}

export async function chosen(): Promise<void> {
  await deliver(body, {
    tables: ["DeviceLogonEvents"],
    columns: { DeviceInfo: ["OSPlatform", "Timestamp"] },
    deadLetter,
    handlers: {
      DeviceLogonEvents: ({ properties }) => properties.LogonType,
      DeviceInfo: ({ properties }) => {
        // @ts-expect-error a column that was not chosen
        const name = properties.DeviceName;
        return [properties.OSPlatform, properties.Timestamp, name];
      },
      // @ts-expect-error a table that was not chosen
      UrlClickEvents: () => undefined,
    },
  });
  await deliver(body, {
    columns: { DeviceInfo: ["OSPlatform"] },
    deadLetter,
    events: (events) => {
      type Row = (typeof events)[number]["properties"];
      type Received = [
        Expect<Same<keyof Row, "OSPlatform">>,
        Expect<Same<(typeof events)[number]["category"], "AdvancedHunting-DeviceInfo">>,
      ];
      return [] as unknown as Received;
    },
  });
  // @ts-expect-error no such column
  await deliver(body, { columns: { DeviceInfo: ["OSPlatfrom"] }, deadLetter, handlers: {} });
}

export async function withContext(offset: Offset): Promise<void> {
  await deliver(
    body,
    {
      tables: ["DeviceInfo"],
      handlers: { DeviceInfo: (event, { partition }) => [event.properties.OSPlatform, partition] },
      deadLetter: (letter, { partition }) => [letter.kind, partition],
      // @ts-expect-error not a member of the context
      unknown: (record, { offset: missing }) => [record.category, missing],
    },
    offset,
  );
  const options: DeliverOptions<"DeviceInfo", {}, Offset> = {
    handlers: { _: (event, { partition }) => [event.properties.OSPlatform, partition] },
    deadLetter,
  };
  await deliver(body, options, offset);
  // @ts-expect-error the callbacks expect a context
  await deliver(body, options);
  // @ts-expect-error another context
  await deliver(body, options, { topic: "t" });
}
