// A consumer: a project in a folder of its own, here or in examples/, copied far from the repository
// and installed from the packed tarballs.

import { cpSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { install } from "../support/packed-packages.ts";
import { createSharedProject, type Project } from "../support/scratch-project.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Copies a folder, named from the repository, and installs it with both packages; for `beforeAll`. */
export async function installConsumer(folder: string): Promise<Project> {
  const consumer = createSharedProject();
  cpSync(path.join(repository, folder), consumer.dir, {
    recursive: true,
    filter: (file) => !/[/\\](?:node_modules|dist)$/.test(file),
  });
  await install(consumer.dir, inject("huntgen"), inject("defender"));
  return consumer;
}
