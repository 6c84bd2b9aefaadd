// Exports the tables of the schema to the modules that are typed by them. Generated code has a registry
// of the user's own tables at this path. Here it is the registry of the shipped tables, so that the
// modules are compiled and linted against real tables.

export {
  scalarsByName,
  type HuntingEvents,
  tableNames,
  type TableRows,
  tables,
} from "../../generated/runtime/registry.ts";
