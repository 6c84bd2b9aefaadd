// Compiles the scanner and writes it into the module of the runtime that loads it, as hex digits: in a
// bundle that is compressed, they weigh a fifth less than base64.
// `--check` compares instead of writing; `--out FILE` writes the bytes of the WebAssembly only, and
// `--from FOLDER` reads other sources.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { main as compileScript } from "assemblyscript/asc";

const module = new URL("../generator/runtime/scan/scanner-code.ts", import.meta.url);
const folder = fileURLToPath(new URL(".", import.meta.url));
const options = ["-O3", "--runtime", "stub", "--noAssert", "--enable", "simd,bulk-memory"];

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    from: { type: "string", default: folder },
    out: { type: "string" },
  },
});

const wasm = await compile(values.from);
if (values.out !== undefined) {
  writeFileSync(values.out, wasm);
} else {
  const text = printModule(Buffer.from(wasm).toString("hex"));
  if (!values.check) writeFileSync(module, text);
  else if (readFileSync(module, "utf8") !== text) {
    console.error(`${fileURLToPath(module)} is out of date. Run: npm run build:scanner`);
    process.exitCode = 1;
  }
}

/** Compiles the sources in a folder to WebAssembly. */
async function compile(sources) {
  let code;
  const written = (name, contents) => {
    if (name.endsWith(".wasm")) code = contents;
  };
  const { error, stderr } = await compileScript(
    ["index.ts", "--baseDir", sources, "--outFile", "scanner.wasm", ...options],
    { writeFile: written },
  );
  if (error !== null || code === undefined) throw new Error(`${error?.message}\n${stderr}`);
  return code;
}

function printModule(hex) {
  return `// Holds the scanner's WebAssembly as hex digits. Written by \`npm run build:scanner\` from scanner/.

export const scannerCode =
  "${hex}";
`;
}
