// Creates one bundle: `node bundle.js BUNDLER ENTRY FILE`.

import path from "node:path";
import { nodeResolve } from "@rollup/plugin-node-resolve";

const bundlers = {
  async esbuild(entry, file) {
    const { build } = await import("esbuild");
    await build({ entryPoints: [entry], outfile: file, bundle: true, minify: true, format: "esm" });
  },
  async rollup(entry, file) {
    const { rollup } = await import("rollup");
    const bundle = await rollup({ input: entry, plugins: [nodeResolve()] });
    await bundle.write({ file });
  },
  async vite(entry, file) {
    const { build } = await import("vite");
    const [outDir, fileName] = [path.dirname(file), path.basename(file)];
    const lib = { entry, formats: ["es"], fileName: () => fileName };
    await build({
      configFile: false,
      logLevel: "warn",
      build: { lib, outDir, emptyOutDir: false },
    });
  },
  async webpack(entry, file) {
    const { default: webpack } = await import("webpack");
    const output = { path: path.dirname(file), filename: path.basename(file) };
    const compiler = webpack({ mode: "production", entry, output });
    await new Promise((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error !== null) reject(error);
        else if (stats.hasErrors()) reject(new Error(stats.toString()));
        else resolve();
      });
    });
  },
};

const [bundler, entry, file] = process.argv.slice(2);
await bundlers[bundler](path.resolve(entry), path.resolve(file));
