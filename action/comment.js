// Writes the report of `huntgen diff` to the pull request, as one comment that later runs replace. It
// only edits a comment of its own: the author of any other could change it again afterwards.

import { existsSync, readFileSync } from "node:fs";

const marker = "<!-- huntgen diff -->";
/** GitHub's limit, in characters. */
const longestComment = 65_536;
const mostPages = 50;

const {
  GITHUB_API_URL: api = "https://api.github.com",
  GITHUB_GRAPHQL_URL: graphql = "https://api.github.com/graphql",
  GITHUB_SERVER_URL: server = "https://github.com",
  GITHUB_RUN_ID: run = "",
  REPOSITORY: repository = "",
  NUMBER: number = "",
  REPORT: report = "",
  GH_TOKEN: token = "",
} = process.env;

const issues = `${api}/repos/${repository}/issues`;
const summary = `[summary of the run](${server}/${repository}/actions/runs/${run})`;

try {
  const own = await findComment(await findLogin());
  const isCompared = existsSync(report);
  const body = isCompared ? withLink(readFileSync(report, "utf8")) : brief("could not be compared");
  if (own !== undefined) {
    await send("PATCH", `${issues}/comments/${own}`, { body });
  } else if (isCompared) {
    await send("POST", `${issues}/${number}/comments`, { body });
  }
} catch (error) {
  // The token of a pull request from a fork may only read.
  const reason = error instanceof Error ? error.message : String(error);
  const escaped = reason.replace(/[%\r\n]/g, encodeURIComponent);
  console.log(`::warning::huntgen could not comment on the pull request: ${escaped}`);
}

/** @param {string} text */
function withLink(text) {
  const linked = `${text.trimEnd()}\n\nAll changes are in the ${summary}.\n`;
  return linked.length > longestComment ? brief("have more changes than fit here") : linked;
}

/** @param {string} what */
function brief(what) {
  return `${marker}\n\n### Schema changes\n\nThe schemas ${what}: see the ${summary}.\n`;
}

/** The login of the account of the token; only GraphQL returns it for every kind of token. */
async function findLogin() {
  const answer = await send("POST", graphql, { query: "query { viewer { login } }" });
  const login = answer?.data?.viewer?.login;
  if (typeof login !== "string") throw new Error("the token has no user");
  return login;
}

/**
 * The comment that an earlier run has written.
 *
 * @param {string} login
 */
async function findComment(login) {
  for (let page = 1; page <= mostPages; page += 1) {
    const found = await send("GET", `${issues}/${number}/comments?per_page=100&page=${page}`);
    if (!Array.isArray(found)) throw new Error("the comments cannot be read");
    const own = found.find(
      ({ user, body }) => user?.login === login && String(body).startsWith(marker),
    );
    if (own !== undefined) return own.id;
    if (found.length < 100) return undefined;
  }
  return undefined;
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object} [body]
 */
async function send(method, url, body) {
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "user-agent": "huntgen",
    },
    // A redirect must not send the token to another host.
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} returned ${response.status}`);
  return response.json();
}
