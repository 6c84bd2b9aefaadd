// Runs the scripts of the action as processes, in a repository in which a pull request has changed
// everything that it can, against a server that imitates GitHub. The expressions in `if` belong to
// GitHub and are not evaluated.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { cli } from "../support/built-files.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

const root = new URL("../../", import.meta.url);
const marker = "<!-- huntgen diff -->";
const bot = "github-actions[bot]";

/** Returns the script of a step of action.yml, by the name of the step. */
function scriptOf(step: string): string {
  const [, text = ""] = readFileSync(new URL("action.yml", root), "utf8").split(
    `- name: ${step}\n`,
  );
  const { single, block } =
    /^ {6}run: (?:(?<single>[^|\n].*)|\|\n(?<block>(?: {8}.*\n|\n)+))/m.exec(text)?.groups ?? {};
  const script = single ?? block?.replace(/^ {8}/gm, "");
  if (script === undefined) throw new Error(`action.yml has no step ${step}`);
  return script;
}

interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a script as GitHub's runner does. */
async function runStep(step: string, project: Project, env: Record<string, string>): Promise<Ran> {
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", scriptOf(step)], {
    cwd: project.dir,
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: project.dir,
      HUNTGEN: `${process.execPath} ${cli}`,
      GITHUB_ACTIONS: "true",
      GITHUB_ACTION_PATH: new URL(".", root).pathname.replace(/\/$/, ""),
      GITHUB_STEP_SUMMARY: `${project.dir}/summary.md`,
      REPORT: `${project.dir}/report.md`,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const collect = (chunk: Buffer): void => {
    output += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  await once(child, "close");
  return { status: child.exitCode, output };
}

const before = csv("Id:long", "Gone:string");

function pullRequest(files: Readonly<Record<string, string>>): Project {
  const project = createProject({ "input-schemas/T.csv": before });
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      cwd: project.dir,
      encoding: "utf8",
    });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "base");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  git("add", ".");
  git("commit", "--quiet", "-m", "head");
  // git prefers a tag to a branch of the same name.
  git("tag", "origin/main", "HEAD");
  return project;
}

const compare = "Compare with the base";
const base = { BASE: "", BASE_REF: "main" };

