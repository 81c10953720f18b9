// What the double knows: repositories, pull requests, comments, checks, tokens. Plain data that a
// test may read and change at any time; the routes do the same.
import { type Conversation, emptyConversation } from "./conversation.ts";
import { emptyObjects, type GitObjects } from "./git-objects.ts";

/** `members` is of the organization, and no workflow can ask for it. */
export type Permission =
  | "contents"
  | "pull_requests"
  | "issues"
  | "checks"
  | "statuses"
  | "members";
export type Permissions = Readonly<Partial<Record<Permission, "read" | "write">>>;

/** Who a token speaks for. A workflow's own token is an installation of the App `github-actions`. */
export type Token =
  | {
      readonly kind: "installation";
      readonly app: { readonly id: number; readonly slug: string };
      readonly permissions: Permissions;
    }
  | { readonly kind: "user"; readonly login: string; readonly permissions: Permissions };

export interface PullRequest {
  readonly number: number;
  readonly author: string;
  title: string;
  body: string | null;
  state: "open" | "closed";
  draft: boolean;
  locked: boolean;
  /** `repository` is undefined when the fork was deleted. */
  head: { repository: string | undefined; ref: string; sha: string };
  base: { ref: string; sha: string };
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | undefined;
  merged: { readonly by: string; readonly at: string; readonly commit: string } | undefined;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export type Conclusion =
  | "success"
  | "failure"
  | "neutral"
  | "cancelled"
  | "skipped"
  | "timed_out"
  | "action_required";

export interface CheckRun {
  readonly id: number;
  readonly suite: number;
  readonly app: { readonly id: number; readonly slug: string };
  readonly headSha: string;
  name: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: Conclusion | undefined;
  externalId: string | undefined;
  detailsUrl: string | undefined;
  startedAt: string | undefined;
  completedAt: string | undefined;
  output: { title: string | undefined; summary: string | undefined; text: string | undefined };
  readonly annotations: Annotation[];
}

export interface CommitStatus {
  readonly id: number;
  readonly sha: string;
  readonly creator: string;
  readonly state: "error" | "failure" | "pending" | "success";
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly createdAt: string;
}

export type Role = "read" | "triage" | "write" | "maintain" | "admin";

export interface TeamMembership {
  readonly state: "active" | "pending";
  readonly role: "member" | "maintainer";
}

export interface Repository extends Conversation {
  readonly id: number;
  readonly fullName: string;
  private: boolean;
  defaultBranch: string;
  readonly fork: boolean;
  /** Shared with all forks of the repository. */
  readonly objects: GitObjects;
  readonly branches: Map<string, string>;
  readonly pullRequests: PullRequest[];
  /** By login in lower case; the owner is an admin without an entry. */
  readonly roles: Map<string, Role>;
  readonly checkRuns: CheckRun[];
  readonly statuses: CommitStatus[];
  /** A recursive tree listing stops after so many rows and says `truncated`. */
  truncateTreesAt: number | undefined;
}

export interface GithubState {
  readonly repositories: Repository[];
  readonly tokens: Map<string, Token>;
  /** By `organization/slug`, then by login, all in lower case. */
  readonly teams: Map<string, Map<string, TeamMembership>>;
  /** Logins that nobody has, in lower case. All others are somebody's. */
  readonly unknownLogins: Set<string>;
  /** `refused` answers 401 and `missing` 404, as older servers and the emulator do. */
  graphql: "on" | "refused" | "missing";
  /** Milliseconds; every time stamp given out moves it by a second. */
  clock: number;
  nextId: number;
}

/** The App behind every workflow's own token. */
const GITHUB_ACTIONS = { id: 15368, slug: "github-actions" } as const;

/** What the documented workflow asks for. */
const PERMISSIONS: Permissions = { contents: "read", pull_requests: "write", checks: "write" };

/** A GitHub without repositories that knows one token: `ghs_actions`, as a workflow has it. */
export function createGithub(permissions: Permissions = PERMISSIONS): GithubState {
  return {
    repositories: [],
    tokens: new Map([["ghs_actions", { kind: "installation", app: GITHUB_ACTIONS, permissions }]]),
    teams: new Map(),
    unknownLogins: new Set(),
    graphql: "on",
    clock: Date.UTC(2026, 0, 5, 9),
    nextId: 1001,
  };
}

export function addRepository(
  github: GithubState,
  fullName: string,
  options: { readonly private?: boolean; readonly defaultBranch?: string } = {},
  parent?: Repository,
): Repository {
  const repository: Repository = {
    id: takeId(github),
    fullName,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? "main",
    fork: parent !== undefined,
    objects: parent?.objects ?? emptyObjects(),
    branches: new Map(parent?.branches),
    pullRequests: [],
    ...emptyConversation(),
    roles: new Map(),
    checkRuns: [],
    statuses: [],
    truncateTreesAt: undefined,
  };
  github.repositories.push(repository);
  return repository;
}

/** GitHub does not tell upper from lower case in the names of owners and repositories. */
export function findRepository(github: GithubState, fullName: string): Repository | undefined {
  const wanted = fullName.toLowerCase();
  return github.repositories.find((each) => each.fullName.toLowerCase() === wanted);
}

/** The login that comments and statuses of a token carry. */
export function loginOf(token: Token): string {
  return token.kind === "user" ? token.login : `${token.app.slug}[bot]`;
}

export function takeId(github: GithubState): number {
  github.nextId += 1;
  return github.nextId - 1;
}

/** GitHub's time stamps carry no milliseconds. */
export function takeTime(github: GithubState): string {
  github.clock += 1000;
  return new Date(github.clock).toISOString().replace(".000Z", "Z");
}
