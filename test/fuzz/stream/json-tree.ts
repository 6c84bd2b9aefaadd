// Represents JSON as it is written: keys and scalars as raw text, members in any order and number.

import type { Random } from "../../support/random-rows.ts";

/** A scalar, or any other value without structure, is its raw text. */
export type JsonTree = string | ObjectTree | ListTree;

export interface Member {
  /** With its quotes and escapes. */
  key: string;
  value: JsonTree;
}

export interface ObjectTree {
  readonly members: Member[];
}

export interface ListTree {
  readonly items: JsonTree[];
}

/** Returns the white space for the next position between two tokens. */
export type Spacing = () => string;

export const noSpace: Spacing = () => "";

export function print(tree: JsonTree, space: Spacing = noSpace): string {
  if (typeof tree === "string") return tree;
  const isList = "items" in tree;
  const parts = isList
    ? tree.items.map((item) => space() + print(item, space) + space())
    : tree.members.map(
        ({ key, value }) => space() + key + space() + ":" + space() + print(value, space) + space(),
      );
  const inside = parts.length === 0 ? space() : parts.join(",");
  return isList ? `[${inside}]` : `{${inside}}`;
}

/** Returns every object of a tree, the outermost first. */
export function objectsOf(tree: JsonTree): ObjectTree[] {
  if (typeof tree === "string") return [];
  if ("items" in tree) return tree.items.flatMap(objectsOf);
  return [tree, ...tree.members.flatMap(({ value }) => objectsOf(value))];
}

/** Copies a tree, so that a change of the copy does not change the original. */
export function copyTree(tree: JsonTree): JsonTree {
  if (typeof tree === "string") return tree;
  if ("items" in tree) return { items: tree.items.map(copyTree) };
  return { members: tree.members.map(({ key, value }) => ({ key, value: copyTree(value) })) };
}

export function insertMember(random: Random, { members }: ObjectTree, member: Member): void {
  members.splice(random.below(members.length + 1), 0, member);
}

/** Replaces the value of a member, or adds the member. */
export function setMember(random: Random, object: ObjectTree, key: string, value: JsonTree): void {
  const member = object.members.find((each) => each.key === key);
  if (member === undefined) insertMember(random, object, { key, value });
  else member.value = value;
}
