// What a repository and an organization say of somebody: role and membership.
import { isWriter, roleOf } from "./access.ts";
import {
  type Answer,
  type Call,
  json,
  notFound,
  type RepositoryCall,
  type Route,
  refuse,
  type Schemas,
} from "./exchange.ts";
import { renderUser } from "./render-account.ts";

export const permissionRoutes: readonly Route[] = [
  { method: "GET", path: "/collaborators/:login/permission", answer: readPermission },
];

export const teamRoutes: readonly Route<Call>[] = [
  { method: "GET", path: "/orgs/:org/teams/:slug/memberships/:login", answer: readMembership },
];

/** The older field knows neither `triage` nor `maintain`. */
const LEGACY = {
  none: "none",
  read: "read",
  triage: "read",
  write: "write",
  maintain: "write",
  admin: "admin",
} as const;

/** Any App may ask, since it needs metadata only: step-security/secure-repo#595. */
function readPermission(call: RepositoryCall): Answer {
  const { repository, token, url, param, github } = call;
  if (token === undefined) return refuse(401, "Requires authentication");
  // So it was worded in yegor256/rultor#1407.
  if (token.kind === "user" && !isWriter(repository, token)) {
    return refuse(403, "Must have push access to view collaborator permission.");
  }
  const login = param("login");
  if (github.unknownLogins.has(login.toLowerCase())) {
    return refuse(404, `${login} is not a user`);
  }
  const role = roleOf(repository, login);
  const legacy = LEGACY[role];
  const answer: Schemas["repository-collaborator-permission"] = {
    permission: legacy,
    role_name: role,
    user: {
      ...renderUser(url, login),
      permissions: {
        pull: role !== "none",
        triage: role !== "none" && role !== "read",
        push: legacy === "write" || legacy === "admin",
        maintain: role === "maintain" || role === "admin",
        admin: role === "admin",
      },
      role_name: role,
    },
  };
  return json(answer);
}

/**
 * No permission of a workflow covers members: octokit/octokit.js#2136. A person's token needs it,
 * too: PyGithub/PyGithub#2951.
 */
function readMembership({ github, token, url, param }: Call): Answer {
  if (token === undefined) return refuse(401, "Requires authentication");
  if (token.permissions.members === undefined) {
    const who = token.kind === "user" ? "personal access token" : "integration";
    return refuse(403, `Resource not accessible by ${who}`);
  }
  const [org, slug, login] = [param("org"), param("slug"), param("login")];
  const found = github.teams.get(`${org}/${slug}`.toLowerCase())?.get(login.toLowerCase());
  if (found === undefined) return notFound();
  const self = `${url}/orgs/${org}/teams/${slug}/memberships/${login}`;
  const answer: Schemas["team-membership"] = { url: self, ...found };
  return json(answer);
}
