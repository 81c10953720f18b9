// A pull request as GitHub holds it, to run on, to copy and to look at: where tests of reliability begin.

import { type Clock, clockOf } from "../../src/github/clock.ts";
import { describeFailure, statusOf } from "../../src/github/failure.ts";
import { type Outcome, reportFailure, type Settings } from "../../src/main.ts";
import type { Said } from "../github-double/conversation.ts";
import type { RecordedRequest } from "../github-double/faults.ts";
import { filesOf } from "../github-double/git-objects.ts";
import { type GithubDouble, startGithubDouble, writesOf } from "../github-double/github-double.ts";
import type { GithubState, PullRequest, Repository } from "../github-double/github-state.ts";
import { prepareRun } from "../run-here.ts";

/** What a pull request is at one moment, and how it is run on. */
export interface Moment {
  readonly state: GithubState;
  readonly settings: Partial<Settings>;
  readonly token: string;
  readonly policyToken: string | undefined;
}

export interface World extends Omit<Moment, "state"> {
  readonly github: GithubDouble;
  readonly state: GithubState;
  readonly repository: Repository;
  readonly pull: PullRequest;
}

/** A copy of its own. Objects of Git never change, so that all copies share them. */
export async function worldOf({ state, ...how }: Moment): Promise<World> {
  const [one, ...others] = state.repositories;
  if (one === undefined || others.length > 0) throw new Error("A moment has one repository");
  const { objects, ...rest } = one;
  const copy = structuredClone({ ...state, repositories: [], rest });
  const repository: Repository = { ...copy.rest, objects };
  const [pull] = repository.pullRequests;
  if (pull === undefined) throw new Error("A moment has a pull request");
  const own: GithubState = { ...copy, repositories: [repository] };
  return { ...how, github: await startGithubDouble(own), state: own, repository, pull };
}

/** How a run came to its end: with a verdict, or with the reason why there is none. */
export type End =
  | { readonly is: "judged"; readonly outcome: Outcome }
  | { readonly is: "not evaluated"; readonly because: string };

export interface Ran {
  readonly end: End;
  readonly calls: readonly RecordedRequest[];
  /** What it wrote, such as "POST pulls/reviews": without ids. */
  readonly writes: readonly string[];
  /** Seconds that it would have waited on GitHub. */
  readonly waited: number;
}

interface Running {
  readonly clock?: Clock;
  readonly longestCall?: number;
  /** Where its calls go; to the double itself unless said. */
  readonly url?: string;
}

/** What the action does with a pull request, in this process. */
export async function run(world: World, running: Running = {}): Promise<Ran> {
  const { github: double, pull, token, policyToken, settings } = world;
  const { clock = clockOf(0), longestCall, url = double.url } = running;
  const { number } = pull;
  const prepared = prepareRun({ url, number, token, policyToken, clock, longestCall, settings });
  const before = double.requests.length;
  const begin = clock.now();
  const end = await prepared.run().then(
    (outcome): End => ({ is: "judged", outcome }),
    async (error): Promise<End> => {
      const because = describeFailure(error);
      if (statusOf(error) !== 401)
        await reportFailure(prepared.forge, prepared.settings, because).catch(() => false);
      return { is: "not evaluated", because };
    },
  );
  const calls = double.requests.slice(before);
  return { end, calls, writes: writesOf(calls).map(callName), waited: clock.now() - begin };
}

