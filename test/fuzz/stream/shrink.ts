// Shrinks a body while it still shows a difference: removes slices, then simplifies what is left.

import type { Body } from "./line-source.ts";

/** Whether a body still has the difference of the original one. */
export type StillFails = (body: Body) => Promise<boolean>;

export interface ShrinkLimits {
  /** The most bodies to try. */
  readonly tries: number;
  readonly milliseconds: number;
}

const structure = /[{}[\]:,"\n]/;

export async function shrink(
  body: Body,
  stillFails: StillFails,
  limits: ShrinkLimits = { tries: 200_000, milliseconds: 60_000 },
): Promise<Body> {
  const deadline = Date.now() + limits.milliseconds;
  let left = limits.tries;
  let best = body;

  async function attempt(candidate: Body): Promise<boolean> {
    if (left <= 0 || Date.now() > deadline) return false;
    left -= 1;
    if (!(await stillFails(candidate))) return false;
    best = candidate;
    return true;
  }

  /** Removes slices of one length, from the end, since what follows a slice moves. */
  async function removeSlices(length: number): Promise<void> {
    for (let start = best.length - length; start >= 0;) {
      const removed = await attempt(splice(best, start, start + length));
      start -= removed ? length : Math.max(1, length >> 1);
    }
  }

  /** Removes what is between two structural characters, long slices first. */
  async function removeBetween(): Promise<void> {
    for (let first = 0; first < cutsOf(best).length; first++) {
      for (let last = cutsOf(best).length - 1; last > first; last--) {
        const cuts = cutsOf(best);
        const [start, end] = [cuts[first], cuts[last]];
        if (start === undefined || end === undefined) continue;
        await attempt(splice(best, start, end));
      }
    }
  }

  /** Replaces an object or array by one that it contains. */
  async function unwrap(): Promise<void> {
    for (const [start, end] of containersOf(best)) {
      for (const [innerStart, innerEnd] of containersOf(best)) {
        const isInside = innerStart > start && innerEnd < end;
        if (!isInside) continue;
        const inner = best.slice(innerStart, innerEnd);
        // The positions that were found before have moved.
        if (await attempt(splice(best, start, end, inner))) return;
      }
    }
  }

  async function simplify(): Promise<void> {
    for (let at = 0; at < best.length; at++) {
      for (const simple of simplerUnits(best, at)) {
        if (await attempt(splice(best, at, at + 1, simple))) break;
      }
    }
  }

  let before: number;
  do {
    before = best.length;
    for (let length = best.length >> 1; length > 0; length >>= 1) await removeSlices(length);
    // A long body has too many pairs to try all of them.
    if (cutsOf(best).length < 400) await removeBetween();
    await unwrap();
  } while (best.length < before);
  await simplify();
  return best;
}

/** Returns positions right before and right after structural characters, and both ends. */
function cutsOf(body: Body): number[] {
  const cuts = new Set([0, body.length]);
  for (let at = 0; at < body.length; at++) {
    if (structure.test(unitAt(body, at))) cuts.add(at).add(at + 1);
  }
  return [...cuts].toSorted((a, b) => a - b);
}

/** Returns starts and ends of objects and arrays, the outermost first. */
function containersOf(body: Body): (readonly [start: number, end: number])[] {
  const open: number[] = [];
  const found: (readonly [number, number])[] = [];
  for (let at = 0; at < body.length; at++) {
    const unit = unitAt(body, at);
    if (unit === "{" || unit === "[") open.push(at);
    const start = unit === "}" || unit === "]" ? open.pop() : undefined;
    if (start !== undefined) found.push([start, at + 1]);
  }
  return found.toSorted(([a], [b]) => a - b).slice(0, 100);
}

function unitAt(body: Body, at: number): string {
  return typeof body === "string" ? body.charAt(at) : String.fromCharCode(body[at] ?? 0);
}

/** Returns characters that may replace another one: a plain one of its kind. */
function simplerUnits(body: Body, at: number): string[] {
  const unit = unitAt(body, at);
  if (/[1-9]/.test(unit)) return ["0", "1"].filter((simple) => simple !== unit);
  if (/[a-zA-Z]/.test(unit)) return unit === "a" ? [] : ["a"];
  if (/\s/.test(unit)) return unit === " " ? [] : [" "];
  return unit > "~" || unit < " " ? ["a"] : [];
}

/** Replaces a slice by something of the same kind, or by characters. */
function splice(body: Body, start: number, end: number, inserted: Body = ""): Body {
  if (typeof body === "string") return body.slice(0, start) + String(inserted) + body.slice(end);
  return new Uint8Array(
    Buffer.concat([body.subarray(0, start), Buffer.from(inserted), body.subarray(end)]),
  );
}
