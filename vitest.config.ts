import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Tests start compilers and whole runs of the program; two cores are often busy with them.
    testTimeout: 120_000,
  },
});
