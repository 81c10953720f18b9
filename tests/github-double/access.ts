// Who may do what in a repository.
import type { Schemas } from "./exchange.ts";
import type { PullRequest, Repository, Role, Token } from "./github-state.ts";

const ROLES = ["read", "triage", "write", "maintain", "admin"] as const satisfies readonly Role[];

/** Apps are nobody's collaborators, whatever their tokens may do: anomalyco/opencode#43532. */
export function roleOf(repository: Repository, login: string): Role | "none" {
  if (login.endsWith("[bot]")) return "none";
  const name = login.toLowerCase();
  if (repository.fullName.toLowerCase().startsWith(`${name}/`)) return "admin";
  return repository.roles.get(name) ?? (repository.private ? "none" : "read");
}

export function hasRole(repository: Repository, login: string, least: Role): boolean {
  const role = roleOf(repository, login);
  return role !== "none" && ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** A person with write access. The permissions of an App's token say nothing of this. */
export function isWriter(repository: Repository, token: Token): boolean {
  return token.kind === "user" && hasRole(repository, token.login, "write");
}

/**
 * Lets only people with write access speak. The token of a workflow is refused even when it may
 * write everything: marcusquinn/aidevops#30280, hashicorp/terraform-github-actions#100.
 */
export function isLockedFor(repository: Repository, pull: PullRequest, token: Token): boolean {
  return pull.locked && !isWriter(repository, token);
}

/** Its author, people with write access, and any App that got through to the route. */
export function mayEdit(repository: Repository, token: Token, author: string): boolean {
  return token.kind === "installation" || token.login === author || isWriter(repository, token);
}

/** What GitHub says of somebody beside a comment. The double knows no members of organizations. */
export function associationOf(
  repository: Repository,
  login: string,
): Schemas["author-association"] {
  const name = login.toLowerCase();
  if (repository.fullName.toLowerCase().startsWith(`${name}/`)) return "OWNER";
  if (repository.roles.has(name)) return "COLLABORATOR";
  const contributed = repository.pullRequests.some(({ author }) => author === login);
  return contributed ? "CONTRIBUTOR" : "NONE";
}
