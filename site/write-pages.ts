// Writes the generated files of the documentation.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { renderPages } from "./pages.ts";

for (const [file, text] of await renderPages()) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
}
