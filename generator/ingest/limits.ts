// Defines how much an export may hold. The schemas of thousands of tables need less.

/** The most columns of an export. */
export const mostColumns = 200_000;

/** The most tables of an export. */
export const mostTables = 10_000;

/** The most lines of a text that is not JSON: one for each column, possibly followed by a blank line. */
export const mostLines: number = 2 * mostColumns;
