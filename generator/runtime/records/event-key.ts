// Computes a key that is equal for the copies of an event and differs for different events.

import { canonicalText } from "../json/canonical-text.ts";
import type { StreamRecord } from "./envelope.ts";
import { sha256 } from "../sha256/sha256.ts";

/**
 * Returns the SHA-256, in hex, of the canonical JSON text of `[tenantId, category, properties]`. The
 * order of keys does not matter. `time` and the rest of the envelope are excluded, because they differ
 * between copies. The hash is cryptographic so that an attacker cannot construct a second row with the
 * key of the first, which would then be dropped as a duplicate.
 */
export function eventKey(event: StreamRecord<string, unknown>): string {
  return sha256(canonicalText([event.tenantId, event.category, event.properties]));
}
