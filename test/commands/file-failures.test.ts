// Puts obstacles at the paths of the files that commands read or write, and lets calls of the file system
// fail. Each command has to end with a problem, without changing a file and without waiting.

import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Fault, runResident } from "../support/run-resident.ts";
import { listBelow } from "../support/list-below.ts";
import { createSharedProject, csv } from "../support/scratch-project.ts";

const shared = createSharedProject({
  "huntgen.config.json": "{}\n",
  "input-schemas/DeviceInfo.csv": csv("Timestamp:datetime", "Id:long"),
  "given/DeviceInfo.csv": csv("Timestamp:datetime", "Id:long", "Name:string"),
  "records.ndjson": '{"category":"AdvancedHunting-DeviceInfo","properties":{"Id":"x"}}\n',
  "folder/file": "",
  "side/DeviceInfo.csv": csv("Id:long"),
  "side/manifest.json": "{}",
  "huntgen.approvals.json": "{}",
});

beforeAll(async () => {
  await shared.run("generate");
});

/** What may be at the path of a file. */
const obstacles = {
  "a directory": (file) => mkdirSync(file),
  "a link to a missing file": (file) => symlinkSync("nowhere", file),
  "a circular link": (file) => symlinkSync(path.basename(file), file),
  "a pipe": (file) => execFileSync("mkfifo", [file]),
  "a path below a file": (file) => writeFileSync(file, ""),
} as const satisfies Readonly<Record<string, (file: string) => void>>;
type Obstacle = keyof typeof obstacles;

const links = ["a link to a missing file", "a circular link"] as const;
const anywhere = ["a directory", ...links, "a pipe"] as const;
const everywhere = [...anywhere, "a path below a file"] as const;

interface Case {
  readonly file: string;
  readonly commands: readonly string[];
  readonly obstacles: readonly Obstacle[];
  /** The code of the problem. */
  readonly code: string;
}

const generating = ["generate", "generate --check"];
const reading = [...generating, "tables", "validate records.ndjson", "diff ./given ."];
const adding = "add given/DeviceInfo.csv --yes";
const approving = "diff ./given . --approve --reason agreed";

const cases: readonly Case[] = [
  {
    file: "huntgen.config.json",
    commands: [...reading, adding, "init", "query", "pull --token-env X"],
    obstacles: anywhere,
    code: "invalid-config",
  },
  {
    file: "input-schemas/DeviceInfo.csv",
    commands: reading,
    obstacles: anywhere,
    code: "unreadable-file",
  },
  {
    file: "input-schemas/DeviceInfo.csv",
    commands: reading,
    obstacles: ["a path below a file"],
    code: "unreadable-file",
  },
  {
    file: "input-schemas/DeviceInfo.csv",
    commands: [adding],
    obstacles: everywhere,
    code: "unwritable-output",
  },
  {
    file: "input-schemas/x",
    commands: ["init"],
    obstacles: ["a path below a file"],
    code: "unwritable-output",
  },
  ...["index.ts", "manifest.json", "tables/DeviceInfo.ts"].map((file) => ({
    file: `generated/${file}`,
    commands: generating,
    obstacles: ["a directory", "a circular link", "a pipe", "a path below a file"] as const,
    code: "unwritable-output",
  })),
  ...["generated", "generated/tables"].map((file) => ({
    file,
    commands: generating,
    obstacles: ["a circular link", "a pipe"] as const,
    code: "unwritable-output",
  })),
  // A check reports such a file as missing.
  ...["generated", "generated/index.ts", "generated/tables"].map((file) => ({
    file,
    commands: ["generate"],
    obstacles: ["a link to a missing file"] as const,
    code: "unwritable-output",
  })),
  {
    file: "huntgen.approvals.json",
    commands: ["diff ./given .", approving],
    obstacles: anywhere,
    code: "invalid-approvals",
  },
  { file: ".gitattributes", commands: ["init"], obstacles: anywhere, code: "unwritable-output" },
  {
    file: ".github/workflows/huntgen.yml",
    commands: ["init --no-exports --ci github"],
    obstacles: everywhere,
    code: "unwritable-output",
  },
  {
    file: "manifest",
    commands: ["diff ./manifest .", "diff . ./manifest"],
    obstacles: [...links, "a pipe"],
    code: "no-schema",
  },
  {
    file: "given/DeviceInfo.csv",
    commands: [adding],
    obstacles: everywhere,
    code: "unreadable-file",
  },
  {
    file: "records.ndjson",
    commands: ["validate records.ndjson"],
    obstacles: ["a directory", ...links],
    code: "unreadable-file",
  },
  {
    file: "folder/CHANGELOG.md",
    commands: ["validate records.ndjson --rejected folder/CHANGELOG.md"],
    obstacles: ["a directory", ...links, "a path below a file"],
    code: "unwritable-output",
  },
  {
    file: "folder/summary",
    commands: ["diff ./given . --format github"],
    obstacles: ["a directory", "a circular link", "a pipe", "a path below a file"],
    code: "unwritable-output",
  },
];

