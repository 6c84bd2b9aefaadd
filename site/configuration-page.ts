// Renders docs/configuration.md from huntgen.config.schema.json: each key with its type, default and example.

import { readFileSync } from "node:fs";

/** The keywords of JSON Schema that huntgen.config.schema.json uses. */
interface Schema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

export function renderConfigurationPage(): string {
  const keys = listConfigurationKeys();
  return [
    "# Configuration",
    "Every key of `huntgen.config.json`, from the JSON Schema that huntgen and editors check the file with. All keys are optional, paths are relative to the file, and flags of the command line override it.",
    ...keys.map(renderKey),
  ].join("\n\n");
}

export interface ConfigurationKey {
  readonly path: readonly string[];
  readonly type: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  /** Complete configurations that set the key. */
  readonly examples: readonly unknown[];
}

/** The keys of huntgen.config.json, each followed by the keys below it. */
export function listConfigurationKeys(): readonly ConfigurationKey[] {
  const root: Schema = JSON.parse(readFileSync("huntgen.config.schema.json", "utf8"));
  return listKeys(root, root, [], (value) => value);
}

function listKeys(
  schema: Schema,
  root: Schema,
  parents: readonly string[],
  /** Puts an object that fits `schema` into a complete configuration. */
  complete: (value: Readonly<Record<string, unknown>>) => unknown,
): ConfigurationKey[] {
  const required = schema.required ?? [];
  const requiredExamples = Object.fromEntries(
    required.map((name) => [name, schema.properties?.[name]?.examples?.[0]]),
  );
  return Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const resolved = resolve(property, root);
    const path = [...parents, name];
    const completeKey = (value: unknown): unknown =>
      complete({ ...requiredExamples, [name]: value });
    const key: ConfigurationKey = {
      path,
      type: typeOf(resolved, root),
      schema: resolved,
      isRequired: required.includes(name),
      examples: (resolved.examples ?? []).map(completeKey),
    };
    const nested = [resolved, ...(resolved.anyOf ?? [])].flatMap((each) =>
      listKeys(resolve(each, root), root, path, completeKey),
    );
    return [key, ...nested];
  });
}

function resolve(schema: Schema, root: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const definition = root.definitions?.[schema.$ref.replace("#/definitions/", "")];
  if (definition === undefined) throw new Error(`unknown reference ${schema.$ref}`);
  return { ...definition, ...schema };
}

function renderKey({ path, type, schema, isRequired, examples }: ConfigurationKey): string {
  const unset = isRequired ? "none, the key is required" : "not set";
  const facts = [
    `- Type: ${type}`,
    `- Default: ${schema.default === undefined ? unset : code(schema.default)}`,
    ...(schema.pattern === undefined ? [] : [`- Pattern: \`${schema.pattern}\``]),
  ];
  return [
    `${"#".repeat(Math.min(path.length + 1, 4))} \`${path.join(".")}\``,
    escapeMarkdown(schema.description ?? ""),
    facts.join("\n"),
    ...examples.map((document) => `\`\`\`json\n${JSON.stringify(document)}\n\`\`\``),
  ].join("\n\n");
}

function typeOf(schema: Schema, root: Schema): string {
  const { enum: values, anyOf, type, items, additionalProperties } = resolve(schema, root);
  if (values !== undefined) return values.map(code).join(", ");
  if (anyOf !== undefined) return anyOf.map((each) => typeOf(each, root)).join(", or ");
  if (type === "array" && items !== undefined) return `array, each item: ${typeOf(items, root)}`;
  if (typeof additionalProperties === "object") {
    return `object, each value: ${typeOf(additionalProperties, root)}`;
  }
  return type ?? "any";
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}

/** A description is plain text: `*.ReportId` must not start emphasis, nor `<Table>` an element. */
function escapeMarkdown(text: string): string {
  return text.replace(/[*_<[\]\\`]/g, "\\$&");
}
