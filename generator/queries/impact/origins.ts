// Compares the origins of names and of the columns of results.

import type { BoundQuery } from "../bind-queries.ts";
import type { Reference } from "../query.ts";

export type IsOrigin = (origin: string) => boolean;

/** Recognizes columns of removed tables that the query does not name: `union *` reads the tables that exist. */
export function originsOfPatterns(
  { analysis }: BoundQuery,
  removed: ReadonlySet<string>,
): IsOrigin {
  const named = new Set(
    analysis.references.flatMap(({ kind, origins }) => (kind === "table" ? origins : [])),
  );
  return (origin) => {
    const table = origin.slice(0, origin.indexOf("."));
    return removed.has(table) && !named.has(table);
  };
}

export function originsByName({ analysis }: BoundQuery): Map<string, readonly string[]> {
  return new Map(analysis.columns.map(({ name }, at) => [name, analysis.columnOrigins[at] ?? []]));
}

/** Whether values that were read are not read any more. */
export function isLost(old: readonly string[], current: readonly string[]): boolean {
  return old.some((origin) => !current.includes(origin));
}

/** Whether a name reads something else: other values, or not those of every table that still exists. */
export function isMovedFrom(
  old: readonly string[],
  current: readonly string[],
  isPatternOnly: IsOrigin,
): boolean {
  const lost = old.filter((origin) => !current.includes(origin));
  return lost.length === old.length ? lost.length > 0 : lost.some((each) => !isPatternOnly(each));
}

export function movement(old: readonly string[], current: readonly string[]): string {
  const lost = old.filter((origin) => !current.includes(origin));
  return current.length > 0 && current.every((origin) => old.includes(origin))
    ? `no longer reads ${list(lost)}`
    : `reads ${list(current)} instead of ${list(old)}`;
}

export function shown({ kind, origins }: Reference): string {
  return kind === "column" ? list(origins) : `the ${kind}`;
}

const mostOrigins = 3;

/** Names origins for people. */
function list(origins: readonly string[]): string {
  const shownOrigins = origins.map((origin) =>
    /^@\d/.test(origin)
      ? "a column that the query defines"
      : origin.startsWith("@")
        ? "a column that a function or the data defines"
        : origin,
  );
  const unique = [...new Set(shownOrigins)];
  const rest = unique.length - mostOrigins;
  return rest > 1
    ? `${unique.slice(0, mostOrigins).join(", ")} and ${rest} more columns`
    : unique.join(" and ");
}
