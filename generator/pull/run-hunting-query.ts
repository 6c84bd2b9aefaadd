// Runs a query on Microsoft Graph.

import { quote } from "../problems.ts";
import { huntingUrl } from "../runtime/query/graph-request.ts";
import { permission } from "./find-token.ts";
import { type GraphAccess, refuse, requestGraph } from "./request-graph.ts";

export type HuntingAnswer =
  | { readonly kind: "answer"; readonly bytes: Uint8Array }
  /** The service could not resolve a table, since no leg of the query has a table that exists. */
  | { readonly kind: "unresolved"; readonly message: string };

/** Runs a query. Throws a `HuntgenError` if the service rejects it or does not respond. */
export async function runHuntingQuery(query: string, access: GraphAccess): Promise<HuntingAnswer> {
  const url = huntingUrl(access.baseUrl);
  const body = JSON.stringify({ Query: query });
  const reply = await requestGraph(
    { method: "POST", url, body, permission: `permission ${permission}` },
    access,
  );
  if (reply.kind === "answer") return reply;
  const { status, reason } = reply;
  if (status === 400 && /failed to resolve table/i.test(reason)) {
    return { kind: "unresolved", message: reason };
  }
  return refuse(url, "no-answer", `returned ${status}: the query was rejected: ${quote(reason)}`);
}
