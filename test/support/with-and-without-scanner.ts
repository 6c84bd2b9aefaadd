// Runs tests twice: with the scanner, and with the fallback only.

import { afterAll, beforeAll, describe } from "vitest";
import { refuseScanner } from "../../generated/runtime/scan/instance.ts";

export function withAndWithoutScanner(tests: () => void): void {
  describe.each([
    ["with the scanner", false],
    ["without the scanner", true],
  ])("%s", (_name, isRefused) => {
    beforeAll(() => refuseScanner(isRefused));
    afterAll(() => refuseScanner(false));
    tests();
  });
}
