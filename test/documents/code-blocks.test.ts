// Compiles the TypeScript of README.md and docs/, and compares the commands of the documents with
// what the program and package.json have.

import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it, test } from "vitest";
import { createSharedProject, type Project } from "../support/scratch-project.ts";
import { resolutions, runTsc, strictest } from "../support/tsc.ts";
import {
  type CodeBlock,
  findBlocks,
  findCommands,
  listPages,
  readDocument,
  repository,
} from "./code-blocks.ts";

const pages = listPages();
const blocks = pages.flatMap((page) => findBlocks(page));
const typescript = blocks.filter(({ language }) => language === "ts");

/** An error of the compiler, without the name of the file. */
interface CompilerError {
  readonly position: string;
  readonly code: string;
  readonly text: string;
}

let project: Project;

beforeAll(() => {
  project = createSharedProject({ "package.json": '{ "type": "module" }' });
  symlinkSync(path.join(repository, "node_modules"), path.join(project.dir, "node_modules"));
});

describe("the TypeScript of the documents", () => {
  let errors: ReadonlyMap<CodeBlock, readonly CompilerError[]>;

  beforeAll(async () => {
    errors = await compile(typescript);
  });

  it("is found", () => {
    expect(typescript.length).toBeGreaterThan(20);
    expect(new Set(typescript.map(({ document }) => document)).size).toBeGreaterThan(4);
  });

  it.each(typescript.map((block) => [nameOf(block), block] as const))(
    "%s has the errors that it announces, and no others",
    (_name, block) => {
      const found = errors.get(block) ?? [];
      const report = found.map(({ position, code, text }) => `${position} ${code} ${text}`);
      expect(report.map((line) => line.split(" ")[1])).toEqual(block.errors);
    },
  );

  it("is followed by the text that the compiler prints for its errors", () => {
    const failing = typescript.filter((block) => block.errors.length > 0);
    expect(failing.length).toBeGreaterThan(0);
    for (const block of failing) {
      const printed = blocks[blocks.indexOf(block) + 1];
      expect(printed?.language, `the block after ${nameOf(block)}`).toBe("text");
      expect(readErrors(printed?.code ?? "").map(({ error }) => error)).toEqual(errors.get(block));
    }
  });

  it("does not compile if it names a column or a function that does not exist", async () => {
    const faults = [
      'import { DeviceInfo } from "@huntgen/defender";\nexport type Name = DeviceInfo["DeviceNmae"];\n',
      'import { parseMesage } from "@huntgen/defender";\nparseMesage("");\n',
      'import { subscribe } from "@huntgen/defender/event-hub";\nsubscribe;\n',
    ].map((code, index) => ({ ...blockOf(code), line: index + 1 }));
    const found = await compile(faults);
    expect(faults.map((fault) => found.get(fault)?.map(({ code }) => code))).toEqual([
      ["TS2339"],
      ["TS2724"],
      ["TS2307"],
    ]);
  });
});

describe("the commands of the documents", () => {
  const documents = [...pages, "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];
  /** The flags of each command. */
  const flags = new Map<string, ReadonlySet<string>>();
  const { scripts } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));

  beforeAll(async () => {
    const { stdout } = await project.run("--help");
    flags.set("", flagsOf(stdout));
    for (const [, name = ""] of stdout.matchAll(/^ {2}huntgen ([a-z]+)/gm)) {
      flags.set(name, flagsOf((await project.run(name, "--help")).stdout));
    }
  });

  /** What is wrong with a command. */
  function findFault(command: string): string[] {
    const words = command.replace(/^npx (?:--no-install )?/, "").split(/\s+/);
    if (words[0] === "npm") {
      return Object.hasOwn(scripts, words[2] ?? "") ? [] : [`package.json: no script ${words[2]}`];
    }
    const [, name = ""] = words;
    const known = flags.get(name.startsWith("-") ? "" : name);
    if (known === undefined) return [`huntgen: no command ${name}`];
    const given = command.match(/(?<=[\s[])--[a-z][\w-]*/g) ?? [];
    return given
      .filter((flag) => !known.has(flag))
      .map((flag) => `huntgen ${name}: no flag ${flag}`);
  }

  it("are found", () => {
    expect(flags.size).toBeGreaterThan(8);
    expect(flags.get("diff")).toContain("--approve");
    const commands = documents.flatMap((document) => findCommands(document));
    expect(commands.filter((command) => command.includes("huntgen")).length).toBeGreaterThan(30);
    expect(commands.filter((command) => command.startsWith("npm run")).length).toBeGreaterThan(10);
  });

  it.each(documents)("of %s exist, with their flags", (document) => {
    expect(findCommands(document).flatMap(findFault)).toEqual([]);
  });

  it("are refused if the command, a flag or a script does not exist", () => {
    const text = [
      "Run `huntgen difff A B` and `npm run generat`.",
      "```sh",
      "npx huntgen diff A B --fromat json # a comment",
      "echo 1 && npm run tset",
      "```",
      "```yaml",
      "- run: npx huntgen generate --chekc",
      "```",
    ];
    expect(findCommands("page.md", text.join("\n")).flatMap(findFault)).toEqual([
      "huntgen diff: no flag --fromat",
      "package.json: no script tset",
      "huntgen generate: no flag --chekc",
      "huntgen: no command difff",
      "package.json: no script generat",
    ]);
  });
});

