// A request to the answer of the route that it is for, after GitHub's checks of who may do what.
import { accountRoutes } from "./account-routes.ts";
import { checkRunRoutes } from "./check-run-routes.ts";
import { commentRoutes } from "./comment-routes.ts";
import { commitRoutes } from "./commit-routes.ts";
import { compareRoutes } from "./compare-routes.ts";
import { contentRoutes } from "./content-routes.ts";
import { contentWriteRoutes } from "./content-write-routes.ts";
import {
  type Answer,
  type Call,
  type Needs,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
} from "./exchange.ts";
import { gitRoutes } from "./git-routes.ts";
import { gitWriteRoutes } from "./git-write-routes.ts";
import { findRepository, type GithubState, type Repository, type Token } from "./github-state.ts";
import { graphqlRoutes } from "./graphql-routes.ts";
import { permissionRoutes, teamRoutes } from "./people-routes.ts";
import { pullRequestRoutes } from "./pull-request-routes.ts";
import { reactionRoutes } from "./reaction-routes.ts";
import { refRoutes } from "./ref-routes.ts";
import { reviewCommentRoutes } from "./review-comment-routes.ts";
import { reviewRoutes } from "./review-routes.ts";
import { statusRoutes } from "./status-routes.ts";

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

const repositoryRoutes: readonly Route[] = [
  ...pullRequestRoutes,
  ...gitRoutes,
  ...compareRoutes,
  ...gitWriteRoutes,
  ...refRoutes,
  ...contentRoutes,
  ...contentWriteRoutes,
  ...commentRoutes,
  ...reviewRoutes,
  ...reviewCommentRoutes,
  ...reactionRoutes,
  ...checkRunRoutes,
  ...statusRoutes,
  ...permissionRoutes,
  // Last: a branch name may hold slashes.
  ...commitRoutes,
];

const otherRoutes: readonly Route<Call>[] = [...accountRoutes, ...graphqlRoutes, ...teamRoutes];

/**
 * The paths of an Enterprise Server and links by number to the one path that routes know. Such a
 * server has REST below `/api/v3`, and GraphQL at `/api/graphql`, and neither where the other is.
 */
export function canonicalPath(github: GithubState, path: string): string {
  const short = path
    .replace(/^\/api\/v3(?=\/(?!graphql$))/, "")
    .replace(/^\/api(?=\/graphql$)/, "");
  return short.replace(/^\/repositories\/(\d+)/, (whole, id: string) => {
    const found = github.repositories.find((each) => each.id === Number(id));
    return found === undefined ? whole : `/repos/${found.fullName}`;
  });
}

export function routeCall(github: GithubState, url: string, incoming: Incoming): Answer {
  const { authorization = "", accept = "" } = incoming.headers;
  const secret = /^(?:token|bearer)\s+(\S+)$/i.exec(authorization)?.[1];
  const token = secret === undefined ? undefined : github.tokens.get(secret);
  if (secret !== undefined && token === undefined) return refuse(401, "Bad credentials");
  const { query, body, path } = incoming;
  const [, name, rest = ""] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path) ?? [];
  const call = { github, url, query, body, accept, token, rest, param: () => "" };
  if (name === undefined) return answerAccount(call, incoming);
  const repository = findRepository(github, name);
  if (repository === undefined || isHidden(github, repository, token)) return notFound();
  return answerRepository({ ...call, repository }, incoming.method);
}

/** A private repository does not exist for strangers. A workflow's token is for its own repository: the first one here. */
function isHidden({ repositories }: GithubState, repository: Repository, token: Token | undefined) {
  if (!repository.private || token?.kind === "user") return false;
  return token === undefined || repository !== repositories[0];
}

function answerAccount(call: Call, { method, path }: Incoming): Answer {
  for (const route of otherRoutes) {
    const found = route.method === method ? matchPath(route.path, path) : undefined;
    if (found !== undefined) {
      return route.answer({ ...call, param: (name) => found.get(name) ?? "" });
    }
  }
  return notFound();
}

function answerRepository(call: RepositoryCall, method: string): Answer {
  for (const route of repositoryRoutes) {
    const found = route.method === method ? matchPath(route.path, call.rest) : undefined;
    if (found === undefined) continue;
    const refusal = route.needs && refuseToken(route.needs, call.token, call.repository);
    return refusal ?? route.answer({ ...call, param: (name) => found.get(name) ?? "" });
  }
  return notFound();
}

/** Everybody reads what is public; to write takes a token that was given the permission. */
function refuseToken(needs: Needs, token: Token | undefined, repository: Repository) {
  const { level, any, appsOnly = false } = needs;
  if (level === "read" && !repository.private) return undefined;
  if (token === undefined) return refuse(401, "Requires authentication");
  if (appsOnly && token.kind === "user") {
    return refuse(403, "You must authenticate via a GitHub App.");
  }
  const granted = any.map((each) => token.permissions[each]);
  if (granted.includes("write") || (level === "read" && granted.includes("read"))) return undefined;
  const who = token.kind === "user" ? "personal access token" : "integration";
  return refuse(403, `Resource not accessible by ${who}`);
}

/** The parameters of a path that fits, undefined of one that does not. */
function matchPath(pattern: string, path: string): ReadonlyMap<string, string> | undefined {
  const source = pattern.replace(/([:*])(\w+)/g, (_, kind, name) =>
    kind === ":" ? `(?<${name}>[^/]+)` : `(?<${name}>.+)`,
  );
  const found = new RegExp(`^${source}/?$`).exec(path);
  if (found === null) return undefined;
  const groups = Object.entries(found.groups ?? {});
  return new Map(groups.map(([name, text]) => [name, decodeURIComponent(text)]));
}
