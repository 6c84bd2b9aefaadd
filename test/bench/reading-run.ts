// Measures one group of jobs on one set of messages, and prints the ratios. Each group has its own
// process, so that it is not affected by what V8 learned from another group.

import { parseArgs } from "node:util";
import { loadBase, loadDefender } from "./defender.ts";
import { isGroupName } from "./jobs.ts";
import { measure } from "./measuring.ts";
import { makeSet, setNames } from "./message-sets.ts";
import { groupMakers } from "./reading-ways.ts";

const { values } = parseArgs({
  options: {
    group: { type: "string", default: "" },
    set: { type: "string", default: "" },
    base: { type: "string" },
    seconds: { type: "string", default: "" },
  },
});
const set = setNames.find((name) => name === values.set);
if (set === undefined) throw new Error(`no set ${values.set}`);
if (!isGroupName(values.group)) throw new Error(`no group ${values.group}`);
// The package finds `crypto.hash` with `process.getBuiltinModule`, which is removed before it is loaded.
if (values.group === "keysWithoutHash" && !Reflect.deleteProperty(process, "getBuiltinModule")) {
  throw new Error("process.getBuiltinModule cannot be removed");
}

const defender = await loadDefender();
const tables = Object.values(defender.tables);
const messages = makeSet(set, tables);
const group = groupMakers[values.group](messages, tables);
const base = values.base === undefined ? [] : group.withBuild(await loadBase(values.base));
const ways = [
  ...group.baselines.map((way) => ({ ...way, build: "baseline" as const })),
  ...group.withBuild(defender).map((way) => ({ ...way, build: "current" as const })),
  ...base.map((way) => ({ ...way, build: "base" as const })),
];
const report = await measure(ways, messages.flat().length, {
  toWarmUp: group.secondsToWarmUp ?? 1,
  toMeasure: Number(values.seconds),
});
process.stdout.write(JSON.stringify(report));
