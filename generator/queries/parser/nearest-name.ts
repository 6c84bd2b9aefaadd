// Finds the known name that an unknown name probably means.

import { distance } from "fastest-levenshtein";

/** Returns the closest name; undefined if no name is close. Letter case does not matter. */
export function nearestName(unknown: string, known: readonly string[]): string | undefined {
  const lower = unknown.toLowerCase();
  const most = Math.max(1, Math.floor(unknown.length / 4));
  let nearest: string | undefined;
  let least = most + 1;
  for (const name of known) {
    if (name === unknown || Math.abs(name.length - unknown.length) > most) continue;
    const steps = distance(lower, name.toLowerCase());
    if (steps < least) [nearest, least] = [name, steps];
  }
  return nearest;
}
