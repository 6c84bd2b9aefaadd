// Defines how each job of delivering is done with a build of the generated package.

import { encodeMessages } from "./altered-messages.ts";
import type { Read } from "./by-hand.ts";
import type { Defender } from "./defender.ts";
import type { Messages } from "./message-sets.ts";
import { decodeAndParse, type Group, readEvents, type Way } from "./way.ts";

const deadLetter = (): undefined => undefined;

type Deliver = NonNullable<Defender["deliver"]>;

export function deliver(messages: Messages): Group {
  const bodies = encodeMessages(messages);
  return {
    baselines: [decodeAndParse(bodies)],
    withBuild: ({ deliver: deliverBody, parseMessage }) => [
      { name: "parseMessage", read: readEvents(bodies, parseMessage) },
      ...(deliverBody === undefined ? [] : delivering(bodies, deliverBody)),
    ],
  };
}

function delivering(bodies: readonly Uint8Array[], deliverBody: Deliver): Way[] {
  const comparedWith = "parseMessage";
  const counting =
    (
      optionsOf: (add: (events: number) => void) => Omit<Parameters<Deliver>[1], "deadLetter">,
    ): Read =>
    async () => {
      let count = 0;
      const options = optionsOf((events) => (count += events));
      for (const body of bodies) await deliverBody(body, { ...options, deadLetter });
      return count;
    };
  return [
    {
      name: "deliverEach",
      comparedWith,
      read: counting((add) => ({ handlers: { _: () => add(1) } })),
    },
    {
      name: "deliverAsync",
      comparedWith,
      read: counting((add) => ({ handlers: { _: async () => add(1) } })),
    },
    {
      name: "deliverEvents",
      comparedWith,
      read: counting((add) => ({ events: ({ length }) => add(length) })),
    },
  ];
}