/** A call without what differs between two pull requests: "GET git/trees/:head", "POST graphql resolveReviewThread". */
export function callName({ method, path, body }: RecordedRequest): string {
  if (path === "/graphql") {
    const { query = "" } = body as { readonly query?: string };
    const [, mutation] = /^mutation[^{]*\{ (\w+)\(/.exec(query) ?? [];
    const asked = ["viewer {", "headRefOid", "reviewThreads", "reactionGroups", "editor"];
    return `POST graphql ${mutation ?? asked.find((word) => query.includes(word)) ?? query}`;
  }
  const short = path.replace(/^\/repos\/[^/]+\/[^/]+\//, "");
  return `${method} ${short.replace(/\b[0-9a-f]{40}\b/g, ":sha").replace(/\/\d+/g, "/:n")}`;
}

/** Conclusion or state of what is published last on the head commit. */
export function verdictOn({ repository, pull, settings }: World): string | undefined {
  if (settings.publish === "status")
    return repository.statuses.findLast(({ sha }) => sha === pull.head.sha)?.state;
  return checksOn({ repository, pull }).at(-1)?.conclusion;
}

export const checksOn = ({ repository, pull }: Pick<World, "repository" | "pull">) =>
  repository.checkRuns.filter(({ headSha }) => headSha === pull.head.sha);

export type Picture = ReturnType<typeof pictureOf>;

/** All that people and later runs see, in no order, without ids and times. */
export function pictureOf(world: World) {
  const { repository, pull } = world;
  const { comments, reviewComments, reviews, threads } = repository;
  const check = checksOn(world).at(-1);
  const status = repository.statuses.findLast(({ sha }) => sha === pull.head.sha);
  const bodyOf = (sought: number) => reviewComments.find(({ id }) => id === sought)?.body;
  return {
    check: check && { conclusion: check.conclusion, ...check.output, notes: check.annotations },
    status: status && { state: status.state, description: status.description },
    comments: sorted(comments.map(saidIn)),
    remarks: sorted(
      reviewComments.map((one) => ({
        ...saidIn(one),
        place: one.place,
        below: one.inReplyTo === undefined ? "" : withoutIds(bodyOf(one.inReplyTo) ?? "gone"),
        resolved: threads.find(({ id }) => id === one.thread)?.resolvedBy,
      })),
    ),
    announced: sorted(reviews.filter(({ body }) => body !== "").map(saidIn)),
    ledger: ledgerOf(world),
  };
}

const sorted = <T extends { readonly body: string }>(all: readonly T[]) =>
  all.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

/** Ids have four digits here. */
const withoutIds = (text: string) =>
  text.replace(/"since":\d+/g, '"since":0').replace(/(?<![0-9a-f-])\d{4}(?![0-9a-f-])/g, "#");

const saidIn = ({ author, body, reactions }: Pick<Said, "author" | "body" | "reactions">) => ({
  author,
  body: withoutIds(body),
  reactions: reactions.map(({ user, content }) => `${user} ${content}`).sort(),
});

function ledgerOf({ repository }: Pick<World, "repository">): string | undefined {
  const { objects, branches } = repository;
  const entry = filesOf(objects, branches.get("greenlight-ledger")).get("answers.json");
  return entry && Buffer.from(objects.blobs.get(entry.sha) ?? []).toString();
}

/** What the bot has posted twice. */
export function duplicatesIn({ repository }: World): string[] {
  const { comments, reviewComments, reviews } = repository;
  const scorecards = comments.filter(isScorecard);
  const rest = comments.filter((one) => !isScorecard(one));
  const own = [...rest, ...reviewComments, ...reviews.filter(({ body }) => body !== "")]
    .filter(({ author }) => author.endsWith("[bot]"))
    .map(({ body, ...one }) => `${"inReplyTo" in one ? one.inReplyTo : ""} ${body}`);
  return [
    ...(scorecards.length > 1 ? [`${scorecards.length} scorecards`] : []),
    ...own.filter((body, at) => own.indexOf(body) !== at),
  ];
}

const isScorecard = ({ author, body }: { readonly author: string; readonly body: string }) =>
  author.endsWith("[bot]") && body.startsWith("<!-- greenlight:scorecard ");

/** How many there are of what there should be one of, and the verdict. */
export function shownOn(world: World) {
  const { comments, reviewComments, reviews } = world.repository;
  const isQuestion = ({ body }: { readonly body: string }) =>
    body.startsWith("<!-- greenlight:question ");
  return {
    scorecards: comments.filter(isScorecard).length,
    threads: reviewComments.filter(isQuestion).length,
    announced: reviews.filter(({ body }) => body !== "").length,
    verdict: verdictOn(world),
  };
}

/** What people said, by id. */
export const wordsIn = ({ repository }: World) =>
  [...repository.comments, ...repository.reviewComments, ...repository.reviews].flatMap(
    ({ author, body, id }) =>
      author.endsWith("[bot]") || body === "" ? [] : [`${id} ${author} ${body}`],
  );
