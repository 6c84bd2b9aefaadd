// Draws a project with files of any content, and a command that reads them.

import { random, type Random } from "../../support/random-rows.ts";
import { drawBytes } from "./draw-bytes.ts";

export interface FileCase {
  readonly words: readonly string[];
  readonly files: Readonly<Record<string, string | Buffer>>;
}

const good = "ColumnName,ColumnType\nId,long\nName,string\n";
const names = [
  "T.csv",
  "T.tsv",
  "T.txt",
  "T.json",
  "T",
  "query_data.csv",
  "AlertInfo.json",
  "T (1).csv",
];

/** Draws the case of a number. Each command has its share, by how long it takes. */
export function drawCase(seed: number, number: number): FileCase {
  const source = random(seed * 1_000_003 + number);
  const draw = source.pick([add, add, add, validate, validate, diff, diff, diff, generate]);
  return draw(source);
}

function add(source: Random): FileCase {
  const [first, second] = [source.pick(names), source.pick(names)];
  const flags = [
    "--yes",
    ...(source.chance(0.3) ? ["--merge"] : []),
    // Without it, most exports are refused, since huntgen does not know their table.
    ...(source.chance(0.8) ? ["--new-table"] : []),
  ];
  const table = source.chance(0.3) ? ["--table", "T"] : [];
  return {
    words: ["add", ...new Set([`in/${first}`, `in/${second}`]), ...flags, ...table],
    files: {
      [`in/${first}`]: drawBytes(source, "export"),
      [`in/${second}`]: drawBytes(source, "export"),
      ...source.pick([
        {},
        { "input-schemas/T.csv": good },
        { "input-schemas/T.csv": drawBytes(source, "export") },
      ]),
    },
  };
}

function generate(source: Random): FileCase {
  // Good exports take a hundred times as long, so most runs have an export that is likely broken.
  const files = { [`input-schemas/${source.pick(names)}`]: drawBytes(source, "export") };
  const broken = source.chance(0.9) ? { "input-schemas/Broken.csv": "ColumnName\n" } : {};
  return { words: ["generate"], files: { ...files, ...broken } };
}

function validate(source: Random): FileCase {
  const flags = source.chance(0.3) ? ["--rejected", "rejected.ndjson"] : [];
  return {
    words: ["validate", "events.ndjson", ...flags, ...(source.chance(0.3) ? ["--json"] : [])],
    files: { "input-schemas/T.csv": good, "events.ndjson": drawBytes(source, "records") },
  };
}

function diff(source: Random): FileCase {
  const format = source.pick(["text", "json", "markdown", "sarif"]);
  const manifest =
    '{"huntgen":"0.1.0","tables":[{"name":"T","export":"T.csv","columns":[["Id","long"]]}]}';
  const old = source.chance(0.4)
    ? { "old.json": damage(source, manifest) }
    : { "old/T.csv": source.chance(0.5) ? good : drawBytes(source, "export") };
  return {
    words: ["diff", "old.json" in old ? "old.json" : "old", "new", "--format", format],
    files: { ...old, [`new/${source.pick(names)}`]: drawBytes(source, "export") },
  };
}

/** Often changes what is in the brackets of JSON, which random positions seldom hit. */
function damage(source: Random, text: string): string {
  if (source.chance(0.2)) return text;
  const starts = [...text.matchAll(/[[{:]/g)].map(({ index }) => index + 1);
  const at = source.chance(0.7) ? source.pick(starts) : source.below(text.length);
  const inserted = source.pick([
    "",
    '"',
    "[",
    "null,",
    "null,",
    "{},",
    "[],",
    "__proto__",
    "\u202e",
    "0,",
  ]);
  const dropped = source.pick([0, 0, source.below(9)]);
  return text.slice(0, at) + inserted + text.slice(at + dropped);
}
