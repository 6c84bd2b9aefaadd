// Checks the exports that huntgen ships against what is known of the tables of the stream.

import { expect, test } from "vitest";
import { readShippedTables } from "../../generator/ingest/shipped-exports.ts";

test("the shipped exports have no columns that only a connected workspace adds", () => {
  const ofWorkspaces = ["SourceSystem", "TenantId", "TimeGenerated", "Type"];
  const found = [...readShippedTables()].flatMap(([table, columns]) =>
    ofWorkspaces.filter((name) => columns.has(name)).map((name) => `${table}.${name}`),
  );
  // The kind of an account or identity is a column of its own.
  expect(found).toEqual(["IdentityAccountInfo.Type", "IdentityInfo.Type"]);
});

test.for([
  ["AgentsInfo", "Name Description EntraAgentID EntraBlueprintID ObservabilityID"],
  ["AIAgentsInfo", "AIAgentId AIAgentName"],
  ["DeviceInfo", "DeviceId"],
  ["DeviceFileEvents", "MachineGroup"],
] as const)("the shipped %s has the columns %s", ([table, names]) => {
  const columns = readShippedTables().get(table);
  expect(names.split(" ").filter((name) => columns?.has(name) !== true)).toEqual([]);
});

test.for([
  ["AgentsInfo", "AgentName AgentDescription EntraAgentId EntraBlueprintId ObservabilityId"],
  ["DeviceFileEvents", "LogonID"],
  ["DeviceNetworkEvents", "LogonID"],
] as const)("the shipped %s does not have the columns %s", ([table, names]) => {
  const columns = readShippedTables().get(table);
  expect(names.split(" ").filter((name) => columns?.has(name) === true)).toEqual([]);
});
