// Compares the search of the page with a slow and obvious reference.

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCatalog, type Catalog } from "../../generator/explore/page/catalog.ts";
import {
  createFinder,
  emptySearch,
  type Hit,
  type Search,
} from "../../generator/explore/page/search.ts";
import type { KustoType } from "../../generator/mapping/kusto-types.ts";
import { madeUpData, shippedData } from "./page-data.ts";

const shipped = buildCatalog(shippedData());
const find = createFinder(shipped);

const nameOf = (hit: Hit): string => (hit.kind === "table" ? hit.table.name : hit.column.name);
const names = (search: Partial<Search>, finder = find): string[] =>
  finder({ ...emptySearch, ...search }).map(nameOf);

interface Candidate {
  readonly kind: "table" | "column";
  readonly name: string;
  readonly tables: number;
}

const isFound = (each: { readonly rank: number }): boolean => each.rank < Infinity;

/** What the search must find, calculated name by name without shortcuts. */
function reference(catalog: Catalog, text: string): string[] {
  const words = lowerCase(text)
    .split(/\s+/)
    .filter((word) => word !== "");
  const tables = [...catalog.tables.keys()].map((name): Candidate => {
    return { kind: "table", name, tables: 0 };
  });
  const columns = [...catalog.columns.values()].map(({ name, uses }): Candidate => {
    return { kind: "column", name, tables: uses.length };
  });
  if (words.length === 0) return tables.map(({ name }) => name);
  const all = [...tables, ...columns];
  const direct = all.map((each) => ({ ...each, rank: directRank(each.name, words) }));
  const inTables = [...catalog.columns.values()].map(({ name, uses }) => {
    const parts = lowerCase(text)
      .split(/[\s.]+/)
      .filter((part) => part !== "");
    const own = parts.filter((part) => lowerCase(name).includes(part));
    const others = parts.filter((part) => !own.includes(part));
    const holders = uses.filter(({ table }) =>
      others.every((part) => lowerCase(table.name).includes(part)),
    );
    const rank = own.length > 0 && holders.length > 0 ? directRank(name, own) : Infinity;
    return { kind: "column" as const, name, tables: holders.length, rank };
  });
  const misspelled = all.map((each) => ({ ...each, rank: typoRank(each.name, words) }));
  const found = [direct, inTables].find((each) => each.some(isFound)) ?? misspelled;
  return found
    .filter(isFound)
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        (a.kind === b.kind ? 0 : a.kind === "table" ? -1 : 1) ||
        b.tables - a.tables ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ name }) => name);
}

/** Lower case of ASCII letters. */
function lowerCase(text: string): string {
  return Array.from(text, (character) =>
    character < "\u0080" ? character.toLowerCase() : character,
  ).join("");
}

function directRank(name: string, words: readonly string[]): number {
  const lower = lowerCase(name);
  const each = words.map((word) => {
    if (lower === word) return words.length > 1 ? 1 : 0;
    if (lower.startsWith(word)) return 1;
    if (wordStarts(name).some((at) => lower.startsWith(word, at))) return 2;
    return lower.includes(word) ? 3 : Infinity;
  });
  return Math.max(...each);
}

/** The positions at which the pieces of a name begin: `Device`, `2`, `Name`; `SHA` is one piece. */
function wordStarts(name: string): number[] {
  return Array.from(name, (_, at) => at).filter((at) => {
    const [before = "", here = ""] = [name[at - 1], name[at]];
    const isLetterOrDigit = /^[A-Za-z0-9]$/.test(before);
    const isUpper = /^[A-Z]$/.test(here) && !/^[A-Z]$/.test(before);
    const isDigit = /^[0-9]$/.test(here) && !/^[0-9]$/.test(before);
    return !isLetterOrDigit || isUpper || isDigit;
  });
}

function typoRank(name: string, words: readonly string[]): number {
  const lower = lowerCase(name);
  return words.reduce((sum, word) => {
    if (lower.includes(word)) return sum;
    const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
    const starts = [0, ...wordStarts(name)].map((at) => lower.slice(at));
    const typos = [1, 2].find((few) => starts.some((start) => isClose(word, start, few)));
    return typos === undefined || typos > most ? Infinity : sum + typos;
  }, 4);
}

