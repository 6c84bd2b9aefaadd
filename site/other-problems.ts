// Produces the problem lines that the problem catalogue does not have: those that need an earlier run, two
// schemas, or a server.

import { once } from "node:events";
import { createServer } from "node:http";
import { runHuntingQuery } from "../generator/pull/run-hunting-query.ts";
import { HuntgenError } from "../generator/problems.ts";
import { refuseParser } from "../generator/queries/parser/load-parser.ts";
import { inScratchDirectory } from "./scratch-directory.ts";

const schema = "ColumnName,ColumnType\nTimestamp,datetime\n";

const rule =
  "query: DeviceInfo\nentityMappings:\n  - fieldMappings:\n      - columnName: DeviceName\n";

export async function listOtherProblems(): Promise<string[]> {
  return [...runProgram(), ...(await askServer()), ...parserProblems()];
}

/** The lines of commands for queries if the parser is missing, or has another version. */
function parserProblems(): string[] {
  return [undefined, "11.0.0"].map((version) => refuseParser(version).message);
}

const packageConfig =
  '{ "package": { "name": "@acme/defender", "version": "1.0.0", "readme": false } }';

function runProgram(): string[] {
  const printed = inScratchDirectory(({ write, huntgen, git }) => {
    write("input-schemas/DeviceInfo.csv", schema);
    write(
      "tsconfig.json",
      '{ "compilerOptions": { "module": "nodenext", "verbatimModuleSyntax": true } }\n',
    );
    write("package.json", "{}\n");
    const settings = huntgen("init", "--no-exports");
    write("huntgen.config.json", packageConfig);
    huntgen("generate");
    write("generated/package.json", '{ "private": true }\n');
    git("init", "--quiet", "--initial-branch=main");
    git("add", "input-schemas");
    git("commit", "--quiet", "--message", "Add exports");
    write("main/DeviceInfo.csv", schema);
    const outputs = [
      settings,
      huntgen("generate"),
      huntgen("diff", "main", "."),
      huntgen("diff", "git:release", "."),
    ];
    write("huntgen.approvals.json", "[]\n");
    write("rules/a.yaml", rule);
    write("rules/b.json", '{ "queryCondition": { "queryText": "DeviceInfo | count" } }');
    const findings = huntgen("lint", "rules");
    return [...outputs, huntgen("diff", "./main", "."), findings].join("");
  });
  return printed.split("\n");
}

/** The lines of `huntgen pull` for a service that refuses. */
async function askServer(): Promise<string[]> {
  const token = "a-token-that-is-long-enough";
  const answers = [
    { status: 403, body: '{"error":{"message":"Insufficient privileges"}}' },
    { status: 400, body: '{"error":{"message":"Syntax error"}}' },
    { status: 200, body: JSON.stringify({ token }) },
  ];
  const lines: string[] = [];
  for (const { status, body } of answers) {
    const server = createServer((_request, response) => {
      response.writeHead(status, { connection: "close" }).end(body);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no port");
    const baseUrl = `http://127.0.0.1:${address.port}`;
    try {
      await runHuntingQuery("DeviceInfo | getschema", {
        baseUrl,
        token,
        patience: { wait: () => Promise.resolve(), random: () => 0, now: () => 0 },
        onWait: () => undefined,
      });
    } catch (error) {
      if (!(error instanceof HuntgenError)) throw error;
      lines.push(error.message.replaceAll(baseUrl, "https://graph.microsoft.com"));
    } finally {
      server.close();
    }
  }
  return lines;
}
