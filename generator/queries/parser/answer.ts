// Answers the requests of the parser's thread: plain data in and out, and no exception.

import { HuntgenError, type Problem } from "../../problems.ts";
import type { Analysis, QuerySchema, QueryText } from "../query.ts";
import { analyzeText } from "./analyze.ts";
import { buildDatabase, type Database } from "./build-database.ts";
import { loadParser } from "./load-parser.ts";

export type Question =
  | { readonly kind: "schema"; readonly id: number; readonly schema: QuerySchema }
  | { readonly kind: "analyze"; readonly id: number; readonly text: QueryText }
  /** Frees the memory of all schemas. */
  | { readonly kind: "forget" };

export type Reply =
  | { readonly kind: "ready" }
  | { readonly kind: "analyses"; readonly analyses: readonly Analysis[] }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
  | { readonly kind: "failed"; readonly reason: string };

const databases = new Map<number, Database>();

export function answer(question: Question): Reply {
  if (question.kind === "forget") {
    databases.clear();
    return { kind: "ready" };
  }
  try {
    const globals = loadParser();
    if (question.kind === "schema") {
      databases.set(question.id, buildDatabase(globals, question.schema));
      return { kind: "ready" };
    }
    const database = databases.get(question.id);
    if (database === undefined) return { kind: "failed", reason: "no schema" };
    return { kind: "analyses", analyses: analyzeText(question.text, globals, database) };
  } catch (error) {
    if (error instanceof HuntgenError) return { kind: "refused", problems: error.problems };
    // The parser throws objects of its own. Their text, and the source around it, can be megabytes long.
    const reason = String(error instanceof Error ? error.message : error).slice(0, 200);
    return { kind: "failed", reason };
  }
}
