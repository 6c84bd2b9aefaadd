import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/browser", "test/consumers", "test/packages"],
    maxWorkers: 2,
    // Tests start compilers and whole runs of the program; two cores are often busy with them.
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
