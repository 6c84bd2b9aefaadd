// Checks which schema a side of `huntgen diff` names if the author of a pull request chose the
// names and files in the working tree.

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  createSharedProject,
  csv,
  type Outcome,
  type Project,
} from "../support/scratch-project.ts";

const before = csv("Id:long", "Gone:string");
const after = csv("Id:long");
const removed = expect.stringContaining("column Gone string is no longer in the rows");

function git(project: Project, ...args: string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
  return execFileSync("git", [...identity, "-C", project.dir, ...args], { encoding: "utf8" });
}

/** Creates a project whose first commit, also known as `origin/main`, has these files. */
function commit(files: Readonly<Record<string, string>>): Project {
  const project = createSharedProject(files);
  git(project, "init", "--quiet");
  git(project, "add", ".");
  git(project, "commit", "--quiet", "-m", "the first commit");
  git(project, "update-ref", "refs/remotes/origin/main", "HEAD");
  return project;
}

const exported = { "input-schemas/T.csv": before };

describe.concurrent("a side of diff", () => {
  test("is never a directory with the name of a revision", async () => {
    const project = commit(exported);
    project.write("input-schemas/T.csv", after);
    project.write("origin/main/T.csv", after);
    expect(await project.run("diff", "origin/main", ".")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        'origin/main: "origin/main" is both a path and a git revision; write ./origin/main or git:origin/main [ambiguous-side]\n',
    });
    const outcomes: readonly [string, string, number, unknown][] = [
      ["git:origin/main", ".", 1, removed],
      ["git:refs/remotes/origin/main", ".", 1, removed],
      ["./origin/main", ".", 0, "no changes\n"],
      [`${project.dir}/origin/main`, ".", 0, "no changes\n"],
      [".", "git:origin/main", 0, expect.stringContaining("new column Gone")],
      ["./origin/../input-schemas", "./origin/main", 0, "no changes\n"],
    ];
    for (const [old, current, status, stdout] of outcomes) {
      expect(await project.run("diff", old, current)).toMatchObject({ status, stdout });
    }
  });

  test("is a revision in every notation of git", async () => {
    const project = commit(exported);
    git(project, "tag", "-a", "v1", "-m", "annotated");
    project.write("input-schemas/T.csv", after);
    git(project, "commit", "--quiet", "-a", "-m", "the second commit");
    const hash = git(project, "rev-parse", "HEAD~1").trim();
    for (const name of [
      "v1",
      "HEAD~",
      ":/first",
      "HEAD^{/first}",
      "git::/first",
      hash.slice(0, 9),
    ]) {
      expect([name, await project.run("diff", name, ".")]).toMatchObject([
        name,
        { status: 1, stdout: removed },
      ]);
    }
  });

  test("is never an option of git", async () => {
    const project = commit(exported);
    for (const name of ["git:--all", "git:-h", "git:--git-dir=x", "git:--output=x", "git:"]) {
      expect(await project.run("diff", name, ".")).toEqual({
        status: 2,
        stdout: "",
        stderr: `${name}: not a git revision here [no-schema]\n`,
      });
    }
    expect(await project.run("diff", "--", "--output=x", ".")).toMatchObject({ status: 2 });
    expect(await project.run("diff", "./nothing", ".")).toMatchObject({
      status: 2,
      stderr: "./nothing: no such file or directory [no-schema]\n",
    });
    expect(project.list().filter((file) => !file.startsWith(".git/"))).toEqual([
      "input-schemas/T.csv",
    ]);
  });

  test("without a configuration is read with the defaults, not with the new configuration", async () => {
    const project = commit({ "input-schemas/T.csv": before, "input-schemas/Hidden.csv": before });
    project.remove("input-schemas/Hidden.csv");
    // If both sides excluded the table, its removal would not be reported.
    project.write("huntgen.config.json", '{ "exclude": ["Hidden"], "long": "bigint" }');
    const { status, stdout } = await project.run("diff", "git:origin/main", ".");
    expect([status, stdout.split("\n").slice(0, 4)]).toEqual([
      1,
      [
        "Hidden",
        expect.stringContaining("the table no longer exists"),
        "T",
        expect.stringContaining("column Id is long as bigint, no longer long"),
      ],
    ]);
    project.write("huntgen.config.json", '{ "input": "elsewhere" }');
    project.write("elsewhere/T.csv", after);
    expect((await project.run("diff", "git:origin/main", ".")).stdout).toContain(
      "the table no longer exists",
    );
  });

  test("has its exports next to the configuration, or in a directory further up", async () => {
    const project = commit({
      "here/huntgen.config.json": '{ "input": "." }',
      "here/huntgen.approvals.json": "{}",
      "here/T.csv": before,
      "sub/deep/huntgen.config.json": '{ "input": "../../a b:c" }',
      "a b:c/T.csv": before,
    });
    project.write("here/T.csv", after);
    project.write("a b:c/T.csv", after);
    const diff = ["diff", "git:HEAD", "."];
    expect(await project.runWith({ cwd: "here" }, ...diff)).toMatchObject({ stdout: removed });
    expect(await project.runWith({ cwd: "sub/deep" }, ...diff)).toMatchObject({ stdout: removed });
    project.write("here/T.csv", csv("Id:lnog"));
    git(project, "commit", "--quiet", "-a", "-m", "second");
    expect((await project.runWith({ cwd: "here" }, ...diff)).stderr).toMatch(
      /^HEAD:T\.csv:2: unknown column type "lnog"/,
    );
  });

  test("names the directory that a revision lacks", async () => {
    const project = commit({ "other.txt": "" });
    project.write("input-schemas/T.csv", after);
    expect((await project.run("diff", "HEAD", ".")).stderr).toBe(
      'HEAD: this revision has no exports in "input-schemas" [no-schema]\n',
    );
  });

  test("is not read in part if git lacks one of its files", async () => {
    const project = commit({ ...exported, "input-schemas/U.csv": after });
    const blob = git(project, "rev-parse", "HEAD:input-schemas/U.csv").trim();
    project.remove(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`);
    expect(await project.run("diff", "HEAD", ".")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "HEAD:input-schemas: git does not have all files of this revision; fetch them [no-schema]\n",
    });
  });

  test("follows no symbolic link of a revision", async () => {
    const project = commit(exported);
    symlinkSync("../../../etc/hostname", `${project.dir}/input-schemas/Link.csv`);
    symlinkSync("nowhere", `${project.dir}/input-schemas/README.md`);
    git(project, "add", ".");
    git(project, "commit", "--quiet", "-m", "second");
    project.remove("input-schemas/Link.csv");
    const link = "symbolic links in a revision are not followed; commit the file itself";
    expect((await project.run("diff", "HEAD", ".")).stderr).toBe(
      `HEAD:input-schemas/Link.csv: ${link} [no-schema]\n`,
    );
    project.remove("input-schemas");
    symlinkSync("../away", `${project.dir}/input-schemas`);
    symlinkSync("away.json", `${project.dir}/huntgen.config.json`);
    git(project, "add", "--all");
    git(project, "commit", "--quiet", "-m", "third");
    project.remove("huntgen.config.json");
    expect((await project.run("diff", "HEAD", "./x")).stderr).toBe(
      `HEAD:huntgen.config.json: ${link} [no-schema]\n`,
    );
  });

  test("is not looked up in a repository that a pull request has planted", async () => {
    const project = commit({ "sub/input-schemas/T.csv": before });
    // Everything that turns a directory into a bare repository, with a `main` and commands of its
    // own.
    const sub = `${project.dir}/sub`;
    execFileSync("git", ["init", "--quiet", "--bare", sub]);
    git(project, "push", "--quiet", sub, "HEAD:refs/remotes/origin/main");
    project.write("sub/config", `${project.read("sub/config")}\tfsmonitor = touch ran; false\n`);
    project.write("sub/input-schemas/T.csv", after);
    const outcome = await project.runWith({ cwd: "sub" }, "diff", "git:origin/main", ".");
    expect(outcome).toMatchObject({ status: 2, stdout: "" });
    expect(outcome.stderr).toMatch(
      /^git:origin\/main: not a git revision here: "fatal: cannot use bare/,
    );
  });

  test("is read without the hooks, attributes and filters of the working tree", async () => {
    const project = commit({
      ...exported,
      ".gitattributes": "* filter=evil diff=evil text=auto\n",
      ".mailmap": "x",
    });
    for (const key of [
      "filter.evil.smudge",
      "filter.evil.clean",
      "diff.evil.textconv",
      "core.fsmonitor",
    ]) {
      git(project, "config", key, `touch ${project.dir}/ran; cat`);
    }
    project.write("hooks/post-checkout", "#!/bin/sh\ntouch ran\n");
    chmodSync(`${project.dir}/hooks/post-checkout`, 0o755);
    git(project, "config", "core.hooksPath", `${project.dir}/hooks`);
    project.write("input-schemas/T.csv", after);
    expect(await project.run("diff", "HEAD", ".")).toMatchObject({ status: 1, stdout: removed });
    expect(project.list()).not.toContain("ran");
  });

  test("is reported with git's reason if git refuses to look it up", async () => {
    const project = commit(exported);
    mkdirSync(`${project.dir}/bin`);
    const refusal = "fatal: detected dubious ownership in repository at '/x'";
    project.write("bin/git", `#!/bin/sh\necho "${refusal}" >&2\nexit 128\n`);
    chmodSync(`${project.dir}/bin/git`, 0o755);
    const run = async (PATH: string): Promise<Outcome> =>
      project.runWith({ env: { PATH } }, "diff", "git:HEAD", ".");
    expect((await run(`${project.dir}/bin`)).stderr).toBe(
      `git:HEAD: not a git revision here: "${refusal}" [no-schema]\n`,
    );
    expect((await run("")).stderr).toBe("git:HEAD: not a git revision here [no-schema]\n");
  });
});
