// Checks the input and output types of a message schema, as libraries for Standard Schema see them.

import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";
import {
  type Batch,
  createMessageSchema,
  DeviceInfo,
  DeviceLogonEvents,
  type HuntingEvent,
  type HuntingEventOf,
  type MessageBody,
  type MessageSchema,
  messageSchema,
} from "defender";
import type { Expect, Same } from "./exact.js";

export const standard: StandardSchemaV1<MessageBody, Batch<HuntingEvent>> = messageSchema;
export const standardJson: StandardJSONSchemaV1<MessageBody, Batch<HuntingEvent>> = messageSchema;

const chosen = createMessageSchema([DeviceInfo, DeviceLogonEvents]);
type Chosen = HuntingEventOf<"DeviceInfo"> | HuntingEventOf<"DeviceLogonEvents">;
type ChosenOutput = StandardSchemaV1.InferOutput<typeof chosen>["events"][number];

export type Inferred = [
  Expect<Same<typeof messageSchema, MessageSchema<HuntingEvent>>>,
  Expect<Same<StandardSchemaV1.InferInput<typeof messageSchema>, MessageBody>>,
  Expect<Same<StandardSchemaV1.InferOutput<typeof messageSchema>, Batch<HuntingEvent>>>,
  Expect<Same<StandardJSONSchemaV1.InferOutput<typeof messageSchema>, Batch<HuntingEvent>>>,
  Expect<Same<ChosenOutput["category"], Chosen["category"]>>,
];

export async function readChosen(body: string): Promise<string | null | undefined> {
  const result = await chosen["~standard"].validate(body);
  if (result.issues) return result.issues[0]?.message;
  for (const event of result.value.events) {
    if (event.category === "AdvancedHunting-DeviceInfo") return event.properties.OSPlatform;
    // @ts-expect-error the other table has no such column
    void event.properties.OSPlatform;
  }
  // @ts-expect-error a table that is not read
  return result.value.events.find(({ category }) => category === "AdvancedHunting-AlertInfo");
}
