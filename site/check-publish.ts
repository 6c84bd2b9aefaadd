// Fails if a package would be published with a placeholder in place of the repository's address.

import { findPlaceholders } from "./find-placeholders.ts";

const found = findPlaceholders(".");
if (found.length > 0) {
  console.error(
    `Replace OWNER in "OWNER/huntgen" with the owner of the repository, then run \`npm run generate\` and \`npm run docs:pages\`:\n${found.join("\n")}`,
  );
  process.exitCode = 1;
}
