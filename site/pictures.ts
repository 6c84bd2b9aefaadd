// Draws the pictures of the documentation from real output of huntgen and of the TypeScript compiler.

import { Project, ts } from "ts-morph";
import { inScratchDirectory, type ScratchDirectory } from "./scratch-directory.ts";
import { drawWindow, type Span, wrapLine } from "./terminal-svg.ts";

const columns = 96;

/** The pictures by their file name. */
export function drawPictures(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/public/add.svg", drawAdd()],
    ["docs/public/diff.svg", drawDiff()],
    ["docs/public/editor-error.svg", drawEditorError()],
  ]);
}

function drawAdd(): string {
  return inScratchDirectory((directory) => {
    directory.write(
      "query_data.csv",
      "Timestamp,DeviceId,DeviceName,ActionType,LogonType,AccountName\n2026-03-01T08:15:30Z,d1,pc-1,LogonFailed,Network,ann\n",
    );
    directory.write(
      "New query.csv",
      "ColumnName,ColumnType\nTimestamp,datetime\nDeviceId,string\nLogonType,string\n",
    );
    const lines = [
      ...run(directory, "add", "query_data.csv"),
      [],
      ...run(directory, "add", "New query.csv", "--table", "DeviceLogonEvents"),
    ];
    return drawWindow("huntgen add refuses rows of a table and adds a schema", lines);
  });
}

function drawDiff(): string {
  return inScratchDirectory((directory) => {
    const header = "ColumnName,ColumnType\nTimestamp,datetime\nDeviceId,string\n";
    directory.write("before/DeviceInfo.csv", `${header}Isp,string\n`);
    directory.write("after/DeviceInfo.csv", `${header}ISP,string\nAwsResourceName,string\n`);
    const lines = run(directory, "diff", "./before", "./after");
    return drawWindow("huntgen diff reports a breaking and an additive change", lines);
  });
}

/** A command with what it printed. */
function run(directory: ScratchDirectory, ...args: string[]): Span[][] {
  const command = args.map((arg) => (arg.includes(" ") ? `"${arg}"` : arg)).join(" ");
  const output = directory
    .huntgen(...args)
    .trimEnd()
    .split("\n");
  return [
    [
      { text: "$ ", tone: "muted" },
      { text: `npx huntgen ${command}`, tone: "good" },
    ],
    ...output.flatMap((line) => {
      const tone = toneOf(line);
      return wrapLine(line, columns).map((text): Span[] => [{ text, tone }]);
    }),
  ];
}

function toneOf(line: string): Span["tone"] {
  if (line.includes(": warning: ")) return "warning";
  if (/^ *additive/.test(line)) return "good";
  return /^ *breaking|\[[a-z-]+\]$/.test(line) ? "error" : "plain";
}

const program = `import { DeviceProcessEvents } from "@huntgen/defender/tables/DeviceProcessEvents";

export function commandOf(row: unknown): string | null | undefined {
  return DeviceProcessEvents.is(row) ? row.ProcessComandLine : undefined;
}
`;

/** A program that misspells a column, and what the compiler says about it. */
function drawEditorError(): string {
  const project = new Project({
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      types: [],
      paths: { "@huntgen/defender/*": [`${process.cwd()}/generated/*.ts`] },
      allowImportingTsExtensions: true,
    },
  });
  const source = project.createSourceFile("command-of.ts", program);
  const diagnostics = source.getPreEmitDiagnostics().map(({ compilerObject }) => compilerObject);
  const [diagnostic] = diagnostics;
  if (diagnostics.length !== 1 || diagnostic?.start === undefined) {
    throw new Error(`expected one error of the compiler, got ${diagnostics.length}`);
  }
  const { line, column } = source.getLineAndColumnAtPos(diagnostic.start);
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
  const indent = " ".repeat(8);
  const told = wrapLine(`${message} ts(${diagnostic.code})`, columns - indent.length);
  const code = program
    .trimEnd()
    .split("\n")
    .map((text): Span[] => [{ text, tone: "plain" }]);
  const shown = told.map((text): Span[] => [{ text: indent + text.trimStart(), tone: "error" }]);
  return drawWindow(
    "TypeScript rejects a misspelled column",
    [...code.slice(0, line), ...shown, ...code.slice(line)],
    [{ line: line - 1, column: column - 1, length: diagnostic.length ?? 1 }],
  );
}
