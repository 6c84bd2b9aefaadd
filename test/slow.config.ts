// Runs tests of whole processes with a command of their own, `npm run test:slow`: packages that are packed and
// installed from the network, runs that are killed or that write at the same time, exports that are large or
// broken, and many random names.

import { defineConfig } from "vitest/config";

export const slowTests: string[] = [
  "test/packages/*.test.ts",
  "test/output/{concurrent-runs,killed-run}.test.ts",
  "test/ingest/growth.test.ts",
  "test/fuzz/{files,names}/*.test.ts",
];

export default defineConfig({
  test: {
    include: slowTests,
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
