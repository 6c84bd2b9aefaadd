// Prints what publint and are-the-types-wrong report on a tarball: `node judge.js TARBALL
// [ENTRY...]`.

import { readFileSync } from "node:fs";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const [file, ...includeEntrypoints] = process.argv.slice(2);
const tarball = new Uint8Array(readFileSync(file));

const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
const { problems, entrypoints } = await checkPackage(createPackageFromTarballData(tarball), {
  includeEntrypoints,
});
console.log(
  JSON.stringify({
    publint: messages.map((message) => formatMessage(message, pkg)),
    entries: Object.keys(entrypoints),
    types: problems.map(({ kind, resolutionKind, entrypoint }) =>
      [kind, resolutionKind, entrypoint].join(" "),
    ),
  }),
);
