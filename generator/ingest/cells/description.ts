// Reads the description of a column.

/** The text of a description on one line; undefined if it is empty. */
export function describe(cell: string | undefined): string | undefined {
  const text = cell?.replace(/\s+/g, " ").trim();
  return text === "" || text === "null" ? undefined : text;
}
