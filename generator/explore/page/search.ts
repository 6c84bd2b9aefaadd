// Finds tables and columns by a search text, best match first.

import { compare } from "../../problems.ts";
import { type Catalog, type CatalogColumn, type CatalogTable, factsOf } from "./catalog.ts";
import { countTypos } from "./typos.ts";

/** What the list shows. An empty string does not filter. */
export interface Search {
  readonly text: string;
  readonly type: string;
  readonly status: string;
  readonly streamed: string;
}

export const emptySearch: Search = { text: "", type: "", status: "", streamed: "" };

export type Hit =
  | { readonly kind: "table"; readonly table: CatalogTable }
  | {
      readonly kind: "column";
      readonly column: CatalogColumn;
      /** The tables that pass the filters. */
      readonly tables: readonly CatalogTable[];
    };

/**
 * How well a name matches, best first. Names with typos are only shown if nothing else matches; the number
 * of typos is then added.
 */
const ranks = { exact: 0, prefix: 1, wordStart: 2, substring: 3, misspelled: 4 } as const;

interface Entry {
  readonly name: string;
  readonly lower: string;
  /** The letters of the name, a bit each, which rule out most names before they are compared. */
  readonly letters: number;
  readonly table?: CatalogTable;
  readonly column?: CatalogColumn;
}

export type Finder = (search: Search) => readonly Hit[];

/** Prepares the search of a catalog. */
export function createFinder(catalog: Catalog): Finder {
  const tables = [...catalog.tables.values()].map((table): Entry => {
    return { name: table.name, ...lettersOf(table.name), table };
  });
  const columns = [...catalog.columns.values()].map((column): Entry => {
    return { name: column.name, ...lettersOf(column.name), column };
  });
  return (search) => {
    const words = lowerCase(search.text).split(/\s+/).filter(Boolean);
    // Without a text, tables are what to begin with; a type is a property of columns.
    const entries = words.length === 0 && search.type === "" ? tables : [...tables, ...columns];
    const filter = createFilter(catalog, search);
    const direct = rankEntries(entries, (entry) => rankName(entry, words), filter);
    if (direct.length > 0 || words.length === 0) return direct;
    const inTables = findInTables(columns, lowerCase(search.text), filter);
    if (inTables.length > 0) return inTables;
    return rankEntries(entries, (entry) => rankMisspelled(words, entry), filter);
  };
}

/** Finds columns by words of which some are in the name of the column, and the others in that of a table. */
function findInTables(
  columns: readonly Entry[],
  text: string,
  filter: (entry: Entry) => Hit | undefined,
): readonly Hit[] {
  const words = text.split(/[\s.]+/).filter(Boolean);
  const ownWords = (entry: Entry): string[] => words.filter((word) => entry.lower.includes(word));
  return rankEntries(
    columns,
    (entry) => {
      const own = ownWords(entry);
      return own.length === 0 ? undefined : rankName(entry, own);
    },
    (entry) => {
      const hit = filter(entry);
      if (hit?.kind !== "column") return undefined;
      const own = new Set(ownWords(entry));
      const others = words.filter((word) => !own.has(word));
      const tables = hit.tables.filter(({ name }) => {
        const lower = lowerCase(name);
        return others.every((word) => lower.includes(word));
      });
      return tables.length === 0 ? undefined : { ...hit, tables };
    },
  );
}

/** Converts only ASCII letters, since other letters may become two, which would shift positions. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function rankEntries(
  entries: readonly Entry[],
  rankOf: (entry: Entry) => number | undefined,
  filter: (entry: Entry) => Hit | undefined,
): readonly Hit[] {
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry);
      const hit = rank === undefined ? undefined : filter(entry);
      return rank === undefined || hit === undefined ? [] : [{ entry, rank, hit }];
    })
    .toSorted(
      (a, b) => a.rank - b.rank || compareHits(a.hit, b.hit) || compare(a.entry.name, b.entry.name),
    )
    .map(({ hit }) => hit);
}

/** Tables come before columns, and columns of many tables before those of few. */
function compareHits(a: Hit, b: Hit): number {
  if (a.kind === "column" && b.kind === "column") return b.tables.length - a.tables.length;
  if (a.kind === b.kind) return 0;
  return a.kind === "table" ? -1 : 1;
}

