// Runs huntgen pull as a process against a server that imitates Graph, and checks what is written,
// what is printed, and that the token never is.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createProject, csv, type Outcome, type Project } from "../support/scratch-project.ts";
import { runResident } from "../support/run-resident.ts";
import { type Answer, errorAnswer, schemaAnswer, startGraph } from "./graph-server.ts";

const token = "secret.token-0123456789";
const env = { HUNTING_TOKEN: token };

function pullFrom(baseUrl: string): string[] {
  return ["pull", "--base-url", baseUrl, "--token-env", "HUNTING_TOKEN"];
}

/** Pulls in the process that the tests of this file share. */
function pullFor(project: Project, baseUrl: string, ...flags: string[]): Promise<Outcome> {
  return runResident({ args: [...pullFrom(baseUrl), ...flags], cwd: project.dir, env });
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
  expect(await project.runWith({ env }, ...pullFrom(baseUrl), "--yes")).toEqual({
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
      /^Microsoft Graph returned 429, waiting 0\.\d s\n1 column will be removed: DeviceInfo\.Gone\nThe response lacks 1 exported table: Lost\n1 export written, 1 unchanged\nNot in this tenant, existing exports kept: Lost\n$/,
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

test("pull keeps the descriptions of an export, which a query does not return", async () => {
  const project = createProject({
    "input-schemas/A.csv":
      "ColumnName,ColumnType,Description\nId,int,A number\nGone,int,Removed\nName,string,A name\n",
  });
  const { baseUrl } = await startGraph(() =>
    schemaAnswer({ A: ["Name:string", "Id:long", "New:int"] }),
  );
  expect(await pullFor(project, baseUrl, "--yes")).toMatchObject({ status: 0 });
  expect(project.read("input-schemas/A.csv")).toBe(
    "ColumnName,ColumnType,Description\nName,string,A name\nId,long,A number\nNew,int,\n",
  );
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

describe("pull from a server that answers short, empty, partially or slowly", () => {
  const wide = Array.from({ length: 52 }, (_, at) => `C${at}:string`);
  const shipped = readFileSync("input-schemas/AlertInfo.csv", "utf8");
  const files = {
    "input-schemas/AlertInfo.csv": shipped,
    "input-schemas/DeviceInfo.csv": csv(...wide),
    "input-schemas/Mine_CL.csv": csv("Id:long"),
  };
  const rest = { AlertInfo: columnsOf(shipped), Mine_CL: ["Id:long"] };
  const kept = "Nothing was written. To overwrite, pass --yes\n";

  /** Pulls twice, the second time with --yes, and returns both outcomes and what is written by each. */
  async function pullTwice(answer: (call: number) => Answer): Promise<{
    readonly refused: Outcome;
    readonly written: Outcome;
    readonly project: Project;
  }> {
    const project = createProject(files);
    const { baseUrl } = await startGraph((_call, index) => answer(index));
    const refused = await pullFor(project, baseUrl);
    expect(project.contents()).toEqual(files);
    const written = await pullFor(project, baseUrl, "--yes");
    return { refused, written, project };
  }

  test("asks before 50 of 52 columns are removed", async () => {
    const { refused, written, project } = await pullTwice(() =>
      schemaAnswer({ ...rest, DeviceInfo: wide.slice(0, 2) }),
    );
    expect(refused).toMatchObject({
      status: 1,
      stderr: `50 columns will be removed: ${wide
        .slice(2)
        .map((column) => `DeviceInfo.${column.replace(":string", "")}`)
        .join(", ")}\n${kept}`,
    });
    expect(written.status).toBe(0);
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(csv(...wide.slice(0, 2)));
  });

  test("asks if a table disappears that was exported before", async () => {
    const { refused, written, project } = await pullTwice(() =>
      schemaAnswer({ AlertInfo: rest.AlertInfo, DeviceInfo: [...wide, "New:bool"] }),
    );
    expect(refused).toMatchObject({
      status: 1,
      stderr: `The response lacks 1 exported table: Mine_CL\n${kept}`,
    });
    expect(written).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("Not in this tenant, existing exports kept: Mine_CL\n"),
    });
    expect(project.read("input-schemas/Mine_CL.csv")).toBe(csv("Id:long"));
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(csv(...wide, "New:bool"));
  });

  test("does not ask about a table that only huntgen has exported", async () => {
    const { baseUrl } = await startGraph(() =>
      schemaAnswer({ Mine_CL: ["Id:long", "New:bool"], DeviceInfo: wide }),
    );
    const project = createProject(files);
    expect(await pullFor(project, baseUrl)).toMatchObject({
      status: 0,
      stderr:
        "1 export written, 1 unchanged\nNot in this tenant, existing exports kept: AlertInfo\n",
    });
  });

  test("writes new columns without asking", async () => {
    const { baseUrl } = await startGraph(() =>
      schemaAnswer({ ...rest, DeviceInfo: [...wide, "New:bool"] }),
    );
    const project = createProject(files);
    expect(await pullFor(project, baseUrl)).toMatchObject({ status: 0 });
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(csv(...wide, "New:bool"));
  });

  test("changes nothing after an empty response, with --yes too", async () => {
    const { refused, written, project } = await pullTwice(() => schemaAnswer({}));
    for (const outcome of [refused, written]) {
      expect(outcome).toMatchObject({
        status: 1,
        stdout: "",
        stderr: expect.stringContaining(
          "Not in this tenant, existing exports kept: AlertInfo, DeviceInfo, Mine_CL\n",
        ),
      });
    }
    expect(project.contents()).toEqual(files);
  });

  test("changes nothing if the rows of a table end too early", async () => {
    const answer = schemaAnswer({ ...rest, DeviceInfo: wide });
    const parsed: { results: unknown[] } = JSON.parse(answer.body);
    const short = { body: JSON.stringify({ ...parsed, results: parsed.results.slice(0, -3) }) };
    const { refused, written, project } = await pullTwice(() => short);
    for (const outcome of [refused, written]) {
      expect(outcome).toMatchObject({ status: 2, stderr: expect.stringContaining("[cut-off]") });
    }
    expect(project.contents()).toEqual(files);
  });

  test("reads a response that arrives slowly, after a connection that breaks", async () => {
    const answer = schemaAnswer({ ...rest, DeviceInfo: [...wide, "New:bool"] });
    const { baseUrl, calls } = await startGraph((_call, index) =>
      index === 0 ? { ...answer, cut: true } : { ...answer, slow: 600 },
    );
    const project = createProject(files);
    expect(await pullFor(project, baseUrl)).toMatchObject({ status: 0 });
    expect(calls).toHaveLength(2);
    expect(project.read("input-schemas/DeviceInfo.csv")).toBe(csv(...wide, "New:bool"));
  });
});

/** The columns of an export, as `name:type`. */
function columnsOf(text: string): string[] {
  const rows = text.trim().split(/\r?\n/);
  return rows.slice(1).map((row) => row.replace(",", ":"));
}

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
    expect(await pullFor(project, baseUrl)).toMatchObject({
      status: 2,
      stderr:
        "--base-url: must be an address such as https://graph.microsoft.com, with https [invalid-flag]\n",
    });
  }
});
