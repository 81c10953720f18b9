// People, Apps and repositories in the shapes of GitHub's REST answers.
import type { Schemas } from "./exchange.ts";
import type { CheckRun, Repository } from "./github-state.ts";

const WEB = "https://github.com";

export const webUrl = ({ fullName }: Repository): string => `${WEB}/${fullName}`;

export const nodeId = (kind: string, id: number): string =>
  Buffer.from(`0:${kind}${id}`).toString("base64");

/** Apps act under `slug[bot]` and are of type `Bot`; everybody else is a `User`. */
export function renderUser(url: string, login: string): Schemas["simple-user"] {
  const self = `${url}/users/${encodeURIComponent(login)}`;
  const id = userId(login);
  return {
    login,
    id,
    node_id: nodeId("User", id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: "",
    url: self,
    // Brackets have no place in an address, and an App has a page of its own.
    html_url: `${WEB}/${login.replace(/^(.*)\[bot\]$/, "apps/$1")}`,
    followers_url: `${self}/followers`,
    following_url: `${self}/following{/other_user}`,
    gists_url: `${self}/gists{/gist_id}`,
    starred_url: `${self}/starred{/owner}{/repo}`,
    subscriptions_url: `${self}/subscriptions`,
    organizations_url: `${self}/orgs`,
    repos_url: `${self}/repos`,
    events_url: `${self}/events{/privacy}`,
    received_events_url: `${self}/received_events`,
    type: login.endsWith("[bot]") ? "Bot" : "User",
    site_admin: false,
  };
}

export function renderApp(url: string, app: CheckRun["app"]): Schemas["integration"] {
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId("App", app.id),
    owner: renderUser(url, "github"),
    name: app.slug,
    description: null,
    external_url: `${WEB}/apps/${app.slug}`,
    html_url: `${WEB}/apps/${app.slug}`,
    created_at: "2018-07-30T09:30:17Z",
    updated_at: "2018-07-30T09:30:17Z",
    permissions: {},
    events: [],
  };
}

/** As it is inside of a pull request. */
export function renderRepository(url: string, repository: Repository) {
  const at = "2026-01-05T09:00:00Z";
  return {
    ...renderMinimal(url, repository),
    visibility: repository.private ? "private" : "public",
    default_branch: repository.defaultBranch,
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    size: 1,
    forks: 0,
    forks_count: 0,
    open_issues: repository.pullRequests.length,
    open_issues_count: repository.pullRequests.length,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    has_discussions: false,
    has_downloads: true,
    has_issues: true,
    has_pages: false,
    has_projects: true,
    has_wiki: true,
    archived: false,
    disabled: false,
    pushed_at: at,
    created_at: at,
    updated_at: at,
  } satisfies Schemas["repository"];
}

/** As it is on its own. */
export function renderFullRepository(
  url: string,
  repository: Repository,
): Schemas["full-repository"] {
  return { ...renderRepository(url, repository), network_count: 0, subscribers_count: 0 };
}

/** The fields that every shape of a repository has. */
export function renderMinimal(url: string, repository: Repository) {
  const self = `${url}/repos/${repository.fullName}`;
  const [owner = "", name = ""] = repository.fullName.split("/");
  return {
    ...repositoryLinks(self, webUrl(repository)),
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name,
    full_name: repository.fullName,
    owner: renderUser(url, owner),
    private: repository.private,
    description: null,
    fork: repository.fork,
  } satisfies Schemas["minimal-repository"];
}

function repositoryLinks(self: string, web: string) {
  return {
    url: self,
    html_url: web,
    archive_url: `${self}/{archive_format}{/ref}`,
    assignees_url: `${self}/assignees{/user}`,
    blobs_url: `${self}/git/blobs{/sha}`,
    branches_url: `${self}/branches{/branch}`,
    clone_url: `${web}.git`,
    collaborators_url: `${self}/collaborators{/collaborator}`,
    comments_url: `${self}/comments{/number}`,
    commits_url: `${self}/commits{/sha}`,
    compare_url: `${self}/compare/{base}...{head}`,
    contents_url: `${self}/contents/{+path}`,
    contributors_url: `${self}/contributors`,
    deployments_url: `${self}/deployments`,
    downloads_url: `${self}/downloads`,
    events_url: `${self}/events`,
    forks_url: `${self}/forks`,
    git_commits_url: `${self}/git/commits{/sha}`,
    git_refs_url: `${self}/git/refs{/sha}`,
    git_tags_url: `${self}/git/tags{/sha}`,
    git_url: `${web.replace("https", "git")}.git`,
    hooks_url: `${self}/hooks`,
    issue_comment_url: `${self}/issues/comments{/number}`,
    issue_events_url: `${self}/issues/events{/number}`,
    issues_url: `${self}/issues{/number}`,
    keys_url: `${self}/keys{/key_id}`,
    labels_url: `${self}/labels{/name}`,
    languages_url: `${self}/languages`,
    merges_url: `${self}/merges`,
    milestones_url: `${self}/milestones{/number}`,
    notifications_url: `${self}/notifications{?since,all,participating}`,
    pulls_url: `${self}/pulls{/number}`,
    releases_url: `${self}/releases{/id}`,
    ssh_url: `${web.replace("https://github.com/", "git@github.com:")}.git`,
    stargazers_url: `${self}/stargazers`,
    statuses_url: `${self}/statuses/{sha}`,
    subscribers_url: `${self}/subscribers`,
    subscription_url: `${self}/subscription`,
    svn_url: web,
    tags_url: `${self}/tags`,
    teams_url: `${self}/teams`,
    trees_url: `${self}/git/trees{/sha}`,
  };
}

/** The real number of the workflow bot; for others a number that only depends on the login. */
function userId(login: string): number {
  if (login === "github-actions[bot]") return 41898282;
  return [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e8, 7);
}
