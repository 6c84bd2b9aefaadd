// Checks the old names that the types keep: they compile, are deprecated, and disappear without the
// option.

import { expect, test } from "vitest";
import { exportText, generatePackage, importPackage } from "../support/generated-package.ts";

const exports = {
  "all.csv": exportText([
    [
      "NewTable",
      [
        ["NewColumn", "long"],
        ["Again", "int"],
        ["Old */ Column", "string"],
      ],
    ],
    ["Other", [["x", "int"]]],
  ]),
};
const renames = {
  OldTable: "NewTable",
  "NewTable.OldColumn": "NewTable.NewColumn",
  "NewTable.Again": "NewTable.NewColumn",
  "NewTable.*/ evil": "NewTable.Old */ Column",
  "Other.gone": "Other.y",
  Gone: "NoTable",
};

test("confirmed renames keep the old names as deprecated ones, unless something else has those names", async () => {
  const generated = await generatePackage(exports, { legacyNames: { until: "2.0.0", renames } });
  const module = generated.project.read("node_modules/generated-package/tables/NewTable.ts");
  expect(module).toContain(
    "  /** @deprecated Renamed to NewColumn; will be removed in version 2.0.0. */\n  OldColumn?: number | bigint | null;",
  );
  expect(module).toContain(
    "/** @deprecated Renamed to Old *\\/ Column; will be removed in version 2.0.0. */",
  );
  expect(module.match(/\bAgain\?:/g)).toHaveLength(1);
  expect(module).toContain("export type OldTable = NewTable;");
  expect(generated.project.read("node_modules/generated-package/tables/Other.ts")).not.toContain(
    "deprecated",
  );
  const index = await importPackage(generated);
  expect(index["OldTable"]).toBe(index["NewTable"]);
  expect(Object.keys(index)).not.toContain("Gone");
});

test("no old name is kept without the option", async () => {
  const generated = await generatePackage(exports);
  expect(generated.project.read("node_modules/generated-package/tables/NewTable.ts")).not.toContain(
    "deprecated",
  );
});
