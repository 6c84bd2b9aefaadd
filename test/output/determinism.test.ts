// Checks that the same exports generate the same bytes, whatever the machine, the location and the
// neighboring files.

import { beforeAll, expect, test } from "vitest";
import {
  createProject,
  createSharedProject,
  csv,
  type Project,
  type RunOptions,
} from "../support/scratch-project.ts";

// Names that locales sort and fold differently.
const tables = ["Ii", "_I", "Zeta", "alpha", "Ärger", "zebra", "10", "9", "I ı"];
const exports = Object.fromEntries(
  tables.map((table) => [
    `input-schemas/${table}.csv`,
    `${csv("İd:long", "id:STRING", "ID2:TIMESPAN", "B:dynamic", "ä:INT", "Z:real", "z2:UNIQUEID")}"a\nb",bool\n`,
  ]),
);

let expected: Record<string, string>;

beforeAll(async () => {
  expected = await generated(createSharedProject(exports));
}, 60_000);

async function generated(
  project: Project,
  options: RunOptions = {},
  ...args: string[]
): Promise<Record<string, string>> {
  const { status, stderr } = await project.runWith(options, "generate", ...args);
  expect(stderr).toMatch(/^9 tables, 72 columns/m);
  expect(status).toBe(0);
  return project.contents("generated");
}

test("the output does not depend on the order of files, the time zone and the locale", async () => {
  const env = { TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", LANGUAGE: "tr" };
  const shuffled = Object.fromEntries(Object.entries(exports).toReversed());
  expect(await generated(createProject(shuffled), { env })).toEqual(expected);
});

test("the output does not depend on CRLF in the exports or the configuration of other tools", async () => {
  const crlf = Object.entries(exports).map(([file, text]) => [file, text.replace(/\n/g, "\r\n")]);
  const style = '{ "semi": false, "singleQuote": true, "tabWidth": 8, "endOfLine": "crlf" }';
  const project = createProject({
    ...Object.fromEntries(crlf),
    ".prettierrc": style,
    ".editorconfig": "root = true\n[*]\nindent_style = tab\nend_of_line = crlf\n",
    "tsconfig.json": '{ "compilerOptions": { "strict": false } }',
    "package.json": '{ "type": "commonjs", "prettier": { "semi": false } }',
    "generated/.prettierrc": style,
  });
  const { ".prettierrc": kept, ...tree } = await generated(project);
  expect(kept).toBe(style);
  expect(tree).toEqual(expected);
});

test("the output does not depend on the working directory and the paths to it", async () => {
  const project = createProject({ ...exports, "deep/down/below/README.md": "" });
  const flags = ["--input", "../../../input-schemas", "--out", `${project.dir}/generated/`];
  expect(await generated(project, { cwd: "deep/down/below" }, ...flags)).toEqual(expected);
});

test("the output is the same table by table, as by hand, or all at once", async () => {
  const entries = Object.entries(exports);
  const project = createProject(Object.fromEntries(entries.slice(0, 4)));
  await project.run("generate");
  for (const [file, text] of entries.slice(2)) project.write(file, text);
  expect(await generated(project)).toEqual(expected);
});

test("the output contains no path, no time and no user name", () => {
  const text = Object.values(expected).join("\n");
  expect(text).toContain("export interface zebra {");
  expect(text).not.toMatch(
    /huntgen-test-|\/tmp\/|\/work\/|\b20\d\d-\d\d-\d\dT\d\d:\d\d(?!:21\.9630741Z)/,
  );
});
