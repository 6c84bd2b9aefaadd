// Explains why an output differs from what its exports generate: changes of the schema first, then the
// version of huntgen, the configuration and edited files.

import path from "node:path";
import { compareSchemas } from "../diff/compare-schemas.ts";
import { readManifestSchema } from "../diff/sides/manifest-schema.ts";
import type { GenerateResult } from "../generate.ts";
import type { Schema } from "../model/schema.ts";
import { type Manifest, manifestPath, optionsOf, parseManifest } from "../output/manifest.ts";
import type { SchemaOfExports } from "../read-schema.ts";
import { findEmitters, type FoundEmitter } from "../targets/find-emitters.ts";
import { describeSchemaChange } from "./describe-schema-change.ts";

/** Why an output is out of date. */
export interface Cause {
  /** The kind of a schema change such as `column-added`, or the name of another cause. */
  readonly kind: string;
  /** Untrusted names are not escaped. */
  readonly text: string;
  /** The file that caused the difference; null if it no longer exists or is not known. */
  readonly file: string | null;
  /** From 1; 0 means the file as a whole. */
  readonly line: number;
}

/** Returns the causes of a difference, changes of tables before those of columns. */
export function explainOutput(
  result: GenerateResult,
  locate: SchemaOfExports["locate"],
): readonly Cause[] {
  const { config } = result.source;
  const manifest = parseManifest(result.manifest ?? "");
  const before = readManifestSchema(result.manifest ?? "");
  if (manifest === undefined || typeof before === "string") {
    return [withoutManifest(result, config.out)];
  }
  const changes = [
    ...findSchemaChanges(before, result.source.schema, locate),
    ...findDescriptionChanges(before, result.source.schema, locate),
  ];
  const others = [
    ...findOtherSources(manifest, result, changes.length > 0),
    ...findChangedFiles(manifest, result),
  ];
  const causes = [...changes, ...others];
  if (causes.length > 0 || result.interrupted.length > 0) return causes;
  const emitted = findChangedEmitters(result);
  if (emitted.length > 0) return emitted;
  const text = `another build of huntgen ${manifest.huntgen} generated it, or ${manifestPath} was edited`;
  return [{ kind: "unknown-origin", text, file: null, line: 0 }];
}

function withoutManifest({ manifest, stale, missing, files }: GenerateResult, out: string): Cause {
  const cause = { kind: "no-manifest", file: null, line: 0 };
  if (manifest !== undefined) {
    const text = `${out}/${manifestPath} cannot be read, so changes of the schema are not known`;
    return { ...cause, text, file: `${out}/${manifestPath}` };
  }
  const isNew = stale.length === 0 && missing.length === files;
  const text = isNew
    ? `${out} has not been generated yet`
    : `${out} has no ${manifestPath}, so changes of the schema are not known`;
  return { ...cause, text };
}

function findSchemaChanges(
  before: Schema,
  after: Schema,
  locate: SchemaOfExports["locate"],
): Cause[] {
  const changes = compareSchemas(before, after, {}).map((change): Cause => {
    const column = "column" in change ? change.column : null;
    const location = locate(change.table, column) ?? locate(change.table, null);
    return {
      kind: change.kind,
      text: `${change.table}: ${describeSchemaChange(change)}`,
      file: location?.file ?? null,
      line: location?.line ?? 0,
    };
  });
  const ofTables = changes.filter(({ kind }) => kind.startsWith("table-"));
  return [...ofTables, ...changes.filter((change) => !ofTables.includes(change))];
}

/** Descriptions are in the generated code, but are not changes of the schema. */
function findDescriptionChanges(
  before: Schema,
  after: Schema,
  locate: SchemaOfExports["locate"],
): Cause[] {
  const old = new Map(before.tables.map(({ name, columns }) => [name, columns]));
  return after.tables.flatMap(({ name: table, columns }) => {
    const described = new Map(old.get(table)?.map(({ name, description }) => [name, description]));
    return columns.flatMap(({ name, description }): Cause[] => {
      if (!described.has(name) || described.get(name) === description) return [];
      const { file = null, line = 0 } = locate(table, name) ?? {};
      const text = `${table}: ~ description of ${name}`;
      return [{ kind: "description-changed", text, file, line }];
    });
  });
}

function findOtherSources(
  manifest: Manifest,
  { source }: GenerateResult,
  isSchemaChanged: boolean,
): Cause[] {
  const { huntgen, config, exports } = source;
  const causes: Cause[] = [];
  if (manifest.huntgen !== huntgen) {
    const text = `huntgen ${manifest.huntgen} generated it, and this is huntgen ${huntgen}`;
    causes.push({ kind: "version-changed", text, file: null, line: 0 });
  }
  const [old, current] = [new Map(Object.entries(manifest.options)), optionsOf(config)];
  const changed = Object.entries(current).flatMap(([key, value]) =>
    JSON.stringify(value) === JSON.stringify(old.get(key)) ? [] : [key],
  );
  if (changed.length > 0) {
    const text = `the configuration changed: ${changed.join(", ")}`;
    causes.push({ kind: "configuration-changed", text, file: config.configFile, line: 0 });
  }
  const known = new Map(Object.entries(manifest.exports));
  const rewritten = exports.filter(({ file, sha256 }) => known.get(file) !== sha256);
  const removed = [...known.keys()].filter((file) => !exports.some((each) => each.file === file));
  if (!isSchemaChanged && rewritten.length + removed.length > 0) {
    const names = [...rewritten.map(({ file }) => file), ...removed];
    causes.push({
      kind: "exports-changed",
      text: `exports changed, but not their schema: ${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`,
      file: rewritten[0]?.path ?? null,
      line: 0,
    });
  }
  return causes;
}

/** The modules of the configuration that return other files, if no other file differs. */
function findChangedEmitters({ source, missing, stale, orphaned }: GenerateResult): Cause[] {
  const modules = findEmitters(source.config, () => {}).filter(({ url }) => url !== undefined);
  const files = [...missing, ...stale, ...orphaned].filter((file) => file !== manifestPath);
  const changed = new Set<FoundEmitter>();
  for (const file of files) {
    const emitter = modules.find(({ folder }) => file.startsWith(`${folder}/`));
    if (emitter === undefined) return [];
    changed.add(emitter);
  }
  return [...changed].map(({ use }) => ({
    kind: "emitter-changed",
    text: `the emitter ${use} returns other files`,
    file: use.startsWith(".") ? path.join(path.dirname(source.config.configFile), use) : null,
    line: 0,
  }));
}

function findChangedFiles(
  manifest: Manifest,
  { edited, missing, source: { config } }: GenerateResult,
): Cause[] {
  const deleted = missing.filter((file) => Object.hasOwn(manifest.files, file));
  return [
    ...edited.map(({ file, line }) => {
      const shown = `${config.out}/${file}`;
      return {
        kind: "file-edited",
        text: `${shown} was edited after it was generated`,
        file: shown,
        line,
      };
    }),
    ...deleted.map((file) => ({
      kind: "file-deleted",
      text: `${config.out}/${file} was deleted after it was generated`,
      file: null,
      line: 0,
    })),
  ];
}
