// Checks the script for ADX of a model with Kusto's own parser.

import { expect } from "vitest";
import { adx } from "../../generator/targets/adx/adx.ts";
import { functionNameOf } from "../../generator/targets/adx/table-commands.ts";
import type { EmitModel } from "../../generator/targets/emit-model.ts";
import { runKustoScript, splitCommands } from "./run-kusto-script.ts";

export async function scriptOf(model: EmitModel, options = {}): Promise<string> {
  const files = await adx(model, options);
  expect(files.map(({ path }) => path)).toEqual(["tables.kql"]);
  return files[0]?.text ?? "";
}

/**
 * Expects that every command binds, that the function of each table returns the columns of the table, that the
 * update policy calls it, and that each command comes after those it needs and can run again.
 */
export async function expectAdxScript(model: EmitModel): Promise<void> {
  const script = await scriptOf(model);
  const { diagnostics, tables, functions, policies, created } = runKustoScript(script);
  expect(diagnostics).toEqual([]);
  expect([...tables.keys()].toSorted()).toEqual(
    ["DefenderRaw", "DefenderUnknown", ...model.tables.map(({ name }) => name)].toSorted(),
  );
  const targets = [
    ...model.tables.map((table) => ({ name: table.name, functionName: functionNameOf(table) })),
    { name: "DefenderUnknown", functionName: "DefenderExpandUnknown" },
  ];
  for (const { name, functionName } of targets) {
    expect(functions.get(functionName)).toEqual(tables.get(name));
    expect(policies.get(name)).toEqual({ source: "DefenderRaw", query: `["${functionName}"]()` });
    const order = ["DefenderRaw", name, functionName, `policy of ${name}`];
    expect(created.filter((each) => order.includes(each))).toEqual(order);
  }
  for (const { name, columns, streamColumns } of model.tables) {
    const expected = [...columns, ...streamColumns].map(
      (column) => `${column.name}:${column.type}`,
    );
    expect(tables.get(name)?.slice(0, -2)).toEqual(expected);
  }
  const verbs = splitCommands(script).map((command) => /^\s*\.(\S+)/m.exec(command)?.[1]);
  expect(new Set(verbs)).toEqual(
    new Set(["create-merge", "create-or-alter", "alter-merge", "alter"]),
  );
}
