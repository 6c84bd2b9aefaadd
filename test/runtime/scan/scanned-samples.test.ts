// Counts what the scanner decides by itself: it is only worth having if usual records need no
// fallback.

import { expect, test } from "vitest";
import { tables } from "../../../generated/index.ts";
import { choose } from "../../../generator/runtime/records/choice.ts";
import { scan } from "../../../generator/runtime/scan/scan.ts";
import { sampleTexts } from "../../support/records.ts";

test("the scanner accepts every captured record, in a message and as lines", () => {
  const choice = choose(tables, {}, false);
  const request = { tables, choice, mode: "index", strict: false } as const;
  const asMessage = scan(`{"records":[${sampleTexts.join(",")}]}`, { ...request, form: "message" });
  const asLines = scan(sampleTexts.join("\r\n"), { ...request, form: "lines" });
  for (const scanned of [asMessage, asLines]) {
    const records = Array.from({ length: scanned?.count ?? 0 }, (_, record) => record);
    expect(records).toHaveLength(70);
    expect(records.filter((record) => scanned?.is(record, "event") !== true)).toEqual([]);
  }
});
