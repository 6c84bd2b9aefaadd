// Runs the commands for queries on projects and checks what they print, write and exit with.

import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { dataIn } from "../explore/page-data.ts";
import { createSharedProject, csv, type Project } from "../support/scratch-project.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const exports = {
  "input-schemas/Info.csv": csv(
    "Timestamp:datetime",
    "DeviceId:string",
    "DeviceName:string",
    "ReportId:long",
  ),
  "input-schemas/Logons.csv": csv(
    "Timestamp:datetime",
    "DeviceId:string",
    "AccountName:string",
    "ReportId:long",
  ),
};

const rules = {
  "rules/a.yaml":
    "name: Devices\nquery: |\n  Info\n  | where TimeGenerated > ago(1d)\n  | where DeviceNam has 'x'\n",
  "rules/b.yaml":
    "name: Logons\nquery: |\n  Logons\n  | project AccountName\nentityMappings:\n  - fieldMappings:\n      - columnName: DeviceName\n",
  "rules/c.json":
    '{ "displayName": "C", "queryCondition": { "queryText": "Logons | project Account = AccountName" } }',
  "rules/d.kql": "Logons | take 1\n\nInfo | where {{filter}} and isActive(DeviceName)\n",
  "functions/isActive.kql":
    ".create-or-alter function with (folder='x') isActive(name: string) {\n  name has 'x'\n}\n",
};

describe("huntgen lint", () => {
  const project = createSharedProject({ ...exports, ...rules });
  const lines = [
    'rules/a.yaml:5:11: unknown column "DeviceNam", did you mean "DeviceName"? [unknown-column]',
    'rules/b.yaml:7:21: the entity mapping uses "DeviceName", which the query does not return [unknown-mapping-column]',
    'rules/c.json:1:57: a custom detection must return "Timestamp"; add it to the result of the query [missing-column]',
    'rules/c.json:1:57: a custom detection must return "ReportId"; add it to the result of the query [missing-column]',
    'rules/c.json:1:57: a custom detection must return a column that identifies an asset, such as "DeviceId"; add it to the result of the query [missing-column]',
  ];

  test("prints each finding with its position", async () => {
    const { status, stdout, stderr } = await project.run("lint", "rules");
    expect(stdout.split("\n")).toEqual([...lines, ""]);
    expect(stderr).toBe("5 queries, 5 findings\n");
    expect(status).toBe(1);
  });

  test("prints JSON, annotations and SARIF", async () => {
    const json = await project.run("lint", "rules/a.yaml", "--format", "json");
    expect(JSON.parse(json.stdout)).toEqual({
      queries: 1,
      findings: [
        {
          file: "rules/a.yaml",
          line: 5,
          column: 11,
          code: "unknown-column",
          message: 'unknown column "DeviceNam", did you mean "DeviceName"?',
          suggestion: "DeviceName",
        },
      ],
    });
    const github = await project.run("lint", "rules/a.yaml", "--format", "github");
    expect(github.stdout).toBe(
      '::error file=rules/a.yaml,line=5,col=11,title=huntgen%3A unknown-column::unknown column "DeviceNam", did you mean "DeviceName"?\n',
    );
    const sarif = await project.run("lint", "rules/a.yaml", "--format", "sarif");
    expect(JSON.parse(sarif.stdout).runs[0].results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: "rules/a.yaml" },
      region: { startLine: 5, startColumn: 11 },
    });
  });

  test("exits with 0 without findings, and with 2 without queries or files", async () => {
    expect((await project.run("lint", "rules/d.kql")).status).toBe(0);
    expect(await project.run("lint")).toMatchObject({
      status: 2,
      stderr:
        'PATH: no queries are named; name files or directories, or set "queries" in huntgen.config.json [invalid-flag]\n',
    });
    expect((await project.run("lint", "missing.kql")).stderr).toContain(
      "missing.kql: no such file or directory",
    );
  });
});

