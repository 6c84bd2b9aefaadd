// Structures of a module -> its text, assembled by ts-morph. The only file that knows the library's
// life cycle; it is loaded when the first module is printed, since loading takes half a second.

import type { Project, StatementStructures } from "ts-morph";

export type Morph = typeof import("ts-morph");

let project: Project | undefined;

/** The text of one module, yet to be formatted. */
export async function printModule(
  build: (morph: Morph) => (StatementStructures | string)[],
): Promise<string> {
  const morph = await import("ts-morph");
  project ??= new morph.Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile("module.ts", "", { overwrite: true });
  file.addStatements(build(morph));
  const text = file.getFullText();
  // A project keeps every node it ever made: thousands of tables would fill the memory.
  file.forget();
  return text;
}
