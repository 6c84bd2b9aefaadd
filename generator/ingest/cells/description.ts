// Reads the description of a column.

/** The text of a description on one line; undefined if it is empty. */
export function describe(cell: string | undefined): string | undefined {
  // Most spaces are single ones, which need no change.
  const text = cell?.replace(/\s{2,}|[^\S ]/g, " ").trim();
  return text === "" || text === "null" ? undefined : text;
}
