// Checks huntgen pull --source schema against a server that imitates the documented responses of Graph's
// getHuntingSchema.

import { expect, test } from "vitest";
import { runResident } from "../support/run-resident.ts";
import { createProject, csv, type Outcome, type Project } from "../support/scratch-project.ts";
import { type Answer, errorAnswer, startGraph } from "./graph-server.ts";

const token = "secret.token-0123456789";
const input = "input-schemas";
const functionsFile = `${input}/huntgen.functions.json`;

const column = (name: string, dataType = "String", description?: string): object =>
  description === undefined ? { name, dataType } : { name, dataType, description };

/** The response as the reference of Graph documents it. */
const documented = {
  "@odata.context": "$metadata#microsoft.graph.security.huntingSchemaResult",
  tables: [
    {
      name: "AlertInfo",
      description: "Alerts",
      columns: [
        column("Timestamp", "DateTime", "Date and time when the record was generated"),
        column("Title"),
      ],
    },
    { name: "Mine_CL", description: "Ours", columns: [column("Count", "Int64")] },
  ],
  functions: {
    builtInFunctions: [
      {
        huntingFunctionId: 1,
        name: "FileProfile",
        path: "Built-in",
        documentation: "Enriches hashes with information about the file.",
        inputParameters: [
          { name: "Hash", cslType: "string", defaultValue: null },
          { name: "Most", cslType: "long", defaultValue: "100" },
          { name: "T", cslType: "(SHA1:string)" },
        ],
        outputColumns: [column("SHA1", "String", "SHA-1 hash"), column("Prevalence", "Int64")],
      },
    ],
    savedFunctions: [
      {
        huntingFunctionId: 100,
        name: "AllFailures",
        path: "Shared",
        description: "Failed\u202E logons",
        createdBy: "user@contoso.com",
        lastModifiedBy: "user@contoso.com",
        lastModifiedDateTime: "2026-04-15T10:30:00Z",
        inputParameters: [],
        outputColumns: [column("DeviceId")],
      },
    ],
  },
};

const functionsText = `{
  "functions": [
    {
      "name": "AllFailures",
      "kind": "saved",
      "path": "Shared",
      "description": "Failed\\u202e logons",
      "parameters": [],
      "columns": [
        {
          "name": "DeviceId",
          "type": "string"
        }
      ]
    },
    {
      "name": "FileProfile",
      "kind": "built-in",
      "path": "Built-in",
      "description": "Enriches hashes with information about the file.",
      "parameters": [
        {
          "name": "Hash",
          "type": "string"
        },
        {
          "name": "Most",
          "type": "long",
          "default": "100"
        },
        {
          "name": "T",
          "type": "(SHA1:string)"
        }
      ],
      "columns": [
        {
          "name": "SHA1",
          "type": "string",
          "description": "SHA-1 hash"
        },
        {
          "name": "Prevalence",
          "type": "long"
        }
      ]
    }
  ]
}
`;

const alertInfo =
  "ColumnName,ColumnType,Description\nTimestamp,datetime,Date and time when the record was generated\nTitle,string,\n";

function pull(project: Project, baseUrl: string, ...more: string[]): Promise<Outcome> {
  const flags = ["--source", "schema", "--base-url", baseUrl, "--token-env", "HUNTING_TOKEN"];
  const args = ["pull", ...flags, ...more];
  return runResident({ args, cwd: project.dir, env: { HUNTING_TOKEN: token } });
}

function answering(...answers: unknown[]): (call: unknown, index: number) => Answer {
  return (_call, index) => ({ body: JSON.stringify(answers[Math.min(index, answers.length - 1)]) });
}

test("saves tables with descriptions, and functions, with one GET request", async () => {
  const project = createProject();
  const { baseUrl, calls } = await startGraph(answering(documented));
  expect(await pull(project, baseUrl, "AlertInfo", "Gone")).toEqual({
    status: 0,
    stdout: `${input}/AlertInfo.csv: new, 2 columns\n${functionsFile}: new, 2 functions\n`,
    stderr:
      "1 export written, 0 unchanged\nNot in this tenant, existing exports kept: Gone\nAlso in this tenant, not requested: Mine_CL\n",
  });
  expect(calls).toMatchObject([
    { method: "GET", url: "/beta/security/getHuntingSchema", body: "" },
  ]);
  expect(calls[0]?.headers["authorization"]).toBe(`Bearer ${token}`);
  expect(project.contents(input)).toEqual({
    "AlertInfo.csv": alertInfo,
    "huntgen.functions.json": functionsText,
  });
  // The file next to the exports is not an export.
  expect(await project.run("tables")).toMatchObject({ status: 0, stderr: "" });
});