describe("the step that compares", () => {
  test("reports a breaking change, whatever the pull request calls its directories and tags", async () => {
    const project = pullRequest({
      "input-schemas/T.csv": csv("Id:long"),
      "origin/main/T.csv": csv("Id:long"),
      "refs/remotes/origin/main/T.csv": csv("Id:long"),
      "git:refs/remotes/origin/main/T.csv": csv("Id:long"),
    });
    const { status, output } = await runStep(compare, project, base);
    expect(status).toBe(1);
    expect(output).toContain("::error file=input-schemas/T.csv");
    expect(output).toContain("1 breaking, 0 additive, 0 neutral: a major version");
    expect(project.read("report.md")).toContain("column Gone string is no longer in the rows");
    expect(project.read("summary.md")).toBe(project.read("report.md"));
  });

  test("compares with the revision that the workflow names", async () => {
    const project = pullRequest({ "input-schemas/T.csv": csv("Id:long"), "HEAD/T.csv": before });
    expect(await runStep(compare, project, { ...base, BASE: "HEAD" })).toMatchObject({ status: 0 });
    expect(await runStep(compare, project, { ...base, BASE: "HEAD~" })).toMatchObject({
      status: 1,
    });
    expect(await runStep(compare, project, { ...base, BASE: "--all" })).toMatchObject({
      status: 2,
    });
  });

  test("leaves no report of an earlier run if it cannot compare", async () => {
    const project = pullRequest({ "input-schemas/T.csv": csv("Id:lnog") });
    project.write("report.md", "of an earlier run");
    const { status, output } = await runStep(compare, project, base);
    expect([status, existsSync(`${project.dir}/report.md`)]).toEqual([2, false]);
    expect(output).toContain("[unknown-type]");
  });

  test("prints no workflow command that a name contains", async () => {
    const evil = "::stop-commands::x";
    const other = "##[add-mask]breaking";
    const project = pullRequest({
      "input-schemas/T.csv": `${before}"${evil}%0A::error::x",int\n`,
      "input-schemas/U.csv": `TableName,ColumnName,ColumnType\n"${evil}","${other}",int\n"${other}","${evil}",int\n`,
      "huntgen.approvals.json": JSON.stringify({ [evil]: "y", [other]: `\n${evil}` }),
    });
    const { output } = await runStep(compare, project, base);
    expect(output).toContain("%250A");
    const commands = output.split(/[\r\n]/).filter((line) => /^\s*::|##\[/.test(line));
    expect(commands.length).toBeGreaterThan(2);
    expect(
      commands.filter(
        (line) => !/^::(?:error|notice) file=[^,:]+,line=\d+,title=huntgen%3A [a-z-]+::/.test(line),
      ),
    ).toEqual([]);
    expect(output).not.toMatch(/%0A/i);
    for (const format of ["text", "json", "sarif"]) {
      const { stdout, stderr } = await project.run("diff", "git:HEAD~", ".", "--format", format);
      expect(`${stdout}${stderr}`).not.toMatch(/^\s*::|##\[/m);
      expect(stdout).toContain("stop-commands");
    }
    const { stdout } = await project.run("diff", "git:HEAD~", ".", "--format", "json");
    expect(JSON.stringify(JSON.parse(stdout))).toContain(other);
  });
});

test("the step for pull_request_target fails", async () => {
  const { status, output } = await runStep("Refuse pull_request_target", createProject(), {});
  expect([status, output]).toEqual([2, expect.stringMatching(/^::error::huntgen does not run on/)]);
  const action = readFileSync(new URL("action.yml", root), "utf8");
  expect(action).toMatch(
    /if: \$\{\{ !cancelled\(\) && github\.event_name != 'pull_request_target'/,
  );
});

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string } | null;
  readonly body: string;
}

interface GitHub {
  readonly url: string;
  /** The requests that wrote something, as `METHOD path: body`. */
  readonly written: string[];
  readonly tokens: Set<string | undefined>;
}

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function answerOf(response: ServerResponse): (status: number, value: unknown) => void {
  return (status, value) => {
    response.writeHead(status, { location: "http://127.0.0.1:9/" }).end(JSON.stringify(value));
  };
}

async function startGitHub(comments: readonly Comment[], refuses = ""): Promise<GitHub> {
  const [written, tokens] = [[] as string[], new Set<string | undefined>()];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { pathname, searchParams } = new URL(request.url ?? "", "http://x");
      tokens.add(request.headers.authorization);
      const answer = answerOf(response);
      if (refuses === request.method) return answer(403, { message: "Resource not accessible" });
      if (refuses === "redirect") return answer(307, {});
      if (pathname === "/graphql") return answer(200, { data: { viewer: { login: bot } } });
      if (request.method === "GET") {
        const [page, size] = ["page", "per_page"].map((name) => Number(searchParams.get(name)));
        const start = ((page ?? 1) - 1) * (size ?? 30);
        return answer(200, comments.slice(start, start + (size ?? 30)));
      }
      const { body }: { body: string } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      written.push(`${request.method} ${pathname}: ${body}`);
      return answer(body.length > 65_536 ? 422 : 201, { id: 1 });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  open.push(() => server.close());
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    written,
    tokens,
  };
}

async function comment(github: GitHub, report: string | undefined): Promise<Ran> {
  const project = createProject(report === undefined ? {} : { "report.md": report });
  return runStep("Comment on the pull request", project, {
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_RUN_ID: "42",
    REPOSITORY: "acme/schemas",
    NUMBER: "7",
    GH_TOKEN: "secret-token",
  });
}

const report = `${marker}\n\n### Schema changes\n`;
const link = "[summary of the run](https://github.example/acme/schemas/actions/runs/42)";
const others: readonly Comment[] = [
  { id: 11, user: { login: "mallory" }, body: `${report}forged` },
  { id: 12, user: { login: "dependabot[bot]" }, body: report },
  { id: 13, user: null, body: report },
  { id: 14, user: { login: bot }, body: "another report" },
  { id: 15, user: { login: bot }, body: `quoted: ${report}` },
];

describe("the step that comments", () => {
  test("writes its own comment next to comments of others that look like it", async () => {
    const github = await startGitHub(others);
    expect(await comment(github, report)).toEqual({ status: 0, output: "" });
    expect(github.written).toEqual([
      `POST /repos/acme/schemas/issues/7/comments: ${report.trimEnd()}\n\nAll changes are in the ${link}.\n`,
    ]);
    expect([...github.tokens]).toEqual(["Bearer secret-token"]);
  });

  test("replaces its own comment, whichever page it is on", async () => {
    const own = { id: 99, user: { login: bot }, body: `${report}old` };
    const many = Array.from({ length: 250 }, (_, id) => ({
      id,
      user: { login: "x" },
      body: report,
    }));
    for (const comments of [
      [...others, own],
      [...many, own],
    ]) {
      const github = await startGitHub(comments);
      expect((await comment(github, report)).output).toBe("");
      expect(github.written).toEqual([
        expect.stringMatching(/^PATCH \/repos\/acme\/schemas\/issues\/comments\/99: <!-- huntgen/),
      ]);
    }
  });

  test("updates its own comment if nothing could be compared, but does not create one for that", async () => {
    const github = await startGitHub(others);
    await comment(github, undefined);
    expect(github.written).toEqual([]);
    const again = await startGitHub([{ id: 99, user: { login: bot }, body: report }]);
    await comment(again, undefined);
    expect(again.written).toEqual([
      `PATCH /repos/acme/schemas/issues/comments/99: ${report}\nThe schemas could not be compared: see the ${link}.\n`,
    ]);
  });

  test("points to the run if a report does not fit into a comment", async () => {
    const github = await startGitHub([]);
    expect(await comment(github, report + "x".repeat(65_500))).toEqual({ status: 0, output: "" });
    expect(github.written).toEqual([
      expect.stringMatching(
        /: <!-- huntgen diff -->\n\n### Schema changes\n\nThe schemas have more changes than fit here: see/,
      ),
    ]);
  });

  test.each([
    ["GET", "GET returned 403"],
    ["POST", "POST returned 403"],
    ["redirect", "fetch failed"],
  ])("only warns if GitHub refuses: %s", async (refuses, reason) => {
    const github = await startGitHub([], refuses);
    expect(await comment(github, report)).toEqual({
      status: 0,
      output: `::warning::huntgen could not comment on the pull request: ${reason}\n`,
    });
    expect(github.written).toEqual([]);
  });
});
