/** A pull request (or a commit of a merge queue) on GitHub, as `main` needs it: read, then apply. */

import type { Conversation } from "../conversation/conversation.ts";
import type { Denied, Forge, Reading } from "../forge.ts";
import { NO_CHECKS, type Plan, type ShownChecks } from "../reconcile/reconcile.ts";
import type { SourceFile } from "../review/source-file.ts";
import { applyPlan, deniedOf, isVerdict } from "./apply-plan.ts";
import { lookUpCircumstances } from "./circumstances.ts";
import type { Client } from "./client.ts";
import type { Clock } from "./clock.ts";
import { readDiff } from "./diff.ts";
import type { PullRequest, Target } from "./event.ts";
import { isRefusal } from "./failure.ts";
import { otherRepositories, packAddress } from "./floor.ts";
import { readHistory, readLedger } from "./ledger.ts";
import { readManifests, readParted } from "./manifests.ts";
import { changedFile, readPolicy } from "./policy-file.ts";
import { checkPublisher } from "./publish-check.ts";
import { readPullRequest } from "./read-pull-request.ts";
import { type Place, readFileAt, type Tree } from "./repository.ts";
import type { Said } from "./said.ts";
import { secondLook } from "./second-look.ts";
import { readShown } from "./shown.ts";
import { isSame, isSameCommit, replacesOtherInputs, type Seen } from "./still.ts";
import { together } from "./together.ts";
import { type Commits, haveMoved, readTrees, type Trees } from "./trees.ts";

export interface ForgeSettings {
  readonly place: Place;
  /** Web address of the GitHub that it is on; github.com unless it is another. */
  readonly server?: string | undefined;
  readonly target: Target;
  /** The token itself, whose kind tells who it may speak for. */
  readonly token: string;
  /** The token that GitHub gave to this run, which may be another; undefined where that is not known. */
  readonly workflowToken?: string | undefined;
  /** Paths and globs of manifests. */
  readonly manifests: readonly string[];
  readonly policyPath: string | undefined;
  /** Of the workflow that runs this, where it stands in this repository. */
  readonly workflowPath?: string | undefined;
  readonly checkName: string;
  readonly publish: "check" | "status";
  /** Which base branches bring their own policy, once the default branch's policy is known. */
  readonly listedBranches: (policyText: string) => readonly string[];
  /** The policy that a policy extends, by its text. */
  readonly extended: (policyText: string) => string | undefined;
  /** Reads who is in a team, and policies of other repositories; the same client where no other token is given. */
  readonly policyClient: Client;
  /** Tells how long another run had; that of the machine unless said. */
  readonly clock?: Pick<Clock, "now"> | undefined;
}