const rows = cases.flatMap(({ commands, obstacles: of, ...each }) =>
  of.flatMap((obstacle) => commands.map((command) => ({ ...each, obstacle, command }))),
);

test.each(rows)("$file is $obstacle: `$command` ends with a problem", async (row) => {
  const file = path.join(shared.dir, row.file);
  const occupied = row.obstacle === "a path below a file" ? path.dirname(file) : file;
  const kept = `${shared.dir}-kept`;
  const isKept = existsSync(occupied);
  if (isKept) renameSync(occupied, kept);
  mkdirSync(path.dirname(occupied), { recursive: true });
  obstacles[row.obstacle](occupied);
  try {
    expect(await judge(row.command)).toEqual(problemOf(row.code));
  } finally {
    rmSync(occupied, { recursive: true });
    if (isKept) renameSync(kept, occupied);
  }
});

const reads = ["open", "openSync", "readFileSync", "readdirSync"];
const writes = ["appendFileSync", "cpSync", "linkSync", "mkdirSync", "openSync", "writeFileSync"];

const faults: readonly (readonly [
  string,
  command: string,
  calls: readonly string[],
  code: string,
])[] = [
  ["huntgen.config.json", "tables", reads, "invalid-config"],
  ["input-schemas", "generate", reads, "unreadable-file"],
  ["input-schemas/DeviceInfo.csv", "tables", reads, "unreadable-file"],
  ["given/DeviceInfo.csv", adding, reads, "unreadable-file"],
  ["generated/manifest.json", "generate", reads, "unwritable-output"],
  ["generated/tables/DeviceInfo.ts", "generate --check", reads, "unwritable-output"],
  ["huntgen.approvals.json", "diff ./given .", reads, "invalid-approvals"],
  ["records.ndjson", "validate records.ndjson", reads, "unreadable-file"],
  ["side/manifest.json", "diff ./side/manifest.json .", reads, "no-schema"],
  ["side", "diff ./side .", reads, "unreadable-file"],
  ["", "generate --out other", writes, "unwritable-output"],
  ["", adding, writes, "unwritable-output"],
  ["", approving, writes, "unwritable-output"],
  ["", "init", writes, "unwritable-output"],
  ["", "init --no-exports --ci github", writes, "unwritable-output"],
  ["", "validate records.ndjson --rejected rejected.ndjson", writes, "unwritable-output"],
  ["", "diff ./given . --format github", writes, "unwritable-output"],
];
const codes = { reads: ["EACCES", "EIO"], writes: ["EACCES", "ENOSPC", "EROFS"] } as const;

test.each(
  faults.flatMap(([file, command, calls, code]) =>
    codes[calls === reads ? "reads" : "writes"].map((failure) => ({
      file,
      command,
      calls,
      code,
      failure,
    })),
  ),
)("$failure for $file: `$command` ends with a problem", async ({ failure, ...each }) => {
  const fault = { code: failure, calls: each.calls, file: each.file };
  expect(await judge(each.command, fault)).toEqual(problemOf(each.code));
});

interface Judgement {
  readonly status: number | null;
  /** The codes of the problems whose files have relative paths. */
  readonly codes: readonly string[];
  readonly isInternal: boolean;
  /** The files that the command created, changed or removed. */
  readonly changed: readonly string[];
}

function problemOf(code: string): Judgement {
  return { status: 2, codes: expect.arrayContaining([code]), isInternal: false, changed: [] };
}

async function judge(command: string, fault?: Fault): Promise<Judgement> {
  const before = snapshot(shared.dir);
  const env = { PATH: process.env["PATH"] ?? "", X: "t", GITHUB_STEP_SUMMARY: "folder/summary" };
  const args = command.split(" ");
  const { status, stderr } = await runResident({ args, cwd: shared.dir, env, fault });
  const after = snapshot(shared.dir);
  const names = new Set([...before.keys(), ...after.keys()]);
  return {
    status,
    codes: [...stderr.matchAll(/^[^/\n][^\n]*: .+ \[([a-z-]+)\]$/gm)].map(([, code = ""]) => code),
    isInternal: /internal error/i.test(stderr),
    changed: [...names].filter((name) => before.get(name) !== after.get(name)),
  };
}

/** What is below a directory, with the identity and the time of each file. */
function snapshot(directory: string): Map<string, string> {
  const names = listBelow(directory).map((entry) => entry.path);
  return new Map(
    names.map((name) => {
      const status = lstatSync(path.join(directory, name));
      return [name, status.isDirectory() ? "" : `${status.ino} ${status.size} ${status.mtimeMs}`];
    }),
  );
}
