// Checks the architecture: imports point upstream, only the listed files touch the outside, and
// files stay short enough to read.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Project as Sources, SyntaxKind } from "ts-morph";

const root = fileURLToPath(new URL("..", import.meta.url));

/** In the order of dependency: a stage may import itself and the stages before it. */
const stages = [
  "runtime/",
  "version.ts",
  "pluralize.ts",
  "json-syntax.ts",
  "problems.ts",
  "problem-codes.ts",
  "read-text-file.ts",
  "kql-text.ts",
  "kusto-text.ts",
  "reporters/",
  "replace/",
  "mapping/",
  "ingest/",
  "model/",
  "config.ts",
  "compiler/",
  "read-schema.ts",
  "queries/",
  "emit/",
  "output/",
  "targets/",
  "generate.ts",
  "validate/",
  "add/",
  "pull/",
  "diff/",
  "check/",
  "explore/",
  "init/",
  "watch.ts",
  "index.ts",
  "commands/",
  "cli.ts",
];

/** Stages that must not import each other, although their order would allow it. */
const forbidden: Readonly<Record<string, readonly string[]>> = {
  "mapping/": ["problems.ts"],
  "ingest/": ["mapping/", "runtime/"],
  "model/": ["runtime/"],
  "queries/": ["ingest/", "runtime/"],
  "emit/": ["ingest/"],
  "targets/": ["ingest/", "reporters/"],
  "validate/": ["ingest/", "config.ts", "emit/", "output/", "generate.ts"],
  "add/": ["runtime/", "config.ts", "emit/", "output/", "generate.ts", "validate/"],
  "pull/": ["mapping/", "config.ts", "emit/", "output/", "generate.ts", "validate/"],
  "diff/": ["emit/", "output/", "generate.ts", "validate/", "add/", "pull/"],
  "check/": ["validate/", "add/", "pull/"],
  "compiler/": ["ingest/", "mapping/", "model/", "runtime/"],
  "init/": ["generate.ts"],
  "explore/": ["ingest/", "output/", "generate.ts", "validate/", "add/", "pull/"],
  "watch.ts": ["generate.ts"],
  "index.ts": ["init/", "watch.ts"],
  "commands/": ["index.ts"],
  "cli.ts": ["index.ts"],
};

/** Files over 250 lines, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {
  "generator/mapping/kusto-types.ts": "the mapping table, with a row for each scalar",
  "generator/problem-codes.ts": "the explanations of all problem codes, without logic",
};

const writers = new Set([
  "generator/commands/terminal.ts",
  "generator/diff/sides/git-revision.ts",
  "generator/replace/folders.ts",
  "generator/replace/journal.ts",
  "generator/replace/replace-file.ts",
  "generator/replace/replace-files.ts",
  "generator/replace/turn.ts",
  "generator/validate/rejected-file.ts",
]);

interface Source {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
  /**
   * Relative imports, including type-only and dynamic ones, as files relative to the repository.
   */
  readonly imports: readonly string[];
  /** Other modules that it imports. */
  readonly packages: readonly string[];
}

const shippedRegistry = "generated/runtime/registry.ts";

const parser = new Sources({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });

const sources: readonly Source[] = readdirSync(path.join(root, "generator"), {
  recursive: true,
  encoding: "utf8",
})
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readSource(`generator/${name.split(path.sep).join("/")}`))
  .toSorted((a, b) => (a.file < b.file ? -1 : 1));

function readSource(file: string): Source {
  const text = readFileSync(path.join(root, file), "utf8");
  const parsed = parser.createSourceFile(`/${file}`, text);
  const specifiers = parsed.getImportStringLiterals().map((literal) => literal.getLiteralValue());
  return {
    file,
    text,
    imports: specifiers
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => path.posix.join(path.posix.dirname(file), specifier))
      // In the sources, the registry of tables is the generated one of the shipped tables.
      .filter((target) => file !== "generator/runtime/registry.ts" || target !== shippedRegistry),
    packages: specifiers.filter((specifier) => !specifier.startsWith(".")),
  };
}