export function githubForge(client: Client, settings: ForgeSettings): Forge {
  const { place, target } = settings;
  // The event's own facts serve the first reading; a second one asks GitHub, for they may be old.
  let known = target.kind === "pull-request" ? target.known : undefined;
  let seen: Seen | undefined;
  let paths: readonly string[] = [];
  let policyTree: Tree | undefined;
  let floor: SourceFile | undefined;
  const others = otherRepositories(settings.policyClient);
  let seenTrees: Trees | undefined;
  let seenChecks: ShownChecks = NO_CHECKS;
  let commentsRefused: unknown;
  let readsAgain = false;

  let headSha = target.kind === "commit" ? target.headSha : known?.headSha;
  const number = target.kind === "commit" ? undefined : target.number;
  const checks = checkPublisher(client, settings, () => seen?.pull.isFromFork ?? false);
  const look = secondLook(client, settings);
  const publishes = target.kind === "pull-request" || target.publishes;

  /** Base and the policy were read before the checks were, or at the same time. */
  const isOvertaken = async (plan: Plan) =>
    replacesOtherInputs(plan, seenChecks) &&
    (await haveMoved(client, place, [seenTrees?.base, policyTree]));

  /** Who posts a scorecard looks once that is there. */
  const postsFirst = ([first]: Plan) =>
    first?.do === "postComment" && commentsRefused === undefined;

  return {
    get known() {
      return publishes && headSha !== undefined ? { headSha, number } : undefined;
    },

    async read(): Promise<Reading> {
      const isFresh = known === undefined || readsAgain;
      const pull = await pullRequestOf(client, place, target, known);
      const commits = await commitsOf(client, place, target, pull);
      known = undefined;
      headSha = commits.headSha;
      const [trees, { commentsRefused: refused, said, running, ...shown }] = await together([
        readTrees(client, place, commits, publishes),
        readShown(client, settings, {
          headSha: commits.headSha,
          number: pull?.number,
          judges: number,
          threadComments: pull?.threadComments,
          hasTwins: checks.hasTwins,
        }),
      ]);
      commentsRefused = refused;
      seen = pull && seenOf(pull, isFresh, said);
      look.restOn(seen);
      seenTrees = trees;
      seenChecks = shown.checks;
      checks.resume(commits.headSha, running);
      const [policy, manifests] = await together([
        readPolicy(client, settings, commits, trees, others),
        readManifests(client, settings, trees),
      ]);
      policyTree = policy.tree;
      floor = policy.file.floor;
      paths = manifests.map(({ head }) => head.path);
      const { baseRef, headSha: judged } = commits;
      const conversation = pull && said && conversationOf(settings, pull, said);
      const speaks = target.kind === "pull-request";
      const [oldest] = shown.comments;
      const leavesAsking = look.scorecard !== undefined && oldest?.id !== look.scorecard;
      const read = { headSha: judged, baseRef, number, manifests, policy: policy.file };
      const records = target.kind === "commit" && target.pushed?.defaultBranch === baseRef;
      const asking = { ...shown, leavesAsking };
      return { ...read, shown: asking, conversation, speaks, publishes, records };
    },

    async readPacks(paths) {
      const tree = policyTree;
      if (tree === undefined) throw new Error("packs are read after the policy");
      return together(
        paths.map((path) => {
          const address = packAddress(path, floor);
          return address === undefined
            ? readFileAt(client, place, tree, path)
            : others.read(address);
        }),
      );
    },

    async changedByHead(paths) {
      const trees = seenTrees;
      if (trees === undefined) throw new Error("files are compared after they are listed");
      const own = paths.filter((path) => packAddress(path, floor) === undefined);
      const changed = await together(own.map((path) => changedFile(client, place, trees, path)));
      return changed.filter((one) => one !== undefined);
    },

    readLedger: () => readLedger(client, place),

    readHistory: () => readHistory(client, place),

    async lookUp(inquiry) {
      if (seen === undefined) throw new Error("people are looked up after a pull request is read");
      const asked = { number: seen.pull.number, manifests: paths };
      return lookUpCircumstances(client, settings.policyClient, settings, asked, inquiry);
    },

    async readDiff(files) {
      if (seen === undefined) throw new Error("a diff is read after a pull request is read");
      return readDiff(client, place, seen.pull.number, files);
    },

    async readParted(files) {
      if (seenTrees === undefined) throw new Error("manifests are compared after they are read");
      return readParted(client, settings, seenTrees, files);
    },

    async isCurrent(plan, last) {
      if (target.kind === "commit" || seen === undefined) return true;
      if (!last && (await isOvertaken(plan))) return false;
      if (postsFirst(plan)) {
        look.owe();
        return true;
      }
      known = await readUnlessRefused(client, place, target.number);
      if (known === undefined) return true;
      headSha = known.headSha;
      readsAgain = true;
      return last ? isSameCommit(seen, known) : isSame(seen, known);
    },

    async apply(plan, last) {
      const doing = { client, settings, checks, look, last };
      if (commentsRefused === undefined) return applyPlan(doing, plan);
      // Who cannot see the comments cannot know whether there is one already.
      const refused = plan
        .filter(isAboutComments)
        .map((change): Denied => deniedOf(change, commentsRefused));
      const rest = plan.filter((change) => !isAboutComments(change));
      return [...refused, ...(await applyPlan(doing, rest))];
    },
  };
}

function isAboutComments(change: Plan[number]): boolean {
  return !isVerdict(change) && change.do !== "recordAnswers";
}

/** The pull request under review, or the one whose answers a merge queue carries. */
async function pullRequestOf(
  client: Client,
  place: Place,
  target: Target,
  known: PullRequest | undefined,
): Promise<PullRequest | undefined> {
  if (known !== undefined) return known;
  if (target.kind === "pull-request") return readPullRequest(client, place, target.number);
  return target.carries === undefined ? undefined : readPullRequest(client, place, target.carries);
}

/** Without the right to read pull requests, the event is all that can be known. */
async function readUnlessRefused(
  client: Client,
  place: Place,
  number: number,
): Promise<PullRequest | undefined> {
  try {
    return await readPullRequest(client, place, number);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function seenOf(pull: PullRequest, isFresh: boolean, said: Said | undefined): Seen {
  const { ids = [], threadIds = [] } = said ?? {};
  const all = { ids: new Set(ids), threadIds: new Set(threadIds) };
  return { pull, isFresh, comments: said?.ids.length, ...all };
}

function conversationOf(
  { place: { owner, repo }, server = "https://github.com" }: ForgeSettings,
  { number, author, isDraft, state }: PullRequest,
  { scorecards, ...said }: Said,
): Conversation {
  const [scorecard] = scorecards;
  const place = { repository: `${owner}/${repo}`, server: server.replace(/\/+$/, "") };
  return { number, author, isDraft, state, ...place, scorecard, ...said };
}

async function commitsOf(
  client: Client,
  place: Place,
  target: Target,
  pull: PullRequest | undefined,
): Promise<Commits> {
  if (target.kind === "pull-request") {
    if (pull === undefined) throw new Error("a pull request is read before its commits");
    return pull;
  }
  const { data } = await client.request("GET /repos/{owner}/{repo}", { ...place });
  const { headSha, baseRef, baseSha } = target;
  return { headSha, baseRef, baseSha, defaultBranch: data.default_branch, number: undefined };
}