test("requests the tables of the exports, and changes nothing the second time", async () => {
  const project = createProject({ [`${input}/Mine_CL.csv`]: csv("Count:int") });
  const { baseUrl } = await startGraph(answering(documented));
  expect(await pull(project, baseUrl)).toMatchObject({
    status: 0,
    stdout: `${input}/Mine_CL.csv: 1 retyped\n  ~ Count int -> long\n${functionsFile}: new, 2 functions\n`,
  });
  expect(await pull(project, baseUrl)).toMatchObject({
    status: 0,
    stdout: `${input}/Mine_CL.csv: unchanged\n${functionsFile}: unchanged\n`,
    stderr: expect.stringContaining("0 exports written, 1 unchanged\n"),
  });
});

const mine = { name: "Mine_CL", columns: [column("Count", "Int64")] };

test.for([
  [
    "keys in another letter case, inside of value",
    { value: { Tables: [{ Name: "Mine_CL", Columns: [{ Name: "Count", DataType: "Int64" }] }] } },
  ],
  ["a list of tables as value", { value: [mine] }],
  [
    "the keys of the portal",
    { Tables: [{ Name: "Mine_CL", Schema: [{ Name: "Count", Type: "Int64" }] }], Functions: null },
  ],
] as const)("reads %s", async ([, answer]) => {
  const project = createProject();
  const { baseUrl } = await startGraph(answering(answer));
  expect(await pull(project, baseUrl, "Mine_CL")).toMatchObject({ status: 0 });
  expect(project.contents(input)).toEqual({ "Mine_CL.csv": csv("Count:long") });
});

test("asks before columns and functions disappear, and before a table that was exported does", async () => {
  const files = {
    [`${input}/Mine_CL.csv`]: csv("Count:long", "Old:string"),
    [`${input}/Lost_CL.csv`]: csv("Id:long"),
    [functionsFile]: functionsText,
  };
  const project = createProject(files);
  const { builtInFunctions } = documented.functions;
  const { baseUrl } = await startGraph(
    answering({ ...documented, functions: { builtInFunctions, savedFunctions: [] } }),
  );
  expect(await pull(project, baseUrl)).toEqual({
    status: 1,
    stdout: `${input}/Mine_CL.csv: 1 removed\n  - Old string\n${functionsFile}: changed, 1 function\n  - AllFailures\n`,
    stderr:
      "1 column will be removed: Mine_CL.Old\n1 function will be removed: AllFailures\nThe response lacks 1 exported table: Lost_CL\nNothing was written. To overwrite, pass --yes\n",
  });
  expect(project.contents()).toEqual(files);
  expect(await pull(project, baseUrl, "--yes")).toMatchObject({ status: 0 });
  expect(project.read(`${input}/Mine_CL.csv`)).toBe(csv("Count:long"));
  expect(project.read(functionsFile)).not.toContain("AllFailures");
});

test("keeps exports and functions if the response has none of the tables", async () => {
  const files = { [`${input}/Mine_CL.csv`]: csv("Count:long"), [functionsFile]: functionsText };
  const project = createProject(files);
  const { baseUrl } = await startGraph(
    answering({ tables: [], functions: { builtInFunctions: [], savedFunctions: [] } }),
  );
  expect(await pull(project, baseUrl, "--yes")).toMatchObject({ status: 1, stdout: "" });
  expect(project.contents()).toEqual(files);
});

test("hostile names leave neither the directory nor the line", async () => {
  const names = ["../../evil", "a\u001B[2J", 'x"\n##[error]', "con", "__proto__"];
  const project = createProject();
  const { baseUrl } = await startGraph(
    answering({
      tables: names.map((name) => ({ name, columns: [column(name, "Int32", name)] })),
      functions: {
        builtInFunctions: names.map((name) => ({
          name,
          inputParameters: [{ name, cslType: name, defaultValue: name }],
          outputColumns: [column(name, "Int32", name)],
        })),
      },
    }),
  );
  const { status, stdout, stderr } = await pull(project, baseUrl, ...names);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "5 exports written, 0 unchanged\n" });
  expect(stdout).not.toContain("\u001B");
  expect(stdout.split("\n").filter((line) => !line.startsWith(`${input}/`))).toEqual([""]);
  expect(
    project
      .list()
      .every((file) =>
        /^input-schemas\/\w+\.csv$|^input-schemas\/huntgen\.functions\.json$/.test(file),
      ),
  ).toBe(true);
  const { stdout: tables } = await project.run("tables", "--json");
  const read: { tables: { name: string }[] } = JSON.parse(tables);
  expect(read.tables.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  const saved: { functions: { name: string }[] } = JSON.parse(project.read(functionsFile));
  expect(saved.functions.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  expect(project.read(functionsFile)).not.toContain("\u001B");
});