function stageOf(file: string): string {
  const name = file.replace("generator/", "");
  const stage = stages.find(
    (each) => name === each || (each.endsWith("/") && name.startsWith(each)),
  );
  expect(stage, `${file} belongs to no stage`).toBeDefined();
  return stage ?? "";
}

test("the sources of all stages are found", () => {
  expect(sources.length).toBeGreaterThan(30);
  expect(new Set(sources.map(({ file }) => stageOf(file)))).toEqual(new Set(stages));
  expect(sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(60);
});

test("imports point upstream", () => {
  const wrong = sources.flatMap(({ file, imports }) =>
    imports
      .filter((target) => {
        const [from, to] = [stageOf(file), stageOf(target)];
        const isDownstream = stages.indexOf(to) > stages.indexOf(from);
        return isDownstream || forbidden[from]?.includes(to) === true;
      })
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("imports name existing files, with their extension", () => {
  const files = new Set(sources.map(({ file }) => file));
  const missing = sources.flatMap(({ imports }) => imports.filter((target) => !files.has(target)));
  expect(missing).toEqual([]);
});

test("the runtime imports nothing from outside", () => {
  const runtime = sources.filter(({ file }) => file.startsWith("generator/runtime/"));
  expect(runtime.flatMap(({ packages }) => packages)).toEqual([]);
  const outside = runtime
    .flatMap(({ imports }) => imports)
    .filter((target) => !target.startsWith("generator/runtime/"));
  expect(outside).toEqual([]);
});

test("the page of explore/ imports what runs in a browser", () => {
  const page = sources.filter(({ file }) => file.startsWith("generator/explore/page/"));
  expect(page.length).toBeGreaterThan(15);
  expect(page.flatMap(({ packages }) => packages)).toEqual([]);
  const outside = page
    .flatMap(({ imports }) => imports)
    .filter((target) => !target.startsWith("generator/explore/page/"));
  // Each of them imports only others of this list. Of the data, the page needs the types only.
  expect(new Set(outside)).toEqual(
    new Set([
      "generator/emit/typescript/source-text.ts",
      "generator/explore/explorer-data.ts",
      "generator/kql-text.ts",
      "generator/pluralize.ts",
      "generator/problems.ts",
    ]),
  );
});

test("the page of explore/ creates no markup from text", () => {
  const markup =
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|DOMParser|createContextualFragment)\b|document\.write|\.style\.cssText|setAttribute\("style"/;
  expect(filesWith(markup)).toEqual([]);
});

test("emitters do not import each other", () => {
  const emitters = /\bconst (?<name>emit[A-Z]\w*): Emitter\b/;
  const files = sources.filter(({ text }) => emitters.test(text)).map(({ file }) => file);
  expect(files.length).toBeGreaterThan(5);
  const wrong = sources
    .filter(({ file }) => file !== "generator/emit/emitters.ts")
    .flatMap(({ imports }) => imports.filter((target) => files.includes(target)));
  expect(wrong).toEqual([]);
});

test("imports have no cycle", () => {
  const importsOf = new Map(sources.map(({ file, imports }) => [file, imports]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(" > "));
    if (done.has(file)) return;
    done.add(file);
    for (const target of importsOf.get(file) ?? []) visit(target, [...trail, file]);
  };
  for (const { file } of sources) visit(file, []);
  expect(cycles).toEqual([]);
});

test("only cli.ts and the terminal module use the terminal and the process", () => {
  const touching =
    /\bprocess\.(?:stdout|stderr|stdin|argv|exit|exitCode|env|on|once)\b|\bconsole\./;
  expect(filesWith(touching)).toEqual(["generator/cli.ts", "generator/commands/terminal.ts"]);
});

test("only replace/ and the listed files write to the disk", () => {
  const writing =
    /\b(?:writeFile|appendFile|copyFile|cp|link|symlink|rename|rm|rmdir|unlink|mkdir|mkdtemp|truncate|utimes|chmod|chown|open|createWriteStream)(?:Sync)?\b/;
  const fromFs = sources
    .filter(({ file }) =>
      parser
        .getSourceFileOrThrow(`/${file}`)
        .getImportDeclarations()
        .filter((each) => /^(?:node:)?fs(?:\/promises)?$/.test(each.getModuleSpecifierValue()))
        .some(
          (each) =>
            each.getNamespaceImport() !== undefined ||
            each.getDefaultImport() !== undefined ||
            each.getNamedImports().some((name) => writing.test(name.getName())),
        ),
    )
    .map(({ file }) => file);
  expect(new Set(fromFs)).toEqual(writers);
});

test("written files depend on no clock, locale or random number", () => {
  const nondeterministic =
    /\bDate\b(?!Time)|\blocaleCompare\b|\bIntl\.|toLocale\w*|\bMath\.random|\brandom(?:Bytes|UUID)\b|performance\.now|\bnode:os\b|\bEOL\b/;
  // These exceptions do not affect what is written: the command line prints how long a run took;
  // temporary files have unique names, and a run waits for another run; a pool asks how many
  // threads there are; a request that is retried waits; the reader of blobs accepts a `Date` for an
  // hour; a message of Event Hubs has the time at which it was enqueued; an event
  // has a time; a parameter of a query can be a `Date`.
  expect(filesWith(nondeterministic)).toEqual([
    "generator/commands/generate.ts",
    "generator/diff/sides/git-revision.ts",
    "generator/emit/typescript/queries.ts",
    "generator/output/format-pool.ts",
    "generator/replace/replace-file.ts",
    "generator/replace/turn.ts",
    "generator/runtime/event-hubs/client.ts",
    "generator/runtime/query/retry-delay.ts",
    "generator/runtime/records/timestamp.ts",
    "generator/runtime/saved-queries/literal.ts",
    "generator/runtime/storage/blob-path.ts",
    "generator/validate/rejected-file.ts",
  ]);
});

test("code is not created at run time", () => {
  const dynamicCode = /\beval\b|\bFunction\(|\bnode:vm\b|\bnode:child_process\b/;
  // The first reserves these words, the second runs git, the third opens a browser.
  const known = new Set([
    "generator/model/identifier.ts",
    "generator/diff/sides/git.ts",
    "generator/explore/open-page.ts",
  ]);
  expect(filesWith(dynamicCode).filter((file) => !known.has(file))).toEqual([]);
});

test("no file is over 250 lines without a reason, and every reason is still needed", () => {
  const long = sources.filter(({ text }) => text.split("\n").length > 251).map(({ file }) => file);
  expect(long.filter((file) => longFiles[file] === undefined)).toEqual([]);
  expect(Object.keys(longFiles).filter((file) => !long.includes(file))).toEqual([]);
});

test("files are kebab-case, and named after what they contain", () => {
  const names = [...sources.map(({ file }) => file), ...testFiles()];
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((file) => !/^(?:[a-z0-9]+(?:[-./][a-z0-9]+)*)\.ts$/.test(file))).toEqual([]);
  const vague = /(?:^|[/.-])(?:utils?|helpers?|commons?|managers?|misc|shared|lib)(?:[/.-]|$)/;
  expect(names.filter((file) => vague.test(file))).toEqual([]);
});

test("names do not end in util, helper or manager", () => {
  const vague = sources.flatMap(({ file }) =>
    parser
      .getSourceFileOrThrow(`/${file}`)
      .getDescendantsOfKind(SyntaxKind.Identifier)
      .map((identifier) => identifier.getText())
      .filter((name) => /(?:utils?|helpers?|manager)$/i.test(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(vague).toEqual([]);
});

test("modules have named exports only, and no default export", () => {
  const defaults = sources.filter(({ text }) => /^export default\b/m.test(text));
  expect(defaults.map(({ file }) => file)).toEqual([]);
});

test("every file opens with a comment about what it does", () => {
  const silent = sources.filter(({ text }) => !/^(?:#!.*\n)?\/\/ [A-Z`a-z]/.test(text));
  expect(silent.map(({ file }) => file)).toEqual([]);
});

function filesWith(expression: RegExp): string[] {
  return sources
    .filter(({ text }) => expression.test(withoutComments(text)))
    .map(({ file }) => file);
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
}

function testFiles(): string[] {
  return readdirSync(path.join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter(
      (name) => name.endsWith(".ts") && !/(?:^|[/\\])(?:golden|node_modules|dist)[/\\]/.test(name),
    )
    .map((name) => `test/${name.split(path.sep).join("/")}`);
}
