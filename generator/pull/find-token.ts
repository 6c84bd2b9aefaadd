// Finds a token in an environment variable or, if no variable is named, with @azure/identity, which is
// loaded only in that case.

import { type ProblemCode, quote, HuntgenError } from "../problems.ts";
import { isToken } from "../runtime/query/graph-request.ts";

export interface TokenSource {
  /** Name of the environment variable that contains a token; undefined to use @azure/identity. */
  readonly variable: string | undefined;
  /** The URL of the API that the token is for, without a trailing slash. */
  readonly audience: string;
  environment(name: string): string | undefined;
  /** Loads @azure/identity; rejects if it is not installed. */
  loadIdentity(): Promise<unknown>;
}

export const permission = "ThreatHunting.Read.All";

/** Finds a token. Throws a `HuntgenError` that explains what is missing and never contains a token. */
export async function findToken(source: TokenSource): Promise<string> {
  const { variable } = source;
  if (variable === undefined) return askIdentity(source);
  const token = source.environment(variable)?.trim() ?? "";
  if (token === "") {
    return refuse("--token-env", `the environment variable ${quote(variable)} is empty or not set`);
  }
  if (!isToken(token)) {
    return refuse(
      "--token-env",
      `the environment variable ${quote(variable)} does not contain a token`,
    );
  }
  return token;
}

/** Loads @azure/identity, an optional peer of this package; rejects if it is not installed. */
export function importIdentity(): Promise<unknown> {
  // The name is in a variable, so that the compiler does not require the module's types.
  const name: string = "@azure/identity";
  return import(name);
}

async function askIdentity({ loadIdentity, audience }: TokenSource): Promise<string> {
  let identity: unknown;
  try {
    identity = await loadIdentity();
  } catch {
    const advice =
      "run `npm install --save-dev @azure/identity`, or pass the name of an environment variable that contains a token";
    return refuse("pull", `no token; ${advice} with --token-env`);
  }
  try {
    // The module may be missing, and so may its types, so its interface is asserted here.
    const { DefaultAzureCredential } = identity as {
      DefaultAzureCredential: new () => {
        getToken(scope: string): Promise<{ readonly token: string } | null>;
      };
    };
    const answer = await new DefaultAzureCredential().getToken(`${audience}/.default`);
    if (answer !== null && isToken(answer.token)) return answer.token;
    return refuse("@azure/identity", "returned no token");
  } catch (error) {
    if (error instanceof HuntgenError) throw error;
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return refuse("@azure/identity", `returned no token: ${quote(reason)}`);
  }
}

function refuse(file: string, message: string, code: ProblemCode = "no-token"): never {
  throw new HuntgenError([{ code, file, line: 0, message }]);
}