const url = "/beta/security/getHuntingSchema";
const body = (value: unknown): Answer => ({ body: JSON.stringify(value) });

test.for<[name: string, answer: Answer, line: string]>([
  [
    "401",
    errorAnswer(401, "InvalidAuthenticationToken", "Access token has expired"),
    ': returned 401: the token was rejected; it must be issued for this service and include the application permission ThreatHunting.Read.All: "Access token has expired" [no-permission]',
  ],
  [
    "403",
    errorAnswer(403, "Forbidden", "Missing scope"),
    ': returned 403: the application permission ThreatHunting.Read.All is missing: "Missing scope" [no-permission]',
  ],
  [
    "404",
    errorAnswer(404, "ResourceNotFound", "Resource not found for the segment"),
    ': returned 404: this service does not have the schema; omit --source: "Resource not found for the segment" [no-answer]',
  ],
  [
    "a redirect",
    { status: 302, headers: { location: "http://127.0.0.1:9/" }, body: "" },
    ': returned 302: it was rejected: "" [no-answer]',
  ],
  [
    "an echo of the token",
    body({ tables: [{ name: token, columns: [] }] }),
    ": the response contains the token or a part of it, so it was not read [invalid-answer]",
  ],
  ["no JSON", { body: "<html>" }, ": expected the schema as JSON, got other text [not-json]"],
  ["no text", { body: "" }, ": expected the schema as JSON, got other text [not-json]"],
  ["broken JSON", { body: "{]}" }, ":1: not valid JSON: property name expected [not-json]"],
  [
    "JSON that is cut off",
    { body: '{"tables":[{"name":"A","columns":[{' },
    ":1: unexpected end of JSON: the response is cut off; run again [cut-off]",
  ],
  ["another object", body({ schema: [] }), ": the response has no list of tables [invalid-answer]"],
  [
    "a table without a name",
    body({ tables: [{ columns: [] }] }),
    ":1: the response has an object without a name [invalid-answer]",
  ],
  [
    "a table that is not an object",
    body({ tables: ["A"] }),
    ":1: the response has an entry without a name [invalid-answer]",
  ],
  [
    "a table without columns",
    body({ tables: [{ name: "A", columns: [] }] }),
    ':1: table "A" has no columns in the response; nothing was changed [no-columns]',
  ],
  [
    "a column without a name",
    body({ tables: [{ name: "A", columns: [{ dataType: "String" }] }] }),
    ":1: the column has no name [empty-name]",
  ],
  [
    "a column with an unknown type",
    body({ tables: [{ name: "A", columns: [column("Id", "lnog")] }] }),
    ':1: unknown column type "lnog", did you mean "long"? [unknown-type]',
  ],
  [
    "the same column twice",
    body({ tables: [{ name: "A", columns: [column("Id"), column("Id")] }] }),
    ':1: duplicate column "Id" (first defined on line 1) [duplicate-column]',
  ],
  [
    "functions that are not an object",
    body({ tables: [{ name: "A", columns: [column("Id")] }], functions: [] }),
    ":1: the functions are not an object [invalid-answer]",
  ],
  [
    "a function with a column of an unknown type",
    body({
      tables: [{ name: "A", columns: [column("Id")] }],
      functions: { savedFunctions: [{ name: "F", outputColumns: [column("Id", "lnog")] }] },
    }),
    ':1: column "Id" of function "F" has the unknown type "lnog" [unknown-type]',
  ],
])("reports %s and changes nothing", async ([, answer, line]) => {
  const project = createProject();
  const { baseUrl, calls } = await startGraph(() => answer);
  expect(await pull(project, baseUrl, "A")).toEqual({
    status: 2,
    stdout: "",
    stderr: `${baseUrl}${url}${line}\n`,
  });
  expect(calls).toHaveLength(1);
  expect(project.list()).toEqual([]);
});

test("tries again if the service is busy", async () => {
  const project = createProject();
  const busy = errorAnswer(429, "TooManyRequests", "Too many", { "retry-after": "0" });
  const { baseUrl, calls } = await startGraph((_call, index) =>
    index === 0 ? busy : { ...body(documented), slow: 60 },
  );
  const { status, stderr } = await pull(project, baseUrl, "AlertInfo", "Mine_CL");
  expect(status).toBe(0);
  expect(stderr).toMatch(/^Microsoft Graph returned 429, waiting 0\.\d s\n2 exports written/);
  expect(calls).toHaveLength(2);
});
