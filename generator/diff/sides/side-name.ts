// Decides whether the name of a side is a path or a git revision. A path in the working tree never
// shadows a revision, since the author of a pull request chooses the paths.

import { existsSync } from "node:fs";
import path from "node:path";
import { quote, HuntgenError } from "../../problems.ts";
import { resolveRevision } from "./git.ts";

export type SideName =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "revision"; readonly revision: string; readonly commit: string };

const prefix = "git:";

/** Resolves a name. Throws a `HuntgenError` if it is neither a path nor a revision, or both. */
export function resolveSideName(name: string): SideName {
  if (name.startsWith(prefix)) return findRevision(name, name.slice(prefix.length));
  const isPath = existsSync(name);
  if (path.isAbsolute(name) || /^\.{1,2}(?:[\\/]|$)/.test(name)) {
    return isPath
      ? { kind: "path", path: name }
      : refuse("no-schema", name, "no such file or directory");
  }
  if (!isPath) return findRevision(name, name);
  if (resolveRevision(name).commit !== undefined) {
    const both = `${quote(name)} is both a path and a git revision`;
    return refuse("ambiguous-side", name, `${both}; write ./${name} or ${prefix}${name}`);
  }
  return { kind: "path", path: name };
}

function findRevision(name: string, revision: string): SideName {
  const { commit, reason } = resolveRevision(revision);
  if (commit !== undefined) return { kind: "revision", revision, commit };
  const wanted = name === revision ? "not a directory, a manifest.json or a" : "not a";
  const why = reason === undefined ? "" : `: ${quote(reason)}`;
  return refuse("no-schema", name, `${wanted} git revision here${why}`);
}

function refuse(code: "no-schema" | "ambiguous-side", file: string, message: string): never {
  throw new HuntgenError([{ code, file, line: 0, message }]);
}
