// Checks that a name cannot leave its literal in the script of any target: whatever the names, only the contents
// of literals differ from the script for plain names.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adx } from "../../generator/targets/adx/adx.ts";
import { clickhouse } from "../../generator/targets/clickhouse/clickhouse.ts";
import { duckdb } from "../../generator/targets/duckdb/duckdb.ts";
import type { EmitModel } from "../../generator/targets/emit-model.ts";
import type { Emitter } from "../../generator/targets/emitter-module.ts";
import { modelOf, pieces, scalars } from "../support/emit-models.ts";
import { dialects, splitLiterals, type SplitScript } from "./split-literals.ts";

/** Names of fragments, without those that a target must change because they are equal. */
const hostileName = fc
  .array(fc.constantFrom(...pieces, "a"), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(""));
const hostileNames = fc.uniqueArray(hostileName, {
  minLength: 4,
  maxLength: 4,
  selector: (name) => hide(name).toLowerCase(),
});

const plainNames = ["plain0", "plain1", "plain2", "plain3"];

/** A table with three columns. Only its names depend on `names`. */
function modelWith([table = "", ...columns]: readonly string[], offset: number): EmitModel {
  const types = [...scalars.keys()].map((index) => scalars[(index + offset) % scalars.length]);
  const model = modelOf({
    [table]: columns.map((name, index) => [name, types[index] ?? "string"] as const),
  });
  return { ...model, tables: model.tables.map((each) => ({ ...each, identifier: "T" })) };
}

async function split(
  target: keyof typeof dialects,
  emitter: Emitter,
  model: EmitModel,
): Promise<SplitScript> {
  const parts = (await emitter(model, {})).map(({ text }) =>
    splitLiterals(target === "duckdb" ? joinCharacters(text) : text, dialects[target]),
  );
  return {
    skeleton: parts.map(({ skeleton }) => skeleton).join("\n"),
    literals: parts.flatMap(({ literals }) => literals),
  };
}

/** Joins the parts of DuckDB's literals that are written as numbers of characters. */
function joinCharacters(script: string): string {
  return script.replace(/' \|\| chr\((\d+)\) \|\| '/g, (_, code) =>
    String.fromCodePoint(0xf0000 + Number(code)),
  );
}

function separateCharacters(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 0xf0000 ? character : String.fromCodePoint(code - 0xf0000);
  }).join("");
}

const hide = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "_");
const pointer = (text: string): string => text.replace(/[~/]/g, (each) => `~${"~/".indexOf(each)}`);
const folder = (text: string): string =>
  text.replace(/\W/g, (each) => `%${each.codePointAt(0)?.toString(16)}`);

/** What DuckDB's literal of a plain name becomes for a hostile one. */
function changeOf(plain: string, isName: boolean): (name: string) => string {
  if (isName) return hide;
  if (/^[/\\]plain\d[/\\]$/.test(plain)) return folder;
  return plain.startsWith("/") ? pointer : (name) => name;
}

describe.each([
  ["adx", adx],
  ["clickhouse", clickhouse],
  ["duckdb", duckdb],
] as const)("%s", (target, emitter) => {
  test("names of the target's own fragments change nothing but the contents of literals", async () => {
    await fc.assert(
      fc.asyncProperty(hostileNames, fc.nat(9), async (names, offset) => {
        const plain = await split(target, emitter, modelWith(plainNames, offset));
        const hostile = await split(target, emitter, modelWith(names, offset));
        expect(hostile.skeleton).toBe(plain.skeleton);
        const expected = plain.literals.map((literal, index) => {
          const isName = target === "duckdb" && plain.skeleton.includes(`"${index}"`);
          const change = target === "duckdb" ? changeOf(literal, isName) : String;
          return literal.replace(/plain(\d)/g, (_, position) => change(names[position] ?? ""));
        });
        expect(hostile.literals.map(separateCharacters)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
