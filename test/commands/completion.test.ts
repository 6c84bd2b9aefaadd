// Checks the completion of commands, flags and names of tables, in bash itself and by what the scripts of
// the other shells call.

import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { cli } from "../support/built-files.ts";
import { createProject, csv, type Project } from "../support/scratch-project.ts";

const files = {
  "input-schemas/ContosoEvents_CL.csv": csv("Id:long"),
  "input-schemas/Two words.csv": csv("Id:long"),
  "input-schemas/README.md": "",
};

/** Completes the last word in bash, with the script that huntgen prints. */
function completeInBash(project: Project, ...words: string[]): string[] {
  const script = `
huntgen() { "${process.execPath}" "${cli}" "$@"; }
eval "$(huntgen completion bash)"
COMP_WORDS=(huntgen "$@")
COMP_CWORD=$#
_huntgen_yargs_completions
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const options = { cwd: project.dir, encoding: "utf8" } as const;
  return execFileSync("bash", ["-c", script, "bash", ...words], options)
    .trim()
    .split("\n");
}

test.each([
  [["gen"], ["generate"]],
  [["generate", "--ch"], ["--check"]],
  [
    ["query", "DeviceI"],
    ["DeviceImageLoadEvents", "DeviceInfo"],
  ],
  [["query", "DeviceInfo", "Contoso"], ["ContosoEvents_CL"]],
  [["diff", "Devic"], [""]],
])("bash completes %j", (words, completions) => {
  expect(completeInBash(createProject(files), ...words)).toEqual(completions);
});

/** The words that the scripts pass: bash and zsh all of them, and fish those after the program. */
const callers = { bash: ["huntgen"], zsh: ["huntgen"], fish: [] } as const;

const offered = [
  ["pull", "EmailE", ["EmailEvents"]],
  ["add", "DeviceIn", []],
  ["add --table", "DeviceIn", ["DeviceInfo"]],
  ["init --tables", "DeviceIn", ["DeviceInfo"]],
  ["init --out", "DeviceIn", []],
  ["toString", "DeviceIn", []],
  ["query", "README", []],
  ["query", "Info", []],
  ["query", "Two", []],
  ["query", "--", []],
] as const;

test.each(
  Object.entries(callers).flatMap(([shell, first]) =>
    offered.map(([line, word, names]) => ({ shell, first, line, word, names })),
  ),
)("offers $names to $shell after `$line $word`", async ({ first, line, word, names }) => {
  const project = createProject(files);
  const words = [...first, ...line.split(" "), word];
  const { stdout, status } = await project.run("--get-yargs-completions", ...words);
  expect(status).toBe(0);
  expect(stdout.split("\n").filter((each) => /^[A-Z]/.test(each))).toEqual(names);
});

test("offers no tables if the configuration is invalid", async () => {
  const project = createProject({ ...files, "huntgen.config.json": "{" });
  const args = ["--get-yargs-completions", "huntgen", "query", "DeviceInf"];
  expect(await project.run(...args)).toMatchObject({ status: 0, stderr: "" });
});

test("describes commands and flags to zsh", async () => {
  const project = createProject();
  const env = { SHELL: "/bin/zsh" };
  const { stdout } = await project.runWith(
    { env },
    "--get-yargs-completions",
    "huntgen",
    "generate",
    "--ch",
  );
  expect(stdout).toContain("--check:Write nothing; print what changed");
});

test.each([
  ["bash", "complete -o bashdefault -o default -F _huntgen_yargs_completions huntgen"],
  ["zsh", "compdef _huntgen_yargs_completions huntgen"],
  ["fish", "complete -f -c huntgen"],
])("prints the script for %s", async (shell, text) => {
  const { status, stdout } = await createProject().run("completion", shell);
  expect([status, stdout.includes(text)]).toEqual([0, true]);
});
