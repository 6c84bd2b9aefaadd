// Reads the description of a column. It is optional, so its header does not decide what an export is.

const headers: ReadonlySet<string> = new Set(["description", "docstring", "columndescription"]);
const longestHeader = Math.max(...[...headers].map(({ length }) => length));

/** Whether a cell of a header names the descriptions. */
export function isDescriptionHeader(cell: string): boolean {
  return cell.length <= longestHeader && headers.has(cell.toLowerCase());
}

/** The text of a description on one line; undefined if it is empty. */
export function describe(cell: string | undefined): string | undefined {
  const text = cell?.replace(/\s+/g, " ").trim();
  return text === "" || text === "null" ? undefined : text;
}
