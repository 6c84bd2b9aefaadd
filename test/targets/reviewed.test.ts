// Compares the scripts for a small model with those that were reviewed, so that every change of a script is
// visible. The engines judge in `test/consumers/`. This command updates the reviewed scripts:
// `UPDATE_GOLDEN=1 npx vitest run test/targets/reviewed.test.ts`

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtInEmitters } from "../../generator/targets/built-in.ts";
import { modelOf, scalars } from "../support/emit-models.ts";

const folder = new URL("reviewed/", import.meta.url);

const model = modelOf({
  DeviceEvents: [
    ["Timestamp", "datetime"],
    ["DeviceId", "string"],
    ["StreamTime", "string"],
    ...scalars.map((type) => [`The ${type}/~'"`, type] as const),
  ],
  "Other Events": [
    ["MachineGroup", "string"],
    ["deviceid", "guid"],
  ],
  "other events": [["x", "long"]],
});

test.each(Object.keys(builtInEmitters))(
  "the scripts of %s are those that were reviewed",
  async (name) => {
    const emit = await builtInEmitters[name]?.();
    for (const { path, text } of (await emit?.(model, {})) ?? []) {
      const file = new URL(`${name}-${path}`, folder);
      if (process.env["UPDATE_GOLDEN"] === "1") {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, text);
      }
      expect(text).toBe(readFileSync(file, "utf8"));
    }
  },
);
