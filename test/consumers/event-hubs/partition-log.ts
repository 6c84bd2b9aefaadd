// Keeps the messages of one partition. An appended message gets a sequence number, an offset and a
// time, and an AMQP filter selects the first message to read.

import type { message as codec } from "rhea";

type Message = ReturnType<typeof codec.decode>;

export interface StoredMessage {
  readonly sequence: number;
  readonly offset: number;
  readonly enqueued: number;
  /** The message as the producer sent it, decoded. */
  readonly message: Message;
}

export interface PartitionLog {
  readonly id: string;
  readonly messages: StoredMessage[];
}

export function append(log: PartitionLog, message: Message): void {
  const sequence = log.messages.length;
  // Offsets of the service are not sequence numbers, so code that confuses them must fail.
  log.messages.push({ sequence, offset: sequence * 100 + 7, enqueued: Date.now(), message });
}

const filterText =
  /^amqp\.annotation\.x-opt-(offset|sequence-number|enqueued-time) (>=?) '([^']*)'$/;

/** Returns the index of the first message that matches a filter. */
export function findStart({ messages }: PartitionLog, filter: string): number {
  const [, field, comparison, value] = filterText.exec(filter) ?? [];
  if (field === undefined || value === undefined) throw new Error(`no such filter: ${filter}`);
  if (value === "@latest") return messages.length;
  const limit = Number(value);
  const passes = ({ sequence, offset, enqueued }: StoredMessage): boolean => {
    const found = { offset, "sequence-number": sequence, "enqueued-time": enqueued }[field] ?? -1;
    return comparison === ">=" ? found >= limit : found > limit;
  };
  const index = messages.findIndex(passes);
  return index < 0 ? messages.length : index;
}
