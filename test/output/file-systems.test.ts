// Checks that what a file system refuses is reported in one line with advice, and that nothing
// changes. Quotas need more than a mount: test/replace injects EDQUOT instead.

import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { snapshot } from "../replace/trees.ts";
import { cli } from "../support/built-files.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

const mounted: string[] = [];

afterEach(() => {
  for (const mountPoint of mounted.splice(0).toReversed()) execFileSync("umount", [mountPoint]);
});

const canMount = ((): boolean => {
  const mountPoint = mkdtempSync(path.join(tmpdir(), "huntgen-mount-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "tmpfs", mountPoint]);
  if (status === 0) execFileSync("umount", [mountPoint]);
  rmdirSync(mountPoint);
  return status === 0;
})();

function mount(project: Project, folder: string, ...options: string[]): string {
  const mountPoint = path.join(project.dir, folder);
  mkdirSync(mountPoint, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", ...options, "tmpfs", mountPoint]);
  mounted.push(mountPoint);
  return mountPoint;
}

function createWithExport(): Project {
  return createProject({ "input-schemas/Alpha.csv": csv("Id:long", "Name:string") });
}

/** Returns what a run prints if it changes nothing. */
async function refusalOf(project: Project, ...args: string[]): Promise<string> {
  const out = path.join(project.dir, "generated");
  const before = snapshot(out);
  const { status, stderr } = await project.run("generate", ...args);
  expect(status).toBe(2);
  expect(snapshot(out)).toEqual(before);
  return stderr;
}

test.skipIf(!canMount)(
  "a full disk changes nothing (skipped if mounting is not permitted)",
  async () => {
    const project = createWithExport();
    const mountPoint = mount(project, "generated", "-o", "size=4m");
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    const filler = path.join(mountPoint, "filler");
    for (let size = 2 ** 16; size >= 1; size = size / 2) {
      try {
        for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
      } catch {
        // A smaller piece might still fit.
      }
    }
    project.write("input-schemas/Beta.csv", csv("When:datetime"));
    expect(await refusalOf(project)).toMatch(
      /^generated: cannot be written, nothing was changed: the disk is full; free space, then run again \(ENOSPC\) \[unwritable-output\]\n$/,
    );
    rmSync(filler);
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    expect(project.list("generated")).toContain("tables/Beta.ts");
  },
);

test.skipIf(!canMount)(
  "a read-only file system is reported (skipped if mounting is not permitted)",
  async () => {
    const project = createWithExport();
    const mountPoint = mount(project, "generated");
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    execFileSync("mount", ["-o", "remount,ro", mountPoint]);
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    project.write("input-schemas/Beta.csv", csv("When:datetime"));
    expect(await refusalOf(project)).toMatch(
      /^generated: cannot be written, nothing was changed: the file system is read-only; .* \(EROFS\) \[unwritable-output\]\n$/,
    );
  },
);

test.skipIf(!canMount)(
  "a file system mounted in the output is skipped, or reported (skipped if mounting is not permitted)",
  async () => {
    const project = createWithExport();
    const modules = mount(project, "generated/node_modules");
    writeFileSync(path.join(modules, "mine.txt"), "mine");
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    expect(project.read("generated/node_modules/mine.txt")).toBe("mine");
    mount(project, "generated/tables");
    project.write("input-schemas/Alpha.csv", csv("Id:int"));
    expect(await refusalOf(project)).toMatch(
      /^generated\/tables\/Alpha\.ts: cannot be written, nothing was changed: another file system is mounted there.* \[unwritable-output\]\n$/,
    );
  },
);

const nobody = 65534;
const canBecomeNobody =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, [cli, "--version"], { uid: nobody, gid: nobody }).status === 0;

test.skipIf(!canBecomeNobody)(
  "a directory without write permission is reported (skipped if the test may not become another user)",
  async () => {
    const project = createWithExport();
    expect(await project.run("generate")).toMatchObject({ status: 0 });
    const out = path.join(project.dir, "generated");
    for (const folder of [
      project.dir,
      out,
      path.join(out, "schemas"),
      path.join(out, "schemas/bundled"),
    ]) {
      chownSync(folder, nobody, nobody);
    }
    project.write("generated/private/mine.txt", "mine");
    chmodSync(path.join(out, "private"), 0o700);
    project.write("input-schemas/Alpha.csv", csv("Id:int"));
    const before = snapshot(out);
    const run = spawnSync(process.execPath, [cli, "generate"], {
      cwd: project.dir,
      uid: nobody,
      gid: nobody,
      encoding: "utf8",
    });
    expect(run.stderr).toMatch(
      /^generated\/tables\/Alpha\.ts: cannot be written, nothing was changed: permission denied; .* \(EACCES\) \[unwritable-output\]\n$/,
    );
    expect(run.status).toBe(2);
    expect(snapshot(out)).toEqual(before);
    chownSync(path.join(out, "tables"), nobody, nobody);
    const next = spawnSync(process.execPath, [cli, "generate"], {
      cwd: project.dir,
      uid: nobody,
      gid: nobody,
      encoding: "utf8",
    });
    expect(next.stderr).toContain("generated/private was not generated by huntgen; skipped");
    expect(next.status).toBe(0);
  },
);
