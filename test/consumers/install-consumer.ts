// Installs a consumer: a project in its own folder, here or in examples/, which is copied outside
// the repository and installed from the packed tarballs.

import { cpSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { install } from "../support/packed-packages.ts";
import { createSharedProject, type Project } from "../support/scratch-project.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Copies a folder, named by its path in the repository, and installs it with both packages. For
 * `beforeAll`.
 */
export async function installConsumer(folder: string): Promise<Project> {
  const consumer = createSharedProject();
  cpSync(path.join(repository, folder), consumer.dir, {
    recursive: true,
    filter: (file) => !/[/\\](?:node_modules|dist)$/.test(file),
  });
  await install(consumer.dir, inject("huntgen"), inject("defender"));
  return consumer;
}
