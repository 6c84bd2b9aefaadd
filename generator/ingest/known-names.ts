// Finds the known table that a name means: in another letter case, with what portals, browsers and people
// add to file names, or misspelled.

import { distance } from "fastest-levenshtein";

/** Words that people and programs add to the name of a table. */
const additions: ReadonlySet<string> = new Set(
  `of the my our von de copy copie copia kopie kopia kopi duplicate short full new old latest current
  final draft temp tmp backup bak orig original saved csv tsv json txt`.split(/\s+/),
);

/** Words that files of any content are named after. */
const anyContent: ReadonlySet<string> = new Set(
  `schema schemas getschema gethuntingschema huntingschema column columns cols table tables list
  unnamed untitled unknown export exports exported exportdata exporteddata result results output
  response responses answer reply query queries newquery querydata queryresult queryresults download
  downloads file data stdin hunting huntingquery runhuntingquery advanced advancedhunting kql kusto
  defender xdr mde mdatp m365 m365d microsoft sentinel log analytics loganalytics workspace portal
  graph api adx azure explorer tenant`.split(/\s+/),
);

/** Numbers, dates, times and versions. */
const counter = /^(?:v?\d{1,14}|\d{8}T\d{4,6}Z?)$/i;

const word = /[^\s._\-()[\]+~,;#]+/g;
const longestName = 200;
/** Names with more words are not searched for other names. */
const mostWords = 12;

/** Names of tables, to look them up in any letter case. */
export interface KnownNames {
  readonly names: ReadonlySet<string>;
  readonly byLowerCase: ReadonlyMap<string, string>;
}

/** Indexes names. If two differ only in letter case, the first one counts. */
export function indexNames(names: Iterable<string>): KnownNames {
  const all = new Set(names);
  const byLowerCase = new Map<string, string>();
  for (const name of all) {
    const key = name.toLowerCase();
    if (!byLowerCase.has(key)) byLowerCase.set(key, name);
  }
  return { names: all, byLowerCase };
}

/** Whether a name only has words that files of any content may have. */
export function saysNothing(name: string): boolean {
  if (name === "" || name === "-") return true;
  const words = wordsOf(name);
  return (
    name.length <= longestName &&
    words.every(isFiller) &&
    words.some((each) => anyContent.has(each.toLowerCase()))
  );
}

/** Returns the known table with this name in any letter case. */
export function findSameName(name: string, known: KnownNames): string | undefined {
  return known.names.has(name) ? name : known.byLowerCase.get(name.toLowerCase());
}

/** Returns the known table that a name means: the same name, or one with only fillers around it. */
export function findTable(name: string, known: KnownNames): string | undefined {
  const same = findSameName(name, known);
  if (same !== undefined || name.length > longestName) return same;
  const inside = namesInside(name, known).find(({ rest }) => rest.every(isFiller));
  if (inside !== undefined) return inside.table;
  // Some people write `DeviceInfoSchema.csv`.
  const bare = name.replace(/(?<=[a-z])(?:Schema|Columns)(?![A-Za-z0-9])/, "");
  return bare === name ? undefined : findTable(bare, known);
}

/** Returns the known table that a name probably means, although it has further words or is misspelled. */
export function findNearTable(name: string, known: KnownNames): string | undefined {
  if (name.length > longestName) return undefined;
  const inside = new Set(isCustom(name) ? [] : namesInside(name, known).map(({ table }) => table));
  if (inside.size > 0) return inside.size === 1 ? [...inside][0] : undefined;
  const core = wordsOf(name)
    .filter((each) => !isFiller(each))
    .join("_");
  let [nearest, least]: [string | undefined, number] = [undefined, Infinity];
  for (const table of known.names) {
    if (!isNearName(core, table)) continue;
    const far = distance(core.toLowerCase(), table.toLowerCase());
    if (far < least) [nearest, least] = [table, far];
  }
  return nearest;
}

/**
 * Whether two names differ by at most three letters, and by a quarter of them. The suffix `_CL` is reserved
 * for custom tables, whatever they are named after.
 */
export function isNearName(a: string, b: string): boolean {
  if (isCustom(a) !== isCustom(b)) return false;
  const most = Math.min(3, Math.floor(Math.min(a.length, b.length) / 4));
  if (most === 0 || Math.abs(a.length - b.length) > most) return false;
  return distance(a.toLowerCase(), b.toLowerCase()) <= most;
}

/** Returns the known tables in a name, between separators, longest first, with the words around each. */
function namesInside(
  name: string,
  { byLowerCase }: KnownNames,
): { readonly table: string; readonly rest: readonly string[] }[] {
  const words = [...name.matchAll(word)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
  if (words.length > mostWords) return [];
  const texts = words.map(({ text }) => text);
  const found = words.flatMap(({ start }, first) =>
    words.slice(first).flatMap(({ end }, count) => {
      const table = byLowerCase.get(name.slice(start, end).toLowerCase());
      if (table === undefined) return [];
      return [{ table, rest: [...texts.slice(0, first), ...texts.slice(first + count + 1)] }];
    }),
  );
  return found.toSorted((a, b) => b.table.length - a.table.length);
}

function wordsOf(name: string): string[] {
  return name.match(word) ?? [];
}

function isCustom(name: string): boolean {
  return name.endsWith("_CL");
}

function isFiller(text: string): boolean {
  const key = text.toLowerCase();
  return counter.test(text) || additions.has(key) || anyContent.has(key);
}
