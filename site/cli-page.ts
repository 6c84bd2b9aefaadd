// Renders docs/cli.md from the `--help` of the built program.

import { inScratchDirectory } from "./scratch-directory.ts";

export function renderCliPage(): string {
  return inScratchDirectory(({ huntgen }) => {
    const help = huntgen("--help");
    const commands = [...help.matchAll(/^ {2}huntgen (?<command>[a-z]+)/gm)].map(
      ({ groups }) => groups?.["command"] ?? "",
    );
    return [
      "# Command line",
      "Every command and flag, as `huntgen --help` and the `--help` of each command print them.",
      block(help),
      ...commands.flatMap((command) => [
        `## huntgen ${command}`,
        block(huntgen(command, "--help")),
      ]),
    ].join("\n\n");
  });
}

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``;
}
