/** What people and the bot wrote on a pull request, as values. Knows nothing of checks and manifests. */

/** A comment of the conversation, or of a review thread, or the summary of a review. */
export interface Remark {
  /** Of a summary larger than any comment's: GitHub counts them apart. */
  readonly id: number;
  /** By which GraphQL knows it. */
  readonly nodeId: string;
  readonly place: "conversation" | "thread" | "review";
  /** Login of its author; empty where the account is gone. */
  readonly by: string;
  readonly isBot: boolean;
  readonly body: string;
  /** When it was written, as GitHub gives it: 2026-11-30T09:00:00Z. */
  readonly at: string;
  /** Whether it may have been changed since; GitHub knows by whom, and is asked only where it matters. */
  readonly edited: boolean;
  readonly url: string;
  /** How many people and bots reacted, by what. */
  readonly reactions: Readonly<Partial<Record<Reaction, number>>>;
}

/** Receipts that the bot gives: heard and counted; seen and not counted. */
export type Reaction = "+1" | "eyes";

/** A review thread that the bot began. */
export interface Thread {
  readonly root: Remark;
  /** What people replied, oldest first. */
  readonly replies: readonly Remark[];
  /** What the bot replied. */
  readonly ownReplies: readonly Remark[];
  readonly path: string;
  /** Where it hangs now; undefined on a file, and where the line is gone. */
  readonly line: number | undefined;
}

export interface Conversation {
  readonly number: number;
  /** Who opened the pull request. */
  readonly author: string;
  readonly isDraft: boolean;
  readonly state: "open" | "closed" | "merged";
  /** "owner/name" and the web address of the GitHub that it is on. */
  readonly repository: string;
  readonly server: string;
  /** The bot's oldest scorecard, whose memory counts. */
  readonly scorecard: Remark | undefined;
  /** What people wrote in the conversation, oldest first. */
  readonly remarks: readonly Remark[];
  /** What people wrote above the comments of their reviews, oldest first. */
  readonly summaries: readonly Remark[];
  /** What the bot wrote there in reply. */
  readonly ownReplies: readonly Remark[];
  /** Oldest first. */
  readonly threads: readonly Thread[];
}

/** Lines of head that can carry a comment, by path; a file that is not in the diff is missing. */
export type DiffLines = ReadonlyMap<string, ReadonlySet<number>>;

/** Roles as GitHub names them, least first. */
export const ROLES = ["read", "triage", "write", "maintain", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** What has to be looked up before it is known what counts. Empty where nobody said anything. */
export interface Inquiry {
  /** Node ids of remarks that may have been changed by somebody else. */
  readonly editors: readonly string[];
  /** Logins whose role counts. */
  readonly roles: readonly string[];
  /** Members of teams that count: whether each login is one. */
  readonly teams: readonly string[];
  readonly members: readonly string[];
  /** Whether it matters who committed. */
  readonly committers: boolean;
  /** Whether there are threads, whose state people may have changed. */
  readonly threads: boolean;
}

/** What GitHub says of people and remarks. What it does not say is unknown, and counts for nobody. */
export interface Circumstances {
  /** Who edited a remark last, by its node id; "" for its own author, and where nobody did. Missing where GitHub cannot tell. */
  readonly editors: ReadonlyMap<string, string>;
  readonly roles: ReadonlyMap<string, Role | "none">;
  /** Logins by team; undefined where the token for teams was refused, missing where there is no such token. */
  readonly members: ReadonlyMap<string, ReadonlySet<string> | undefined>;
  /** Authors and committers of the pull request's commits, in lower case; undefined where GitHub does not list all. */
  readonly committers: ReadonlySet<string> | undefined;
  /** State of threads by the id of their first comment. */
  readonly threads: ReadonlyMap<number, ThreadState>;
}

export interface ThreadState {
  readonly nodeId: string;
  readonly resolved: boolean;
}

export const NOTHING_KNOWN: Circumstances = {
  editors: new Map(),
  roles: new Map(),
  members: new Map(),
  committers: undefined,
  threads: new Map(),
};

/** Logins are the same whatever their case, and some write them with an @. */
export function sameLogin(one: string, other: string): boolean {
  return loginKey(one) === loginKey(other);
}

export function loginKey(login: string): string {
  return login.replace(/^@/, "").toLowerCase();
}
