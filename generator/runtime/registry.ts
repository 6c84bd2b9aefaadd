// The tables of the schema, for the modules that are typed by them. In generated code a registry of the
// user's own tables has this path; here it is the one of the shipped tables, so that those modules
// compile and lint against real tables.

export {
  type HuntingEvents,
  tableNames,
  type TableRows,
  tables,
} from "../../generated/runtime/registry.ts";
