// Writes a dead letter as a line of JSON.

import { stringify } from "@huntgen/defender";
import type { DeadLetter, FunctionContext } from "@huntgen/defender/functions";

export function describeLetter(
  letter: DeadLetter,
  { partitionId, sequenceNumber }: FunctionContext,
): string {
  return stringify({ partitionId, sequenceNumber, kind: letter.kind, ...contentOf(letter) });
}

function contentOf(letter: DeadLetter): object {
  switch (letter.kind) {
    case "message": {
      const base64 =
        letter.body instanceof Uint8Array ? Buffer.from(letter.body).toString("base64") : null;
      return { reason: letter.error.message, base64 };
    }
    case "record": {
      const reason = letter.issues.map(({ message }) => message).join("; ");
      return { index: letter.index, reason, record: letter.record };
    }
    case "unknown":
      return {
        index: letter.index,
        reason: "a table that the schema does not have",
        record: letter.record,
      };
  }
}
