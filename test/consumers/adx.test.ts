// Checks the script for ADX of all shipped tables and all hostile names with Kusto's own parser, which takes a
// minute.

import { expect, test } from "vitest";
import { hostileModel, shippedModel } from "../support/emit-models.ts";
import { expectAdxScript } from "../targets/expect-adx-script.ts";

test("the script for the shipped tables binds, and each function returns its table", async () => {
  await expect(expectAdxScript(shippedModel())).resolves.toBeUndefined();
});

test("the script for hostile names binds, and each function returns its table", async () => {
  await expect(expectAdxScript(hostileModel())).resolves.toBeUndefined();
});