/** The rank of a name that contains all words; undefined if one is missing. */
function rankName({ name, lower }: Entry, words: readonly string[]): number | undefined {
  let worst: number = words.length > 1 ? ranks.prefix : ranks.exact;
  for (const word of words) {
    const rank = rankWord(name, lower, word);
    if (rank === undefined) return undefined;
    worst = Math.max(worst, rank);
  }
  return worst;
}

function rankWord(name: string, lower: string, word: string): number | undefined {
  const first = lower.indexOf(word);
  if (first === -1) return undefined;
  if (first === 0) return lower === word ? ranks.exact : ranks.prefix;
  for (let at = first; at !== -1; at = lower.indexOf(word, at + 1)) {
    if (isWordStart(name, at)) return ranks.wordStart;
  }
  return ranks.substring;
}

/** Whether a word of a name begins at a position, as `Name` does in `DeviceName`. */
function isWordStart(name: string, at: number): boolean {
  const [before = "", here = ""] = [name[at - 1], name[at]];
  if (!/[A-Za-z0-9]/.test(before)) return true;
  return /[A-Z]/.test(here) ? !/[A-Z]/.test(before) : /\d/.test(here) && !/\d/.test(before);
}

function rankMisspelled(words: readonly string[], entry: Entry): number | undefined {
  let rank: number = ranks.misspelled;
  for (const word of words) {
    const most = mostTypos(word);
    const typos = typosIn(word, entry, most);
    if (typos > most) return undefined;
    rank += typos;
  }
  return rank;
}

/** A short word has to be right, since nearly every name would be close to it. */
function mostTypos(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

/** The typos that turn a word into a part of a name that begins like a word of it. */
function typosIn(word: string, { name, lower, letters }: Entry, most: number): number {
  if (lower.includes(word)) return 0;
  if (most === 0 || countMissing(word, letters) > most) return most + 1;
  let fewest = most + 1;
  for (let at = 0; at <= lower.length - word.length + most; at += 1) {
    if (at > 0 && !isWordStart(name, at)) continue;
    fewest = Math.min(fewest, countTypos(word, lower.slice(at), most));
  }
  return fewest;
}

function lettersOf(name: string): Pick<Entry, "lower" | "letters"> {
  const lower = lowerCase(name);
  let letters = 0;
  for (let at = 0; at < lower.length; at += 1) letters |= bitOf(lower, at);
  return { lower, letters };
}

/** The letters of a word that a name lacks, each of which is a typo of its own. */
function countMissing(word: string, letters: number): number {
  let count = 0;
  for (let at = 0; at < word.length; at += 1) if (bitOf(word, at) & ~letters) count += 1;
  return count;
}

/** The bit of a letter; 0 if the character is not a letter. */
function bitOf(lower: string, at: number): number {
  const letter = lower.charCodeAt(at) - 97;
  return letter >= 0 && letter < 26 ? 1 << letter : 0;
}

function createFilter(catalog: Catalog, search: Search): (entry: Entry) => Hit | undefined {
  const isWanted = (table: CatalogTable): boolean =>
    (search.status === "" || search.status === (table.status ?? "unlisted")) &&
    (search.streamed === "" || search.streamed === (table.streamed ?? "unknown"));
  const hasType = ({ typeByTenant }: CatalogTable["columns"][number]): boolean =>
    search.type === "" ||
    typeByTenant.some(
      (type) => type !== undefined && factsOf(catalog.data, type).kusto === search.type,
    );
  return ({ table, column }) => {
    if (table !== undefined) {
      const isHit = isWanted(table) && table.columns.some(hasType);
      return isHit ? { kind: "table", table } : undefined;
    }
    if (column === undefined) return undefined;
    const tables = column.uses
      .filter((use) => isWanted(use.table) && hasType(use.column))
      .map((use) => use.table);
    return tables.length === 0 ? undefined : { kind: "column", column, tables };
  };
}
