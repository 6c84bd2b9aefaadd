// Where a token comes from: an environment variable, or @azure/identity, which is loaded only then.

import { type ProblemCode, quote, HuntgenError } from "../problems.ts";

export interface TokenSource {
  /** Name of the environment variable that holds a token; @azure/identity is asked without one. */
  readonly variable: string | undefined;
  /** The address of the API that the token is for, without a slash at its end. */
  readonly audience: string;
  environment(name: string): string | undefined;
  /** Loads @azure/identity; rejects where it is not installed. */
  loadIdentity(): Promise<unknown>;
}

export const permission = "ThreatHunting.Read.All";

/** Finds a token. Throws a `HuntgenError` that says what is missing, and never holds a token. */
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

/** Loads @azure/identity, which is there only where somebody has installed it; rejects elsewhere. */
export function importIdentity(): Promise<unknown> {
  // A name in a variable, so that the compiler does not ask for the module's types.
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
    // The border to a module that may not be there, and whose types are not either.
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

/** What a header can carry: anything else would be told, whole, by the error of sending it. */
function isToken(text: string): boolean {
  return /^[\x21-\x7E]+$/.test(text);
}

function refuse(file: string, message: string, code: ProblemCode = "no-token"): never {
  throw new HuntgenError([{ code, file, line: 0, message }]);
}