/** Whether a number of typos turn a word into the beginning of a text. */
function isClose(word: string, text: string, typos: number): boolean {
  if (word === "") return true;
  const [a = "", b = ""] = word;
  const [c = "", d = ""] = text;
  const rest = (inWord: number, inText: number, left: number): boolean =>
    inText <= text.length && isClose(word.slice(inWord), text.slice(inText), left);
  if (a === c && rest(1, 1, typos)) return true;
  if (typos === 0) return false;
  const isSwapped = a === d && b === c && b !== "";
  return (
    rest(1, 0, typos - 1) ||
    rest(0, 1, typos - 1) ||
    rest(1, 1, typos - 1) ||
    (isSwapped && rest(2, 2, typos - 1))
  );
}

describe("the search", () => {
  test("finds exact names before prefixes, parts, and typos", () => {
    // A table and a column.
    expect(names({ text: "deviceinfo" })).toEqual(["DeviceInfo", "DeviceInfo"]);
    expect(names({ text: "SHA" }).slice(0, 3)).toEqual(["SHA256", "SHA1", "ShareName"]);
    expect(names({ text: "devcieinfo" })[0]).toBe("DeviceInfo");
    expect(names({ text: "AcountName" })[0]).toBe("AccountName");
    // In the middle of a name, with neighbors in the wrong order, and next to a short word that is right.
    expect(names({ text: "nework evnets" })).toEqual(["DeviceNetworkEvents"]);
    expect(names({ text: "emial" })).toContain("EmailEvents");
    expect(names({ text: "acount upn" })[0]).toBe("AccountUpn");
    const [inTable] = find({ ...emptySearch, text: "deviceinfo.osbuild" });
    expect(inTable?.kind === "column" && inTable.column.name).toBe("OSBuild");
    expect(inTable?.kind === "column" && inTable.tables.map(({ name }) => name)).toEqual([
      "DeviceInfo",
    ]);
    expect(names({ text: "logon device" })).toContain("DeviceLogonEvents");
    expect(names({ text: "nothing like it" })).toEqual([]);
  });

  test("lists all tables without a text, and columns if a type is chosen", () => {
    expect(names({})).toEqual([...shipped.tables.keys()]);
    const bools = find({ ...emptySearch, type: "bool" });
    const columns = bools.flatMap((hit) => (hit.kind === "column" ? [hit.column] : []));
    expect(columns.length).toBeGreaterThan(20);
    expect(columns.filter(({ kustoTypes }) => !kustoTypes.includes("bool"))).toEqual([]);
  });

  test("filters by status and streaming, columns by the tables that are left", () => {
    const retired = find({ ...emptySearch, text: "agent", status: "retired" });
    expect(retired.length).toBeGreaterThan(1);
    for (const hit of retired) {
      const tables = hit.kind === "table" ? [hit.table] : hit.tables;
      expect(tables.map(({ name }) => name)).toEqual(["AIAgentsInfo"]);
    }
    const streamed = find({ ...emptySearch, streamed: "yes" });
    expect(streamed.length).toBe(21);
    expect(names({ status: "unlisted" })).toEqual([]);
  });

  test("finds in the shipped tables what the reference finds", () => {
    const pieces = [...shipped.columns.keys()].flatMap((name) => name.split(/(?=[A-Z])/));
    const piece = fc.constantFrom(...new Set(pieces));
    const text = fc
      .tuple(
        fc.array(piece, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", " "),
        fc.nat(),
        fc.boolean(),
      )
      .map(([parts, joint, cut, isCut]) => {
        const whole = parts.join(joint);
        const at = cut % whole.length;
        return isCut ? whole.slice(0, at) + whole.slice(at + 1) : whole;
      });
    fc.assert(
      fc.property(text, (query) => {
        expect(names({ text: query })).toEqual(reference(shipped, query));
      }),
      { numRuns: 6 },
    );
  });

  test("finds hostile names as the reference does", () => {
    const name = fc
      .array(
        fc.constantFrom(
          "a",
          "B",
          "1",
          "_",
          ".",
          "<script>",
          "\u202E",
          "İ",
          "ß",
          "constructor",
          "é",
        ),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((parts) => parts.join(""));
    const types: readonly KustoType[] = ["string", "long"];
    const table = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, table), { maxLength: 5, selector: ([each]) => each }),
        name,
        (tables, text) => {
          const entries = tables.map(([each, columns]) => [
            each,
            columns.map((column, index) => [column, types[index % 2] ?? "string"] as const),
          ]);
          const catalog = buildCatalog(madeUpData(Object.fromEntries(entries)));
          expect(names({ text }, createFinder(catalog))).toEqual(reference(catalog, text));
        },
      ),
      { numRuns: 40 },
    );
  });
});
