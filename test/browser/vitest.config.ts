// Runs the tests of the page of `huntgen explore` with a command of their own, `npm run test:explore`,
// because they need a browser.

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/browser/*.test.ts"],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
