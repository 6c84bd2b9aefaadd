import { defineConfig } from "vitest/config";
import { slowTests } from "./test/slow.config.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // `npm run stress` includes them.
    exclude: [
      "test/browser",
      "test/consumers",
      ...(process.env["STRESS"] === undefined ? slowTests : []),
    ],
    maxWorkers: 2,
    // Tests start compilers and whole runs of the program; two cores are often busy with them.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
