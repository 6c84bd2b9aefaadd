// Runs the consumers' tests with a command of their own, `npm run test:consumers`, because they
// install from the network and take minutes.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/consumers/*.test.ts"],
    globalSetup: "test/consumers/pack.ts",
    maxWorkers: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