describe("functions that huntgen pull has saved", () => {
  const saved = {
    functions: [
      {
        name: "Failures",
        kind: "saved",
        parameters: [
          { name: "Days", type: "long", default: "7" },
          { name: "T", type: "(DeviceId:string)" },
        ],
        columns: [
          { name: "DeviceId", type: "string" },
          { name: "Failed logons", type: "long" },
        ],
      },
      { name: "isActive", kind: "saved", parameters: [{ name: "n", type: "string" }], columns: [] },
      { name: "SeenBy", kind: "built-in", parameters: [], columns: [{ name: "X", type: "int" }] },
      { name: "score", kind: "saved", parameters: [{ name: "n", type: "real" }], columns: [] },
    ],
  };
  const project = createSharedProject({
    ...exports,
    ...rules,
    "input-schemas/huntgen.functions.json": JSON.stringify(saved),
    "queries/a.kql": "Info | invoke Failures(3) | project DeviceId, ['Failed logons']\n",
    // The text of isActive is saved too, and the function SeenBy is one of huntgen's own.
    "queries/b.kql":
      "Info | where isActive(DeviceName) | invoke SeenBy() | project SeenBy, s = score(1.5)\n",
    "bad/c.kql": "Info | invoke Failures() | project DeviceName\n",
    "huntgen.config.json": '{ "queries": "queries" }',
  });

  test("are known to lint, queries, diff and generate", async () => {
    expect(await project.run("lint")).toMatchObject({ status: 0, stdout: "" });
    const { stdout } = await project.run("queries", "--json");
    const types = JSON.parse(stdout).map(({ columns }: { columns: { type: string }[] }) =>
      columns.map(({ type }) => type).join(" "),
    );
    expect(types).toEqual(["string long", "dynamic dynamic"]);
    expect((await project.run("lint", "bad")).stdout).toBe(
      'bad/c.kql:1:36: unknown column "DeviceName" [unknown-column]\n',
    );
    project.write("old/Info.csv", csv("DeviceId:string"));
    project.write("new/Info.csv", csv("DeviceId:string", "New:string"));
    // Only a query without errors has another result.
    project.write("more/d.kql", "Info | where score(1.5) > 1\n");
    const diff = await project.run("diff", "old", "new", "--queries", "more");
    expect(diff.stdout).toContain("1 query returns other columns");
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    expect(project.read("generated/queries/a.ts")).toContain('"Failed logons": ');
  });

  test.each([
    ["{", "input-schemas/huntgen.functions.json:1: not valid JSON: "],
    [
      '{ "functions": [{}] }',
      "input-schemas/huntgen.functions.json: not a list of functions; run: npx huntgen pull --source schema [unreadable-file]",
    ],
  ])("are a problem if the file is %s", async (text, problem) => {
    const broken = createSharedProject({
      ...exports,
      ...rules,
      "input-schemas/huntgen.functions.json": text,
    });
    const { status, stderr } = await broken.run("lint", "rules");
    expect(stderr).toContain(problem);
    expect(status).toBe(2);
  });
});

