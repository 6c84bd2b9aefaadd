// Prints the structures of a module with ts-morph, which is loaded for the first module, since loading takes
// half a second.

import type { Project, StatementStructures } from "ts-morph";

export type Morph = typeof import("ts-morph");

let project: Project | undefined;

/** Returns the text of one module, before formatting. */
export async function printModule(
  build: (morph: Morph) => (StatementStructures | string)[],
): Promise<string> {
  const morph = await import("ts-morph");
  project ??= new morph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("module.ts", "", { overwrite: true });
  file.addStatements(build(morph));
  const text = file.getFullText();
  // A project keeps every node that it ever created, and thousands of tables would fill the memory.
  file.forget();
  return text;
}
