// Runs huntgen pull as a process against a server that imitates Graph, and checks what is written,
// what is printed, and that the token never is.

import { expect, test } from "vitest";
import { createProject, csv } from "../support/scratch-project.ts";
import { errorAnswer, schemaAnswer, startGraph } from "./graph-server.ts";

const token = "secret.token-0123456789";
const env = { HUNTING_TOKEN: token };

function pullFrom(baseUrl: string): string[] {
  return ["pull", "--base-url", baseUrl, "--token-env", "HUNTING_TOKEN"];
}

test("pull saves changed exports, keeps tables that the tenant lacks, and lists them", async () => {
  const project = createProject({
    "input-schemas/AlertInfo.csv": csv("Title:string"),
    "input-schemas/DeviceInfo.csv": csv("Id:int", "Gone:string"),
    "input-schemas/Lost.csv": csv("Id:long"),
  });
  const answer = schemaAnswer({ AlertInfo: ["Title:string"], DeviceInfo: ["Id:long", "New:bool"] });
  const busy = errorAnswer(429, "TooManyRequests", "Too many", { "retry-after": "0" });
  const { baseUrl, calls } = await startGraph((_call, index) => (index === 0 ? busy : answer));
  expect(await project.runWith({ env }, ...pullFrom(baseUrl))).toEqual({
    status: 0,
    stdout: [
      "input-schemas/AlertInfo.csv: unchanged",
      "input-schemas/DeviceInfo.csv: 1 added, 1 removed, 1 retyped",
      "  ~ Id int -> long",
      "  + New bool",
      "  - Gone string",
      "",
    ].join("\n"),
    stderr: expect.stringMatching(
      /^Microsoft Graph returned 429, waiting 0\.\d s\n1 column will be removed: DeviceInfo\.Gone\n1 export written, 1 unchanged\nNot in this tenant, existing exports kept: Lost\n$/,
    ),
  });
  expect(calls.map(({ headers }) => headers.authorization)).toEqual([
    `Bearer ${token}`,
    `Bearer ${token}`,
  ]);
  expect(project.contents("input-schemas")).toEqual({
    "AlertInfo.csv": csv("Title:string"),
    "DeviceInfo.csv": csv("Id:long", "New:bool"),
    "Lost.csv": csv("Id:long"),
  });
});

test("pull changes nothing if a response is broken, and never prints the token", async () => {
  const files = { "input-schemas/A.csv": csv("Id:int"), "input-schemas/B.csv": csv("Id:int") };
  const project = createProject(files);
  const { baseUrl } = await startGraph((_call, index) =>
    index === 0 ? schemaAnswer({ A: ["Id:long"] }) : errorAnswer(403, "Forbidden", token),
  );
  const outcome = await project.runWith({ env }, ...pullFrom(baseUrl), "--limit", "1");
  expect(outcome).toEqual({
    status: 2,
    stdout: "",
    stderr: `${baseUrl}/v1.0/security/runHuntingQuery: returned 403: the permission ThreatHunting.Read.All is missing: "…" [no-permission]\n`,
  });
  expect(project.contents()).toEqual(files);
});

test("pull exits with 1 if the tenant lacks all of the tables", async () => {
  const project = createProject();
  const { baseUrl } = await startGraph(() =>
    errorAnswer(400, "BadRequest", "Failed to resolve table or column expression named 'Nope'"),
  );
  expect(await project.runWith({ env }, ...pullFrom(baseUrl), "Nope")).toEqual({
    status: 1,
    stdout: "",
    stderr: "0 exports written, 0 unchanged\nNot in this tenant, existing exports kept: Nope\n",
  });
  expect(project.list()).toEqual([]);
});

test("pull needs a token, and reports an address that nothing listens on", async () => {
  const project = createProject();
  expect(await project.run("pull")).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^pull: no token; run `npm install .* \[no-token\]\n$/),
  });
  for (const baseUrl of [
    "http://graph.example",
    "https://u:p@graph.example",
    "graph",
    "file:///",
  ]) {
    expect(await project.runWith({ env }, ...pullFrom(baseUrl))).toMatchObject({
      status: 2,
      stderr:
        "--base-url: must be an address such as https://graph.microsoft.com, with https [invalid-flag]\n",
    });
  }
});