test("huntgen queries prints the columns and parameters of each query", async () => {
  const project = createSharedProject({
    ...exports,
    "q/one.kql":
      "// First\nlet since = 7d; // @param\nLogons | where Timestamp > ago(since) | summarize n = count() by AccountName\n",
    "q/two.md":
      "```kql\nInfo | extend Bag = todynamic(DeviceName) | evaluate bag_unpack(Bag)\n```\n",
  });
  const { status, stdout } = await project.run("queries", "q", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual([
    {
      file: "q/one.kql",
      name: "one",
      line: 1,
      columns: [
        { name: "AccountName", type: "string" },
        { name: "n", type: "long" },
      ],
      open: false,
      parameters: [{ name: "since", type: "timespan", default: "7d" }],
    },
    {
      file: "q/two.md",
      name: "two",
      line: 2,
      columns: [
        { name: "Timestamp", type: "datetime" },
        { name: "DeviceId", type: "string" },
        { name: "DeviceName", type: "string" },
        { name: "ReportId", type: "long" },
      ],
      open: true,
      parameters: [],
    },
  ]);
});

describe("huntgen diff --queries", () => {
  const sides = {
    "old/Info.csv": csv("DeviceId:string", "Name:string"),
    "old/Logons.csv": csv("DeviceId:string", "Account:string"),
    "new/Info.csv": csv("DeviceId:string", "DeviceName:string", "Account:string"),
    "new/Logons.csv": csv("DeviceId:string", "Account:string"),
    "huntgen.config.json": '{ "renames": { "Info.Name": "Info.DeviceName" } }',
    "rules/a.yaml":
      "name: A\nquery: |\n  Info\n  | project Name\nentityMappings:\n  - fieldMappings:\n      - columnName: Name\n",
    "rules/b.kql": "Info | join kind=inner Logons on DeviceId | where Account == 'a' | count\n",
    "rules/c.kql": "Info\n",
    "rules/d.kql": "Logons\n",
    "rules/e.kql": "Info | extend x = Name.y\n",
  };

  test("reports queries that break, read another column, or return another result", async () => {
    const project = createSharedProject(sides);
    const text = await project.run("diff", "old", "new", "--queries", "rules");
    expect(text.status).toBe(1);
    const lines = text.stdout.split("\n");
    expect(lines.slice(lines.indexOf("queries"))).toEqual([
      "queries",
      '  breaks          rules/a.yaml:4:13  A: unknown column "Name"',
      '  reads-another   rules/b.kql:1:51  b: "Account" reads Info.Account instead of Logons.Account',
      '  breaks          rules/e.kql:1:19  e: unknown column "Name"',
      "  1 query returns other columns",
      "1 breaking, 1 additive, 0 neutral: a major version; 3 breaking queries, 1 changed result",
      "",
    ]);
    const json = await project.run("diff", "old", "new", "--queries", "rules", "--format", "json");
    const report: unknown = JSON.parse(json.stdout);
    const schema: object = JSON.parse(
      readFileSync(path.join(root, "huntgen.diff.schema.json"), "utf8"),
    );
    expect(new Ajv().validate(schema, report)).toBe(true);
    expect(report).toMatchObject({
      queries: [
        { file: "rules/a.yaml", line: 4, column: 13, name: "A", verdict: "breaks" },
        { file: "rules/b.kql", line: 1, column: 51, name: "b", verdict: "reads-another" },
        { file: "rules/c.kql", line: 1, column: 1, name: "c", verdict: "result-changes" },
        { file: "rules/e.kql", verdict: "breaks" },
      ],
    });
    const markdown = await project.run(
      "diff",
      "old",
      "new",
      "--queries",
      "rules",
      "--format",
      "markdown",
    );
    expect(markdown.stdout).toContain("| breaks | <code>rules/a.yaml:4</code> | A |");
  });

  test("renames confirmed renames in queries and mappings, if the query then passes", async () => {
    const project = createSharedProject(sides);
    const run = await project.run("diff", "old", "new", "--queries", "rules", "--fix");
    expect(run.stderr).toBe("fixed: rules/a.yaml: A\nfixed: rules/e.kql: e\n");
    expect(project.read("rules/a.yaml")).toBe(
      sides["rules/a.yaml"].replaceAll(/(?<!n)Name$/gm, "DeviceName"),
    );
    expect(project.read("rules/e.kql")).toBe("Info | extend x = DeviceName.y\n");
    expect(project.read("rules/b.kql")).toBe(sides["rules/b.kql"]);
    expect(run.status).toBe(1);
  });

  test("renames a column that column_ifexists names in a string", async () => {
    const query = "Info | where column_ifexists('Name', '') == 'Name' | count\n";
    const project = createSharedProject({ ...sides, "more/f.kql": query });
    const report = await project.run("diff", "old", "new", "--queries", "more");
    expect(report.stdout).toContain(
      'reads-another   more/f.kql:1:31  f: "Name" reads a default value instead of Info.Name',
    );
    await project.run("diff", "old", "new", "--queries", "more", "--fix");
    expect(project.read("more/f.kql")).toBe(query.replace("'Name', '')", "'DeviceName', '')"));
  });

  test("accepts approved impacts", async () => {
    const project = createSharedProject(sides);
    await project.run("diff", "old", "new", "--queries", "rules", "--approve", "--reason", "known");
    expect(Object.keys(JSON.parse(project.read("huntgen.approvals.json")))).toContain(
      'query-breaks "rules/a.yaml" "A" unknown column "Name"',
    );
    const { status, stdout, stderr } = await project.run(
      "diff",
      "old",
      "new",
      "--queries",
      "rules",
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("3 breaking queries (3 approved)");
    // Without queries, it is not known whether their approvals are still needed.
    expect((await project.run("diff", "old", "new")).stderr).toBe("");
  });
});

describe("huntgen generate", () => {
  const queries = {
    ...exports,
    "huntgen.config.json": '{ "queries": "queries", "importExtension": ".ts" }',
    "queries/failedLogons.kql": [
      "// Accounts with many failed logons.",
      "declare query_parameters(minimum: real = 10, name: string);",
      "let since = 7d; // @param",
      "Logons | where Timestamp > ago(since) and AccountName == name",
      "| summarize n = count() by AccountName | where n > minimum",
      "",
    ].join("\n"),
  };

  test("writes a module for each query, and removes it with its file", async () => {
    const project = createSharedProject(queries);
    expect((await project.run("generate")).status).toBe(0);
    const module = project.read("generated/queries/failedLogons.ts");
    expect(module).toContain("/** Accounts with many failed logons. */");
    expect(module).toContain('{ name: "minimum", type: "real", default: "real(10)" }');
    expect(module).toContain("AccountName: string;");
    expect(module).toContain("n: number | bigint | null;");
    expect(project.read("generated/manifest.json")).toContain('"queryParser": "12.4.1"');
    expect((await project.run("generate", "--check")).status).toBe(0);
    project.write("queries/failedLogons.kql", "Logons | project AccountName\n");
    expect((await project.run("generate", "--check")).status).toBe(1);
    project.remove("queries/failedLogons.kql");
    expect((await project.run("generate")).stderr).toMatch(/ [1-9] removed/);
    expect(
      project
        .list("generated")
        .filter((file) => /quer(?:y|ies)\b.*failed|saved-queries/.test(file)),
    ).toEqual([]);
    expect(project.read("generated/manifest.json")).not.toContain("queryParser");
  });

  test("writes nothing if a query does not bind", async () => {
    const project = createSharedProject({
      ...queries,
      "queries/bad.kql": "Logons\n| where Account == 'a'\n",
      "queries/empty.kql": "\n",
    });
    expect(await project.run("generate")).toMatchObject({
      status: 2,
      stderr:
        'queries/bad.kql:2:9: unknown column "Account" [unknown-column]\n' +
        "queries/empty.kql: the file is empty; write a query, or remove the file [invalid-query]\n",
    });
    expect(project.list()).not.toContain("generated/manifest.json");
  });
});

test("huntgen explore adds the queries of the configuration to its page", async () => {
  const project = createSharedProject({
    ...exports,
    ...rules,
    "huntgen.config.json": '{ "queries": ["rules/*.yaml", "rules/d.kql"] }',
  });
  const { status, stderr } = await project.run("explore");
  expect([status, stderr]).toEqual([
    0,
    "2 tables and 4 queries in explorer/index.html\n2 queries do not bind, and the page marks what is uncertain; run huntgen lint\n",
  ]);
  expect(dataIn(project.read("explorer/index.html")).queries).toMatchObject([
    {
      name: "Devices",
      file: "rules/a.yaml",
      line: 3,
      problem: 'unknown column "DeviceNam", did you mean "DeviceName"?',
      reads: [["Info", [], "all others"]],
    },
    { name: "Logons", problem: null, reads: [["Logons", [2], []]] },
    { name: "d", problem: null, reads: [["Logons", [], "all others"]] },
    { name: "d 2", line: 3, problem: "a placeholder hides a part of it" },
  ]);
});

test("huntgen generate --watch runs again after changes of queries and functions", async () => {
  const project = createSharedProject({
    ...exports,
    "huntgen.config.json": '{ "queries": "queries" }',
    "queries/a.kql": "Logons | project AccountName\n",
    "functions/f.kql": "let f = (n: string) { n }",
  });
  const { process: child, outcome } = project.start({}, "generate", "--watch");
  const patience = { timeout: 60_000 };
  const files = (): string[] => project.list("generated");
  const module = (): string => project.read("generated/queries/a.ts");
  let errors = "";
  child.stderr?.on("data", (chunk) => (errors += String(chunk)));
  await expect.poll(() => errors, patience).toContain("Watching input-schemas, queries");
  project.write("queries/b.kql", "Info | project DeviceName, A = f(DeviceId)\n");
  await expect.poll(files, patience).toContain("queries/b.ts");
  project.write("queries/a.kql", "Logons | project Account\n");
  await expect
    .poll(() => errors, patience)
    .toContain('queries/a.kql:1:18: unknown column "Account"');
  project.write("queries/a.kql", "Logons | project Port = 1\n");
  await expect.poll(module, patience).toContain("Port: ");
  project.write("functions/f.kql", "let f = (n: string) { strlen(n) }");
  await expect.poll(() => project.read("generated/queries/b.ts"), patience).toMatch(/A: number/);
  project.remove("queries/b.kql");
  await expect.poll(files, patience).not.toContain("queries/b.ts");
  child.kill("SIGINT");
  expect(await outcome).toMatchObject({ status: 0 });
}, 120_000);

test("commands for queries report that the parser is missing, or another version", async () => {
  const project = createSharedProject({ ...exports, ...rules });
  const install = copyProgram(project);
  const without = install("lint", "rules/b.yaml");
  const how = "run: npm install --save-dev @kusto/language-service-next@12.4.1";
  expect(without).toBe(
    `@kusto/language-service-next: queries need Microsoft's parser; ${how} [no-parser]\n`,
  );
  expect(install("tables")).toBe("");
  expect(install("explore")).toBe("");
  project.write("huntgen.config.json", '{ "queries": "rules" }');
  expect(install("explore", "--out", "page.html")).toBe(without);
  expect(project.list()).not.toContain("page.html");
  project.write(
    "huntgen/node_modules/@kusto/language-service-next/package.json",
    '{ "version": "11.0.0" }',
  );
  expect(install("lint", "rules/b.yaml")).toBe(
    `@kusto/language-service-next: version 11.0.0 is installed, but queries need 12.4.1; ${how} [wrong-parser]\n`,
  );
});

/** Copies the program without the parser. Returns a function that runs it and returns stderr. */
function copyProgram(project: Project): (...args: string[]) => string {
  const copy = path.join(project.dir, "huntgen");
  mkdirSync(path.join(copy, "node_modules"), { recursive: true });
  for (const name of ["dist", "package.json", "huntgen.config.schema.json", "input-schemas"]) {
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  }
  const modules = path.join(root, "node_modules");
  for (const name of readdirSync(modules)) {
    if (name !== "@kusto")
      symlinkSync(path.join(modules, name), path.join(copy, "node_modules", name));
  }
  return (...args) => {
    try {
      execFileSync(process.execPath, [path.join(copy, "dist/cli.js"), ...args], {
        cwd: project.dir,
        stdio: "pipe",
        encoding: "utf8",
      });
      return "";
    } catch (error) {
      return error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    }
  };
}