describe("findBlocks", () => {
  it("takes declarations and errors from the comments directly before a block", () => {
    const text = [
      "<!-- declares: declare const a: string; -->",
      "<!-- error: TS1, TS2 -->",
      "",
      "```ts",
      "a;",
      "```",
      "<!-- error: TS3 -->",
      "prose",
      "",
      "  ```ts",
      "  b;",
      "    c;",
      "  ```",
    ];
    const found = findBlocks("page.md", text.join("\n"));
    expect(found.map(({ line, code, declares, errors }) => [line, code, declares, errors])).toEqual(
      [
        [5, "a;\n", "declare const a: string;\n", ["TS1", "TS2"]],
        [11, "b;\n  c;\n", "", []],
      ],
    );
  });

  it("refuses a block without an end and a comment of another kind", () => {
    expect(() => findBlocks("page.md", "```ts\na;\n")).toThrow("page.md:1: this code block");
    expect(() => findBlocks("page.md", "<!-- eror: TS1 -->\n```ts\n```\n")).toThrow(
      "got eror: TS1",
    );
  });
});

test("README.md has at most 8,000 bytes", () => {
  expect(Buffer.byteLength(readDocument("README.md"))).toBeLessThanOrEqual(8000);
});

/** Compiles blocks, each as a module of its own, and returns the errors of each. */
async function compile(
  given: readonly CodeBlock[],
): Promise<ReadonlyMap<CodeBlock, readonly CompilerError[]>> {
  const files = new Map(given.map((block) => [`blocks/${nameOf(block)}.ts`, block]));
  // Declarations come last, so that lines and columns are those of the document.
  for (const [file, { code, declares }] of files) {
    project.write(file, `${code}${declares}export {};\n`);
  }
  const generated = path.join(repository, "generated");
  const compilerOptions = {
    ...strictest("newest"),
    ...resolutions.NodeNext,
    isolatedDeclarations: false,
    resolveJsonModule: true,
    // Of the declarations of Node and the SDKs, not every one holds under these options.
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [path.join(repository, "node_modules/@types")],
    paths: {
      "@huntgen/defender": [path.join(generated, "index.ts")],
      ...Object.fromEntries(
        ["event-hubs", "functions", "query", "storage", "testing"].map((entry) => [
          `@huntgen/defender/${entry}`,
          [path.join(generated, `${entry}.ts`)],
        ]),
      ),
      "@huntgen/defender/tables/*": [path.join(generated, "tables/*.ts")],
      "@huntgen/defender/schemas/*": [path.join(generated, "schemas/*")],
    },
  };
  const sdks = path.join(repository, "test/documents/sdks.d.ts");
  const tsconfig = `tsconfig.${files.size}.json`;
  project.write(tsconfig, JSON.stringify({ compilerOptions, files: [...files.keys(), sdks] }));
  const { output } = await runTsc("newest", path.join(project.dir, tsconfig));
  const errors = new Map(given.map((block): [CodeBlock, CompilerError[]] => [block, []]));
  for (const { file, error } of readErrors(output)) {
    // The compiler prints paths relative to the working directory.
    const block = files.get(path.relative(project.dir, path.resolve(file)));
    if (block === undefined) throw new Error(`an error outside of the blocks:\n${output}`);
    errors.get(block)?.push(error);
  }
  return errors;
}

/** Reads the errors that the compiler has printed. */
function readErrors(output: string): { readonly file: string; readonly error: CompilerError }[] {
  const parts = output.trim().split(/\n(?=\S)/);
  return parts.flatMap((part) => {
    if (part === "") return [];
    const match = /^(?<file>.+?)\((?<position>\d+,\d+)\): error (?<code>TS\d+): (?<text>.*)$/s.exec(
      part,
    );
    const { file = "", position = "", code = "", text = "" } = match?.groups ?? {};
    if (match === null) throw new Error(`not an error of the compiler: ${part}`);
    return [{ file, error: { position, code, text } }];
  });
}

function nameOf({ document, line }: CodeBlock): string {
  return `${document.replaceAll("/", "-")}-${line}`;
}

function blockOf(code: string): CodeBlock {
  return { document: "fault.md", line: 1, language: "ts", code, declares: "", errors: [] };
}

function flagsOf(help: string): ReadonlySet<string> {
  return new Set(help.match(/--[a-z][\w-]*/g));
}
