/**
 * What a pull request is at one moment: its commits, and which comments and threads it has. One call, of
 * GraphQL; where there is none, two or three of REST.
 */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { readRemarks, readThreadRemarks } from "./comments.ts";
import type { PullRequest } from "./event.ts";
import { orNothing } from "./graphql.ts";
import { readPullRequest } from "./read-pull-request.ts";
import type { Place } from "./repository.ts";

export interface Moment extends Pick<PullRequest, "headSha" | "baseRef"> {
  /** Of the conversation: of many, the newest. */
  readonly comments: readonly number[];
  /** Of the first comments of threads: of many, the newest. */
  readonly threads: readonly number[];
}

/** Ids have outgrown what GraphQL calls a number. */
const Numbered = z.pipe(
  z.object({ fullDatabaseId: z.union([z.string(), z.number()]) }),
  z.transform(({ fullDatabaseId }) => Number(fullDatabaseId)),
);
const Numbers = z.object({ nodes: z.array(Numbered) });
const Answer = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      baseRefName: z.string(),
      comments: Numbers,
      reviewThreads: z.object({ nodes: z.array(z.object({ comments: Numbers })) }),
    }),
  }),
});

const QUERY = `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    headRefOid baseRefName
    comments(last: 100) { nodes { fullDatabaseId } }
    reviewThreads(last: 100) { nodes { comments(first: 1) { nodes { fullDatabaseId } } } }
  } }
}`;

export async function readMoment(client: Client, place: Place, number: number): Promise<Moment> {
  const { owner, repo } = place;
  const told = await orNothing(() => client.graphql(QUERY, { owner, repo, number }));
  if (told === undefined) return readMomentByRest(client, place, number);
  const { headRefOid, baseRefName, comments, reviewThreads } =
    Answer.parse(told).repository.pullRequest;
  return {
    headSha: headRefOid,
    baseRef: baseRefName,
    comments: comments.nodes,
    threads: reviewThreads.nodes.flatMap((thread) => thread.comments.nodes),
  };
}

/** The pull request last: what it says is then the newest. */
async function readMomentByRest(client: Client, place: Place, number: number): Promise<Moment> {
  const idsOf = (remarks: readonly { readonly id: number }[]) => remarks.map(({ id }) => id);
  const comments = idsOf(await readRemarks(client, place, number));
  const { headSha, baseRef, threadComments } = await readPullRequest(client, place, number);
  const remarks = threadComments === 0 ? [] : await readThreadRemarks(client, place, number);
  const threads = idsOf(remarks.filter(({ inReplyTo }) => inReplyTo === undefined));
  return { headSha, baseRef, comments, threads };
}
