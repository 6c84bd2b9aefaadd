// Compares the documentation with the table of encodings.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answerEncodings } from "../../generator/mapping/answer-encodings.ts";

test("docs/query-answers.md prints the table of encodings", () => {
  const titles = {
    stream: "Stream",
    graph: "Graph",
    defender: "Defender API",
    logAnalytics: "Log Analytics",
    adxV1: "ADX v1",
    adxV2: "ADX v2",
  };
  const rows = Object.keys(answerEncodings.stream).map((type) => [
    `\`${type}\``,
    ...Object.values(answerEncodings).map((channel) => {
      const encodings = Object.entries(channel).find(([name]) => name === type)?.[1];
      const also = encodings?.also.join(", ") ?? "";
      return [encodings?.seen, also === "" ? undefined : `also ${also}`]
        .filter((part) => part !== undefined)
        .join("; ");
    }),
  ]);
  const header = ["type", ...Object.keys(answerEncodings).map((key) => Reflect.get(titles, key))];
  const cells = [header, header.map(() => "---"), ...rows];
  const text = readFileSync(new URL("../../docs/query-answers.md", import.meta.url), "utf8");
  // prettier aligns the columns with spaces and dashes.
  const printed = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^-+$/, "---")),
    );
  expect(printed).toEqual(cells);
});
