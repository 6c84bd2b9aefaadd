// Finds the queries of a rule, and the columns that the rule names outside of them: Sentinel analytics and
// hunting rules, custom detections of Graph, and ARM templates with such rules.

import { at, itemsAt, type RuleNode, type TextNode, textAt, walkEntries } from "./rule-node.ts";
import type { RuleKind } from "./saved-query.ts";

export interface RuleQuery {
  readonly query: TextNode;
  readonly name: string | undefined;
  readonly rule: RuleKind;
  readonly mapped: readonly MappedText[];
}

interface MappedText {
  readonly node: TextNode;
  readonly column: string;
  readonly use: string;
  /** The offset of the name in the text of the node. */
  readonly offset: number;
}

/** The keys under which tools wrap a rule. */
const wrappers = ["payload", "defender", "sentinel", "properties"] as const;
const deepest = 6;

/** Returns the queries of all rules below a node. */
export function findRules(node: RuleNode | undefined, depth = 0): RuleQuery[] {
  if (node === undefined || depth > deepest) return [];
  if (node.kind === "list") return node.items.flatMap((item) => findRules(item, depth + 1));
  if (node.kind !== "map") return [];
  const own = ruleOf(node);
  const wrapped = wrappers.flatMap((key) => withName(findRules(at(node, key), depth + 1), node));
  const listed = ["resources", "value"].flatMap((key) =>
    itemsAt(node, key).flatMap((item) => findRules(item, depth + 1)),
  );
  return [...own, ...wrapped, ...listed, ...findRules(at(node, "mainTemplate"), depth + 1)];
}

function withName(rules: readonly RuleQuery[], wrapper: RuleNode): RuleQuery[] {
  return rules.map((rule) => (rule.name === undefined ? { ...rule, name: nameOf(wrapper) } : rule));
}

function nameOf(rule: RuleNode): string | undefined {
  return (textAt(rule, "displayName") ?? textAt(rule, "name"))?.value;
}

function ruleOf(rule: RuleNode): RuleQuery[] {
  const detection = textAt(rule, "queryCondition", "queryText");
  if (detection !== undefined) {
    return [{ query: detection, name: nameOf(rule), rule: "detection", mapped: ofDetection(rule) }];
  }
  const query = textAt(rule, "query");
  // An expression of ARM is evaluated when the template is deployed.
  if (query === undefined || /^\[(?!\[)/.test(query.value)) return [];
  return [{ query, name: nameOf(rule), rule: "sentinel", mapped: ofSentinel(rule) }];
}

function ofSentinel(rule: RuleNode): MappedText[] {
  const details: MappedText[] = [];
  const custom = at(rule, "customDetails");
  if (custom?.kind === "map") {
    details.push(...custom.entries.flatMap(({ value }) => named(value, "custom detail")));
  }
  const override =
    at(rule, "alertDetailsOverride") ?? at(rule, "alertDetailsOverride".toLowerCase());
  return [
    ...itemsAt(rule, "entityMappings").flatMap((mapping) =>
      itemsAt(mapping, "fieldMappings").flatMap((field) =>
        named(at(field, "columnName"), "entity mapping"),
      ),
    ),
    ...itemsAt(rule, "sentinelEntitiesMappings").flatMap((mapping) =>
      named(at(mapping, "columnName"), "entity mapping"),
    ),
    ...details,
    ...(override?.kind === "map" ? override.entries.flatMap(ofOverride) : []),
  ];
}

function ofOverride({
  key,
  value,
}: {
  readonly key: string;
  readonly value: RuleNode;
}): MappedText[] {
  const use = "alert detail";
  if (key.endsWith("Format") && value.kind === "text") {
    return [...value.value.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].map((match) => ({
      node: value,
      column: match[1] ?? "",
      use,
      offset: match.index + match[0].indexOf(match[1] ?? ""),
    }));
  }
  if (key === "alertSeverityColumnName" || key === "alertTacticsColumnName")
    return named(value, use);
  if (key !== "alertDynamicProperties" || value.kind !== "list") return [];
  return value.items.flatMap((item) => named(at(item, "value"), use));
}

function ofDetection(rule: RuleNode): MappedText[] {
  const action = at(rule, "detectionAction") ?? rule;
  const found: MappedText[] = [];
  for (const list of ["impactedAssets", "responseActions"] as const) {
    const use = list === "impactedAssets" ? "impacted asset" : "response action";
    for (const holder of new Set([action, at(action, "alertTemplate"), rule])) {
      for (const item of itemsAt(holder, list)) {
        const identifiers = textAt(item, "identifier");
        if (identifiers === undefined) continue;
        found.push(...identifiersIn(identifiers, use));
      }
    }
  }
  for (const holder of new Set([action, at(action, "alertTemplate"), rule])) {
    for (const key of ["entityMappings", "automatedActions"] as const) {
      const use = key === "entityMappings" ? "entity mapping" : "automated action";
      walkEntries(at(holder, key), (entry) => {
        if (/[cC]olumn$/.test(entry.key)) found.push(...named(entry.value, use));
      });
    }
  }
  return found;
}

/** Graph writes the names of columns in camelCase until 2026, several of them separated by commas. */
function identifiersIn(node: TextNode, use: string): MappedText[] {
  return [...node.value.matchAll(/[^,\s]+/g)].map(({ 0: name, index }) => ({
    node,
    column: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    use,
    offset: index,
  }));
}

function named(node: RuleNode | undefined, use: string): MappedText[] {
  if (node?.kind === "list") return node.items.flatMap((item) => named(item, use));
  if (node?.kind !== "text" || node.value === "") return [];
  return [{ node, column: node.value, use, offset: 0 }];
}
