// Checks who has the turn: a run that shows signs of life keeps it, and a silent one loses it.

import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { HuntgenError } from "../../generator/problems.ts";
import {
  awaitFreeTurn,
  findAbandonedTurn,
  takeTurn,
  type Turn,
} from "../../generator/replace/turn.ts";
import { writeProblem } from "../../generator/replace/write-problem.ts";
import { type Fault, withFault } from "../support/fs-faults.ts";
import { createDirectory } from "./trees.ts";

const nothing = (): void => undefined;

test("a holder that shows signs of life keeps the turn for longer than others are patient", async () => {
  const directory = { root: createDirectory(), shown: "out" };
  const turn = await takeTurn(directory, nothing);
  let isOver = false;
  const waiting = findAbandonedTurn(directory, { patience: 1200 }).then((token) => {
    isOver = true;
    return token;
  });
  for (let round = 0; round < 40; round += 1) {
    turn.beat();
    await wait(50);
  }
  expect(isOver).toBe(false);
  turn.end();
  expect(await waiting).toBeUndefined();
});

test("another run waits for the holder, reports it once, and takes over when the holder is silent", async () => {
  const directory = { root: createDirectory(), shown: "out" };
  const turn = await takeTurn(directory, nothing);
  let [waits, recoveries] = [0, 0];
  const started = performance.now();
  const recover = (abandoned: Turn): void => {
    recoveries += 1;
    abandoned.end();
  };
  await awaitFreeTurn(directory, recover, { patience: 900, onWait: () => (waits += 1) });
  expect(performance.now() - started).toBeGreaterThan(800);
  expect([waits, recoveries]).toEqual([1, 1]);
  expect(turn.isLost()).toBe(true);
  expect(turn.end()).toBeUndefined();
});

test.each([
  ["ENOSPC", "the disk is full; free space, then run again (ENOSPC)"],
  ["EWEIRD", "what the system said"],
])("an error %s of the system becomes a problem with a reason", (code, reason) => {
  const error = Object.assign(new Error("what the system said"), { syscall: "open", code });
  const problem = writeProblem({ root: "/x", shown: "out" }, error);
  expect(problem).toBeInstanceOf(HuntgenError);
  expect(String(problem)).toContain(`cannot be written, nothing was changed: ${reason} [`);
});

test.each(["EDQUOT", "EIO", "ENOSPC", "EROFS", "EACCES"])(
  "a sign of life that fails with %s does not stop a run, unless the directory is not writable",
  async (code) => {
    const turn = await takeTurn({ root: createDirectory(), shown: "out" }, nothing);
    const fault: Fault = {
      before(_step, name, [file]) {
        if (name !== "writeFileSync" || !String(file).endsWith("beat")) return;
        throw Object.assign(new Error(code), { syscall: "write", code });
      },
    };
    const outcome = await withFault(fault, async () => turn.beat()).then(
      () => "ignored",
      () => "thrown",
    );
    expect(outcome).toBe(code === "EACCES" ? "thrown" : "ignored");
  },
);
