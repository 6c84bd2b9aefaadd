// An event -> a key that is equal for the copies that the stream delivers, and for nothing else.

import type { StreamRecord } from "./envelope.ts";
import { sha256 } from "./sha256.ts";
import { canonicalText } from "./stringify.ts";

/**
 * The SHA-256, in hex, of the tenant, the category and the row, whatever the order of its keys.
 * `time` and the rest of the envelope are left out: a copy has fresh ones. No shorter hash, for
 * which a second row could be found: who drops duplicates must not drop an attacker's event.
 */
export function eventKey(event: StreamRecord<string, unknown>): string {
  return sha256(canonicalText([event.tenantId, event.category, event.properties]));
}
