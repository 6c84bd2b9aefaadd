// Runs the tests of the packed packages with a command of their own, `npm run test:packages`, because they
// install from the network and bundle every table.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/packages/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
