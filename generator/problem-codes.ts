// Explains each problem code for docs/errors.md: what it means, and what to do. The program itself prints
// only messages. A code without an entry does not compile.

import type { ProblemCode } from "./problems.ts";

export const problemExplanations: Readonly<
  Record<ProblemCode, readonly [meaning: string, remedy: string]>
> = {
  "ambiguous-side": [
    "A side of `huntgen diff` is the name of a path and of a git revision.",
    "Write `git:NAME` for the revision or `./NAME` for the path. In CI, always write `git:`: a pull request can add a directory with the name of your branch.",
  ],
  "assumed-table": [
    "The name of an export means a table that huntgen knows: it has another letter case, or words such as `Copy` or a date. It is read as that table.",
    "Rename the file as the message says. If it is another table, run `huntgen add FILE --table NAME --new-table`, which writes the name into the export.",
  ],
  "case-variant": [
    "Two columns of a table differ only in letter case. Both are generated.",
    "Compare the export with the table in the portal. If the table has both columns, ignore the warning.",
  ],
  "colliding-paths": [
    "Two files of emitters would have one path, or an emitter's folder is in use.",
    "Set a folder of its own for each emitter with `out`. Let an emitter return each path once; paths that differ only in letter case are the same file on some systems.",
  ],
  "colliding-queries": [
    "Two query files would be generated into the same module. File names ignore letter case, and characters that an identifier cannot have become `_`.",
    "Rename one of the files.",
  ],
  "colliding-tables": [
    "Two tables would be generated into the same file. File names ignore letter case, and characters that an identifier cannot have become `_`.",
    "Leave one of the tables out with `exclude` in `huntgen.config.json`.",
  ],
  "compiler-settings": [
    "The settings of your `tsconfig.json` and `package.json` make the TypeScript compiler reject the generated code.",
    "Change the setting that the message names. Nothing is reported if huntgen cannot read the settings, such as those of a package that is not installed.",
  ],
  "compressed-file": [
    "An export is compressed.",
    "Unpack the file. Only `huntgen validate` reads gzip files.",
  ],
  "cut-off": [
    "An export, a response or a file of records ends too early: JSON without its end, a gap in the ordinals, or a name that was shortened.",
    "Export the schema again. If the result has a row limit, ask for fewer tables with `huntgen query TABLE...`. If names were shortened, widen the output or export as CSV.",
  ],
  "duplicate-column": [
    "An export has two rows for the same column, or a query returns two columns with the same name.",
    "Remove one of the rows, or export the schema again. If a query merged several results, use the query that `huntgen query` prints. In a query, rename one of the columns.",
  ],
  "duplicate-header": [
    "The header has the same cell twice, in any letter case.",
    "Remove one of the two columns from the export.",
  ],
  "duplicate-ordinal": [
    "Two columns of a table have the same `ColumnOrdinal`.",
    "Export the schema again. If you edited the file, correct the ordinals or remove them all.",
  ],
  "duplicate-table": [
    "Two exports, or two lists in an export, hold the schema of the same table.",
    "Remove one of them, or combine two files with `huntgen add --merge`.",
  ],
  "edited-file": [
    "A generated file without a banner was edited, and the run would overwrite your changes. `package.json` and `tsconfig.json` never have a banner.",
    "Move your changes to another file, or run `huntgen generate --force` to discard them.",
  ],
  "empty-file": [
    "An export is empty or has only blank lines.",
    "Export the schema again, or remove the file.",
  ],
  "empty-name": [
    "A row of an export has no column name.",
    "Export the schema again. If you edited the file, add the name or remove the row.",
  ],
  "empty-table-name": [
    "An export names its tables in a column, and this row has no table name.",
    "Add the table name to the row, or export the schema again.",
  ],
  "empty-type": [
    "A row of an export has no column type.",
    "Export the schema again. If you edited the file, add the type to the row.",
  ],
  "error-answer": [
    "The file holds the error of a failed query and not its result.",
    "Read the error in the message, correct the query and save its result again.",
  ],
  "excel-workbook": [
    "The file is an Excel workbook or a zip archive.",
    "Save the schema as CSV and add the CSV file.",
  ],
  "failed-emitter": [
    "An emitter threw an error, its module could not be loaded, or a file that it returned could not be formatted. Nothing was written.",
    "Correct the emitter. The message has the error and its location.",
  ],
  "foreign-file": [
    "A file that huntgen did not write has the name of a generated file. It is not overwritten, even with `--force`.",
    'Move the file, or choose another output directory with `--out`. If it is the README.md of your package, set `"readme": false` in `package` of `huntgen.config.json`.',
  ],
  "invalid-answer": [
    "Microsoft Graph returned rows that were not asked for or have no ordinal, or a response that repeats the token. Nothing was changed.",
    "Run `huntgen pull` again. Check `--base-url` and any proxy in between if it fails again.",
  ],
  "invalid-approvals": [
    "`huntgen.approvals.json` cannot be read or is not an object of reasons.",
    "Correct the file. `huntgen diff --approve --reason TEXT` writes it.",
  ],
  "invalid-command": [
    "A command such as `.create table T (A: string)` has a list of columns that cannot be read.",
    "Correct the command at the line in the message, or export the schema again.",
  ],
  "invalid-config": [
    "`huntgen.config.json` is not valid JSON, or a value does not fit its schema.",
    "Correct the line in the message. [Configuration](./configuration.md) lists every key; with `$schema`, editors check the file while you type.",
  ],
  "invalid-emitter": [
    "A module in `emitters` does not export a function as its default, or the function returned something other than a list of files.",
    "Correct the emitter. [Other targets](./targets.md) describes what it returns.",
  ],
  "invalid-flag": [
    "The value of a flag is not valid.",
    "Use a value as the message describes it, or see `--help` of the command.",
  ],
  "invalid-name": [
    "A column name has half of a surrogate pair, which UTF-8 cannot encode.",
    "Correct the name in the export.",
  ],
  "invalid-ordinal": [
    "A `ColumnOrdinal` is not an integer from 0.",
    "Export the schema again. If you edited the file, correct the ordinals or remove them all.",
  ],
  "invalid-path": [
    "An emitter returned a path that leads out of its folder or is not a plain file name on every system, or its `out` is such a path.",
    "Return relative paths of letters, digits, `_`, `-` and `.`, such as the identifier of a table.",
  ],
  "invalid-query": [
    "A query breaks a rule of KQL that no other code names, such as a wrong number of arguments.",
    "Change the query as the message describes.",
  ],
  "invalid-table-name": [
    "A table name cannot become a file name: it has no letter or digit, is too long, is not valid Unicode, or is the name of the schema of the stream.",
    "Correct the name in the export or the name of the file.",
  ],
  "log-analytics-types": [
    "The types show that the schema was saved in Log Analytics. The stream has other types for these columns, so validation can reject good records.",
    "Export the schema in the Defender portal, or run `huntgen pull`.",
  ],
  "long-row": [
    "A row has more cells than the header.",
    "Quote cells that contain the separator, or export the schema again.",
  ],
  "merged-schemas": [
    "The schema was exported from a `union` that renamed conflicting columns, such as `ReportId_long` and `ReportId_string`.",
    "Save the result of the query that `huntgen query` prints.",
  ],
  "misplaced-quote": [
    "A cell has a quote in its middle, or text behind its closing quote.",
    'Quote the whole cell, and write `""` for a quote in it.',
  ],
  "missing-column": [
    "A custom detection does not return a column that Defender needs: `Timestamp`, `ReportId`, or a column that identifies an asset, such as `DeviceId`.",
    "Return the column, for example by adding it to the last `project` or `summarize`.",
  ],
  "missing-name-column": [
    "The header has no `ColumnName`.",
    "Save the result of `Table | getschema` with all of its columns.",
  ],
  "missing-type-column": [
    "The header has neither `ColumnType` nor `DataType`.",
    "Save the result of `Table | getschema` with all of its columns.",
  ],
  "no-answer": [
    "Microsoft Graph did not respond, was busy for too long, or refused the query. Nothing was changed.",
    "Run `huntgen pull` again later. If the query was refused, the message has the reason.",
  ],
  "no-columns": [
    "The export has a header or a table and no columns.",
    "Check that the table exists in your tenant, then export the schema again.",
  ],
  "no-exports": [
    "The input directory does not exist or holds no exports.",
    "Run `huntgen init` to start with the known tables, add an export with `huntgen add`, or name the directory with `--input`.",
  ],
  "no-header": [
    "The first line of the export is not a header.",
    "Add the line `ColumnName,ColumnType`, or export the schema again with its header.",
  ],
  "no-parser": [
    "Queries are checked with Microsoft's parser, which is not installed.",
    "Run `npm install --save-dev @kusto/language-service-next@12.4.1`.",
  ],
  "no-permission": [
    "Microsoft Graph refused the token: it is not valid, or it lacks the permission `ThreatHunting.Read.All`.",
    "Get a new token for this service. An administrator must grant the permission to the application or the user.",
  ],
  "no-records": [
    "A file for `huntgen validate` holds no records of the stream.",
    "Check that the file is a message, a JSON array or NDJSON.",
  ],
  "no-schema": [
    "A side of `huntgen diff` has no schema: there is no such path or revision, or it holds no exports and no manifest of huntgen.",
    "Check the name. In CI, fetch the revision first, for example with `fetch-depth: 0`.",
  ],
  "no-token": [
    "`huntgen pull` has no token: the environment variable is empty or not valid, or `@azure/identity` is not installed or returned no token.",
    "Set the variable that `--token-env` names, or install `@azure/identity` and sign in.",
  ],
  "not-json": [
    "An export, a file of records or the file of saved functions begins like JSON and is not valid JSON.",
    "Export again. If you edited the file, correct the line in the message.",
  ],
  "not-text": [
    "The file is not text in UTF-8 or UTF-16, for example a PDF or a picture.",
    "Save the export as CSV in UTF-8.",
  ],
  "not-yaml": [
    "A file of rules is not YAML.",
    "Correct the file at the position that the message names.",
  ],
  "partial-schema": [
    "The query above a pasted result selects columns before `getschema`, or rows after it, so the result is not the schema of the whole table.",
    "Run `Table | getschema`, and save all of its result.",
  ],
  "rows-not-schema": [
    "The file holds rows of a table and not its schema.",
    "Run `Table | getschema` in the portal and save that result. The message has the name of the table if huntgen recognizes it.",
  ],
  "several-tables": [
    "`huntgen add --table` names one table, and the file holds several, or is the export of another known table. Or a response has the results of several statements, which do not name their tables.",
    "Run the command without `--table`, or export each result separately.",
  ],
  "short-row": [
    "A row has fewer cells than the header.",
    "Add the missing cells, or export the schema again.",
  ],
  "similar-table": [
    "A table that huntgen does not know has nearly the name and nearly the columns of another table. It is probably a copy of an export, or misspelled. The stream has records of the other table.",
    "Rename the export, or remove it. If the table exists, ignore the warning, or leave the table out with `exclude` in `huntgen.config.json`.",
  ],
  "syntax-error": [
    "A query is not KQL at this position. Only the first syntax error of a query is reported.",
    "Correct the query. In `.kql` files and Markdown, separate queries by blank lines.",
  ],
  "too-large": [
    "A file or a record is larger than its limit. Exports of this size are usually rows of a table.",
    "Save the result of `Table | getschema`. Split an export of very many tables.",
  ],
  "type-clash": [
    "Exports that `huntgen add --merge` combines have different types for the same column. The message names both files and lines.",
    "Correct the export that is wrong.",
  ],
  "unclosed-quote": [
    "A cell begins with a quote, and no quote ends it.",
    'Add the closing quote. A quote inside a quoted cell is written `""`.',
  ],
  "unknown-column": [
    "A query uses a column that its tables do not have at this position.",
    "Correct the name, or export the schema of the table again if the column is new.",
  ],
  "unknown-config-key": [
    "`huntgen.config.json` has a key that huntgen does not know.",
    "Correct the spelling. [Configuration](./configuration.md) lists every key.",
  ],
  "unknown-emitter": [
    "`emitters` names an emitter that huntgen does not have, or a module that does not exist.",
    "Correct the name. Paths begin with `./` and are relative to `huntgen.config.json`; packages must be installed.",
  ],
  "unknown-form": [
    "The format of the export is not recognized.",
    "Save the result of `Table | getschema` as CSV or JSON.",
  ],
  "unknown-function": [
    "A query calls a function that KQL, Defender and `functions/` do not have.",
    "Correct the name, or save the function as `functions/NAME.kql`.",
  ],
  "unknown-mapping-column": [
    "A rule maps an entity, a detail or an action to a column that its query does not return.",
    "Correct the name in the mapping, or return the column from the query.",
  ],
  "unknown-table": [
    "A query reads a table that has no export. Or `huntgen add` imports an export of a table that neither huntgen nor the input directory has; nothing was written, since the name may be misspelled.",
    "In a query, correct the name, or add the export of the table. For `add`: if the message names another table and that is the table, pass `--table NAME`. If it is a new table, pass `--new-table`. On a terminal, huntgen asks.",
  ],
  "unknown-type": [
    "A column has a type that is not a scalar type of Kusto.",
    "Correct the spelling if you edited the file. Otherwise export the schema again.",
  ],
  "unnamed-table": [
    "Neither the export nor its file name has the name of the table. Portals use names such as `New query.csv`.",
    "Run `huntgen add FILE --table NAME`, or rename the file to `<Table>.csv`. If the columns are those of one known table, `huntgen add` names it.",
  ],
  "unread-file": [
    "The input directory holds a directory, or a file without a schema. It was skipped.",
    "Move it out of the input directory to remove the warning.",
  ],
  "unreadable-file": [
    "The system refused to read a file or directory, and the message has the system's error code. Or `huntgen.functions.json` is not a list of functions.",
    "Check the path and its permissions, or run `huntgen pull --source schema` again.",
  ],
  "unused-pattern": [
    "A pattern of `exclude` or `long.columns` matches no table or column of the exports.",
    "Correct the pattern, or remove it if its table is gone.",
  ],
  "unwritable-name": [
    "A name contains a character that a CSV export cannot keep, such as a carriage return.",
    "Correct the name in the file that you add.",
  ],
  "unwritable-output": [
    "A file or directory could not be written. Nothing was changed unless the message reports it.",
    "Follow the message: free space, correct the permissions, or choose another directory with `--out`.",
  ],
  "web-page": [
    "The file is a web page or XML, often a sign-in page that was saved instead of the export.",
    "Sign in and export again.",
  ],
  "wrong-parser": [
    "Microsoft's parser is installed in another version than the tested one, is damaged, or ran out of memory.",
    "Run `npm install --save-dev @kusto/language-service-next@12.4.1`.",
  ],
  "wrong-type": [
    "A query uses a value of a type that the operator or function does not accept.",
    "Convert the value, for example with `tostring()`.",
  ],
};
