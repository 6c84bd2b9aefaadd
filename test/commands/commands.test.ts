// Runs the command line as a process and checks what it prints to which stream, and its exit code.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import {
  createProject,
  createSharedProject,
  csv,
  type Outcome,
  type Project,
} from "../support/scratch-project.ts";
import { cli } from "../support/built-files.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { version }: { version: string } = JSON.parse(
  readFileSync(path.join(root, "package.json"), "utf8"),
);

const exports = {
  "input-schemas/Alpha.csv": csv("Id:long", "Name:string"),
  "input-schemas/Beta.csv": csv("When:datetime", "ReportId:long", "Size:long"),
};

const closingLine =
  /^\d+ tables?, \d+ columns?, \d+ files?: \d+ new, \d+ changed, \d+ removed \(\d+\.\d s\)$/;

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function linesOf(text: string): string[] {
  expect(text.endsWith("\n")).toBe(true);
  return text.slice(0, -1).split("\n");
}

describe("the command line", () => {
  let project: Project;
  beforeAll(() => {
    project = createSharedProject(exports);
  });

  test.concurrent.for([
    [
      "--help",
      "Exit codes: 0 success, 1 check failed (stale output, breaking change, rejected records), 2 error.",
    ],
    ["generate --help", "--input", "--out", "--check", "--watch"],
    ["init -h", "--no-exports"],
    ["tables -h", "--json"],
  ])("huntgen %s prints help on stdout", async ([args = "", ...words]) => {
    const { status, stdout, stderr } = await project.run(...args.split(" "));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [command = ""] = args.split(" ");
    const usage = command.startsWith("-") ? "huntgen <command>" : `huntgen ${command}`;
    for (const word of [usage, ...words]) expect(stdout).toContain(word);
  });

  test.concurrent.for([["--version"], ["-v"]])("%o prints the version", async (args) => {
    expect(await project.run(...args)).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  test.concurrent.for([
    ["--input x", "Specify a command."],
    ["frobnicate", "Unknown argument: frobnicate"],
    ["genrate", 'Unknown command: "genrate". Did you mean generate?'],
    ["generate more", "Unknown argument: more"],
    ["generate -- more", "Unknown argument: more"],
    ["generate --chekc", "Unknown argument: chekc"],
    ["generate --chekc --jsno", "Unknown arguments: chekc, jsno"],
    ["generate --json", "Unknown argument: json"],
    ["generate --check --watch", "--check and --watch cannot be used together"],
    ["generate --check --force", "--check and --force cannot be used together"],
    ["generate --diff", "--diff requires --check"],
    ["generate --format json", "--format requires --check"],
    ["generate --check --format xml", '--format must be text, json or github, got "xml"'],
    ["generate --check --format=x,\ny", '--format must be text, json or github, got "x,\\ny"'],
    ["generate --check --format", "--format requires a value"],
    ["generate --input", "--input requires a value"],
    ["diff a b --approve", "--approve requires --reason"],
    ["diff a b --reason x", "--reason requires --approve"],
    ["diff a b --reason", "--reason requires a value"],
    ["diff a b --require huge", '--require must be major, minor or patch, got "huge"'],
    ["diff a b c", "Unknown argument: c"],
    ["add", "expected at least 1 argument, got 0"],
    ["validate", "expected at least 1 argument, got 0"],
    ["completion tcsh", 'shell must be bash, zsh or fish, got "tcsh"'],
    ["init --ci gitlab", '--ci must be github, got "gitlab"'],
    ["generate --\u001B[2Jx", "Unknown argument: \\u{1b}[2Jx"],
  ] as const)("%j is not a valid command", async ([line, message]) => {
    const args = line.split(" ");
    const [command = ""] = args;
    const see = /^(?:fro|gen(?!er)|--)/.test(command) ? "huntgen" : `huntgen ${command}`;
    expect(await project.run(...args)).toEqual({
      status: 2,
      stdout: "",
      stderr: `${message}\nSee: ${see} --help\n`,
    });
  });

  test("the messages are the same in every language", async () => {
    const env = { LC_ALL: "de_DE.UTF-8" };
    const { stderr } = await project.runWith({ env }, "generate", "--input");
    expect(stderr).toBe("--input requires a value\nSee: huntgen generate --help\n");
  });

  test("prints the help on stderr and exits with 2 without a command", async () => {
    const { stdout: help } = await project.run("--help");
    expect(await project.run()).toEqual({ status: 2, stdout: "", stderr: help });
  });

  test("every command has examples in its help", async () => {
    const { stdout } = await project.run("--help");
    const commands = [...stdout.matchAll(/^ {2}huntgen (\w+)/gm)].map(([, name = ""]) => name);
    expect(commands).toHaveLength(12);
    for (const command of commands) {
      const help = await project.run(command, "--help");
      expect(help.stdout).toMatch(new RegExp(`\nExamples:\n  huntgen ${command}`));
    }
  });

  test("uses the last value of a repeated flag", async () => {
    const { stderr } = await project.run("tables", "--input", "nowhere", "--input", "nor-here");
    expect(stderr).toMatch(/^nor-here: no such directory/);
  });
});

describe("huntgen tables", () => {
  test("lists the names, columns and exports of tables", async () => {
    const { status, stdout, stderr } = await createProject(exports).run("tables");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(linesOf(stdout)).toEqual([
      "Alpha   2 columns  Alpha.csv",
      "Beta    3 columns  Beta.csv",
    ]);
  });

  test("prints only JSON on stdout, and warnings on stderr", async () => {
    const project = createProject({
      "in/T.csv": "ColumnName,ColumnType,ColumnOrdinal\nb,INT64,1\nB,System.Guid,0\n",
    });
    const { status, stdout, stderr } = await project.run("tables", "--json", "--input", "in");
    expect(status).toBe(0);
    expect(stderr).toMatch(/^in\/T\.csv:2: warning: .* \[case-variant\]\n$/);
    expect(JSON.parse(stdout)).toMatchObject({
      modelVersion: 1,
      tables: [
        {
          name: "T",
          export: "T.csv",
          columns: [
            { name: "B", type: "guid", ordinal: 0 },
            { name: "b", type: "long", ordinal: 1 },
          ],
        },
      ],
    });
  });

  test("exits with 0 if the reader closes the pipe early", async () => {
    const child = spawn(process.execPath, [cli, "tables", "--json"], { cwd: root });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => {
      child.on("close", resolve);
    });
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
  });
});

describe("huntgen init", () => {
  const shipped = readdirSync(path.join(root, "input-schemas")).toSorted();

  test("starts a project that can generate at once, and prints the next step", async () => {
    const project = createProject();
    const lost = await project.run("generate");
    expect(lost.status).toBe(2);
    expect(lost.stderr).toContain("run `huntgen init`");
    const { status, stdout, stderr } = await project.run("init");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(linesOf(stderr)).toEqual([
      "68 files written",
      expect.stringMatching(/^Next: .*`huntgen generate`$/),
    ]);
    expect(shipped).toHaveLength(66);
    expect(project.list("input-schemas")).toEqual(shipped);
    for (const file of shipped) {
      const original = readFileSync(path.join(root, "input-schemas", file), "utf8");
      expect(project.read(`input-schemas/${file}`)).toBe(original);
    }
    expect(JSON.parse(project.read("huntgen.config.json"))).toEqual({
      $schema: "./node_modules/huntgen/huntgen.config.schema.json",
      input: "input-schemas",
      out: "generated",
    });
    const generated = await project.run("generate");
    expect(generated).toMatchObject({ status: 0, stdout: "" });
    expect(generated.stderr).toMatch(/^66 tables, \d{4} columns, \d+ files: \d+ new, 0 changed/);
  });

  test("overwrites nothing, and lists the files that it skipped", async () => {
    const project = createProject({
      "huntgen.config.json": '{ "input": "mine" }',
      "mine/DeviceInfo.csv": "precious",
      "mine/Other.csv": "precious too",
    });
    const { status, stderr } = await project.run("init", "--tables", "*");
    expect(status).toBe(0);
    expect(linesOf(stderr).slice(0, 3)).toEqual([
      "huntgen.config.json already exists; skipped",
      "mine/DeviceInfo.csv already exists; skipped",
      "66 files written",
    ]);
    expect(project.read("huntgen.config.json")).toBe('{ "input": "mine" }');
    expect(project.read("mine/DeviceInfo.csv")).toBe("precious");
    expect(project.read("mine/Other.csv")).toBe("precious too");
    expect(project.list("mine")).toHaveLength(67);
  });

  test("prints one line if nothing is missing", async () => {
    const project = createProject();
    await project.run("init");
    expect(await project.run("init")).toEqual({
      status: 0,
      stdout: "",
      stderr: "Nothing to do: huntgen.config.json, .gitattributes, 66 exports already exist\n",
    });
  });

  test("writes only the exports that --tables selects", async () => {
    const project = createProject();
    const { status, stderr } = await project.run("init", "--tables", "Email*Events", "UrlClick*");
    expect([status, linesOf(stderr)[0]]).toEqual([0, "5 files written"]);
    expect(project.list("input-schemas")).toEqual([
      "EmailEvents.csv",
      "EmailPostDeliveryEvents.csv",
      "UrlClickEvents.csv",
    ]);
  });

  test("adds no exports to those that were chosen", async () => {
    const project = createProject();
    await project.run("init", "--tables", "EmailEvents");
    const { status, stderr } = await project.run("init", "--ci", "github");
    expect([status, linesOf(stderr).slice(0, 4)]).toEqual([
      0,
      [
        "huntgen.config.json already exists; skipped",
        ".gitattributes already exists; skipped",
        "input-schemas/EmailEvents.csv already exists; skipped",
        "1 file written",
      ],
    ]);
    expect(project.list("input-schemas")).toEqual(["EmailEvents.csv"]);
  });

  test.for([
    [
      ["--tables", "DeviceInfoo"],
      'no known table matches "DeviceInfoo", did you mean "DeviceInfo"?',
    ],
    [
      ["--tables", "Device*", "--no-exports"],
      "selects exports, and --no-exports writes none; omit one of them",
    ],
  ] as const)("refuses %o and writes nothing", async ([args, message]) => {
    const project = createProject();
    expect(await project.run("init", ...args)).toEqual({
      status: 2,
      stdout: "",
      stderr: `--tables: ${message} [invalid-flag]\n`,
    });
    expect(project.list()).toEqual([]);
  });

  test("writes no exports with --no-exports", async () => {
    const project = createProject();
    const { status, stderr } = await project.run("init", "--no-exports", "--input", "mine");
    expect(status).toBe(0);
    expect(stderr).toContain("mine/<Table>.csv");
    expect(project.list()).toEqual([".gitattributes", "huntgen.config.json"]);
    expect(JSON.parse(project.read("huntgen.config.json"))).toMatchObject({ input: "mine" });
    const next = await project.run("generate");
    expect(next).toMatchObject({ status: 2, stdout: "" });
    expect(next.stderr).toMatch(/^mine: no exports found; .*`huntgen init`.* \[no-exports\]\n$/);
  });
});

describe("huntgen generate", () => {
  test("ends with a summary on stderr, without colors or progress", async () => {
    const project = createProject(exports);
    // These variables turn on colors in other programs.
    const env = { FORCE_COLOR: "1", TERM: "xterm-256color" };
    const first = await project.runWith({ env }, "generate");
    expect(first).toMatchObject({ status: 0, stdout: "" });
    expect(linesOf(first.stderr)).toEqual([expect.stringMatching(closingLine)]);
    const files = project.list("generated").length;
    expect(first.stderr).toContain(`2 tables, 5 columns, ${files} files: ${files} new, 0 changed`);
    project.write("input-schemas/Alpha.csv", csv("Id:int"));
    project.remove("input-schemas/Beta.csv");
    project.write("generated/mine\u001B.txt", "mine");
    const { stderr } = await project.runWith({ env }, "generate");
    expect(linesOf(stderr)).toEqual([
      "generated/mine\\u{1b}.txt was not generated by huntgen; skipped",
      expect.stringMatching(
        new RegExp(`^1 table, 1 column, ${files - 2} files: 0 new, [0-9] changed, 2 removed`),
      ),
    ]);
  });

  test("follows the configuration, and flags override it", async () => {
    const project = createProject({
      "mine/Alpha.csv": exports["input-schemas/Alpha.csv"],
      "mine/Beta.csv": exports["input-schemas/Beta.csv"],
      "mine/Left.csv": csv("Wrong:lnog"),
      "flag/Flag.csv": csv("Id:long"),
      "huntgen.config.json": JSON.stringify({
        input: "mine/",
        out: "made",
        exclude: ["L*t"],
        long: { default: "string", columns: { "*.ReportId": "bigint", "Alpha.Id": "number" } },
        importExtension: ".ts",
        package: { name: "@acme/defender", version: "1.2.3-rc.1" },
      }),
    });
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    const tables = ["tables/Alpha.ts", "tables/Beta.ts"];
    expect(project.list("made").filter((file) => file.startsWith("tables/"))).toEqual(tables);
    expect(project.read("made/tables/Alpha.ts")).toMatch(/^ {2}Id\?: number \| null;$/m);
    const beta = project.read("made/tables/Beta.ts");
    expect(beta).toMatch(/^ {2}ReportId\?: bigint \| null;$/m);
    expect(beta).toMatch(/^ {2}Size\?: string \| null;$/m);
    expect(beta).toContain('"../runtime/table/table.ts"');
    expect(JSON.parse(project.read("made/package.json"))).toMatchObject({
      name: "@acme/defender",
      version: "1.2.3-rc.1",
    });
    // The flags select other exports. No table of theirs matches the pattern in `exclude`, so
    // there is a warning.
    const { status, stderr } = await project.run("generate", "--input", "flag", "--out=flagged/");
    expect(status).toBe(0);
    expect(stderr).toContain('"L*t" matches nothing');
    expect(project.list("flagged")).toContain("tables/Flag.ts");
    expect(project.read("flagged/tables/Flag.ts")).toMatch(/^ {2}Id\?: string \| null;$/m);
  });
});

describe("huntgen generate --check", () => {
  let project: Project;
  let before: Record<string, string>;
  let dirty: Outcome;
  beforeAll(async () => {
    project = createSharedProject(exports);
    await project.run("generate", "--out", "my 'own'");
    const edited = project.read(`my 'own'/tables/Alpha.ts`).replace("Id?:", "Edited?:");
    project.write(`my 'own'/tables/Alpha.ts`, edited);
    project.write(
      "input-schemas/Gamma.csv",
      csv(...Array.from({ length: 300 }, (_, i) => `C${i}:int`)),
    );
    project.remove("input-schemas/Beta.csv");
    project.write("my 'own'/mine.txt", "mine");
    before = project.contents();
    dirty = await project.run("generate", "--check", "--diff", "--out", "my 'own'");
  }, 60_000);

  test("writes nothing", () => {
    expect(project.contents()).toEqual(before);
  });

  test("lists every file that is stale, missing or orphaned, and exits with 1", () => {
    const listed = linesOf(dirty.stdout).filter((line) =>
      /^(?:stale|missing|orphaned) /.test(line),
    );
    expect(dirty.status).toBe(1);
    expect(listed).toEqual([
      "stale my 'own'/index.ts",
      "stale my 'own'/manifest.json",
      "stale my 'own'/runtime/registry.ts",
      "orphaned my 'own'/schemas/Beta.schema.json",
      "missing my 'own'/schemas/Gamma.schema.json",
      "stale my 'own'/schemas/bundled/stream.schema.json",
      "stale my 'own'/schemas/stream.schema.json",
      "stale my 'own'/tables/Alpha.ts",
      "orphaned my 'own'/tables/Beta.ts",
      "missing my 'own'/tables/Gamma.ts",
    ]);
  });

  test("prints a unified diff of at most 200 lines", () => {
    const lines = linesOf(dirty.stdout);
    const diff = lines.slice(lines.findIndex((line) => line.startsWith("--- ")));
    expect(diff).toHaveLength(200);
    expect(diff[0]).toMatch(/^--- a\/index\.ts/);
    expect(diff[1]).toMatch(/^\+\+\+ b\/index\.ts/);
    expect(diff[2]).toMatch(/^@@ -\d+,\d+ \+\d+,\d+ @@$/);
    expect(diff).toContain('-export { Beta } from "./tables/Beta.js";');
    expect(diff).toContain('+export { Gamma } from "./tables/Gamma.js";');
    expect(diff.filter((line) => !/^(?:[-+ @]|\\ No newline)/.test(line))).toEqual([]);
  });

  test("reports files that are not huntgen's, and the command that fixes the output", () => {
    expect(linesOf(dirty.stderr)).toEqual([
      "my 'own'/mine.txt was not generated by huntgen; skipped",
      expect.stringMatching(/^2 tables, 302 columns, \d+ files: 2 missing, 6 stale, 2 orphaned /),
      "my 'own' is out of date. Run: huntgen generate --out 'my '\\''own'\\'''",
    ]);
  });

  test("is clean and exits with 0 after that command has run", async () => {
    await project.run("generate", "--out", "my 'own'");
    const { status, stdout, stderr } = await project.run(
      "generate",
      "--check",
      "--out",
      "my 'own'",
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toContain(": 0 missing, 0 stale, 0 orphaned");
  });

  test("detects an edit that a forged manifest hides", async () => {
    const forged = createProject(exports);
    await forged.run("generate");
    const text = forged.read("generated/tables/Alpha.ts");
    forged.write("generated/tables/Alpha.ts", text.replace("Name?: string", "Name?: number"));
    const edited = forged.read("generated/tables/Alpha.ts");
    const manifest = forged.read("generated/manifest.json");
    expect(manifest).toContain(sha256(text));
    forged.write("generated/manifest.json", manifest.replace(sha256(text), sha256(edited)));
    const { status, stdout } = await forged.run("generate", "--check");
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^another build of huntgen \S+ generated it, or manifest\.json was edited\n\nstale generated\/manifest\.json\nstale generated\/tables\/Alpha\.ts\n$/,
    );
  });
});

describe("huntgen generate --watch", () => {
  const patience = { timeout: 60_000 };

  test("runs again after a change, continues after a broken one, and exits with 0 on SIGINT", async () => {
    const project = createProject(exports);
    const { process: child, outcome } = project.start({}, "generate", "--watch");
    let errors = "";
    child.stderr?.on("data", (chunk) => (errors += String(chunk)));
    const rounds = (): number => errors.split("Watching input-schemas").length - 1;
    await expect.poll(rounds, patience).toBe(1);
    project.write("input-schemas/Alpha.csv", csv("Id:long", "Name:lnog"));
    await expect.poll(rounds, patience).toBe(2);
    expect(errors).toContain('input-schemas/Alpha.csv:3: unknown column type "lnog"');
    project.write("input-schemas/Alpha.csv", csv("Id:long", "Name:guid"));
    project.write("input-schemas/Gamma.csv", csv("Id:long"));
    const files = (): string[] => project.list();
    await expect.poll(files, patience).toContain("generated/tables/Gamma.ts");
    expect(project.read("generated/tables/Alpha.ts")).toContain('["Name", guid]');
    project.write("huntgen.config.json", '{ "out": "elsewhere" }');
    await expect.poll(files, patience).toContain("elsewhere/tables/Gamma.ts");
    child.kill("SIGINT");
    expect(await outcome).toMatchObject({ status: 0, stdout: "" });
  });

  test("exits with 0 on SIGTERM, even during a run", async () => {
    const project = createProject(exports);
    const { process: child, outcome } = project.start({}, "generate", "--watch");
    const names = (): string[] => readdirSync(project.dir);
    await expect.poll(names, { ...patience, interval: 5 }).toContainEqual("generated");
    child.kill("SIGTERM");
    expect(await outcome).toMatchObject({ status: 0, stdout: "" });
    expect(names().toSorted()).toEqual(["generated", "input-schemas"]);
  });
});

describe("what generate --check reports", () => {
  test("is the change of the schema, then the files, then the command", async () => {
    const project = createProject(exports);
    await project.run("generate");
    project.write("input-schemas/Alpha.csv", csv("Id:string", "Name:string", "Extra:guid"));
    project.remove("input-schemas/Beta.csv");
    project.write("input-schemas/Gamma.csv", csv("Id:long"));
    const text = await project.run("generate", "--check");
    expect(text.status).toBe(1);
    expect(linesOf(text.stdout).slice(0, 6)).toEqual([
      "Beta: - table",
      "Gamma: + table with 1 column",
      "Alpha: ~ Id long -> string",
      "Alpha: + Extra guid",
      "",
      "stale generated/index.ts",
    ]);
    expect(text.stdout).not.toContain("@@");
    const { stdout } = await project.run("generate", "--check", "--format", "github");
    expect(linesOf(stdout)[2]).toBe(
      "::error file=input-schemas/Alpha.csv,line=2,title=huntgen%3A column-retyped::Alpha: ~ Id long -> string; generated is out of date; run: huntgen generate",
    );
  });

  test("is the cause if the schema is the same", async () => {
    const project = createProject(exports);
    await project.run("generate");
    const text = project.read("generated/tables/Alpha.ts");
    project.write("generated/tables/Alpha.ts", text.replace("Id?:", "Edited?:"));
    project.remove("generated/tables/Beta.ts");
    const edited = await project.run("generate", "--check");
    expect(linesOf(edited.stdout).slice(0, 3)).toEqual([
      "generated/tables/Alpha.ts was edited after it was generated",
      "generated/tables/Beta.ts was deleted after it was generated",
      "",
    ]);
    const manifest = project.read("generated/manifest.json");
    project.write(
      "generated/manifest.json",
      manifest.replace(/"huntgen": "[^"]*"/, '"huntgen": "0.0.1"'),
    );
    project.write("huntgen.config.json", '{ "importExtension": ".ts" }');
    const { stdout } = await project.run("generate", "--check");
    expect(linesOf(stdout)[0]).toMatch(/^huntgen 0\.0\.1 generated it, and this is huntgen /);
    expect(linesOf(stdout)[1]).toBe("the configuration changed: importExtension");
  });
});
