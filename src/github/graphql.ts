/**
 * What only GraphQL knows: who edited a comment last, whether a thread is resolved, and how to resolve it;
 * reactions to what stands above reviews. Where it does not answer, nothing is known: that is no failure of
 * the review.
 */

import * as z from "zod/mini";
import type { Reaction, ThreadState } from "../conversation/conversation.ts";
import type { Client } from "./client.ts";
import { isRateLimit, statusOf } from "./failure.ts";
import type { Place } from "./repository.ts";

/** GitHub takes this many ids at once. */
const MOST_IDS = 100;

const Actor = z.nullish(z.object({ login: z.string(), __typename: z.string() }));
const Edited = z.object({
  author: Actor,
  editor: Actor,
  lastEditedAt: z.nullish(z.string()),
});
const Nodes = z.object({ nodes: z.array(z.nullish(z.looseObject({}))) });
const ThreadNode = z.object({
  id: z.string(),
  isResolved: z.boolean(),
  comments: z.object({ nodes: z.array(z.object({ databaseId: z.nullish(z.number()) })) }),
});
const Threads = z.object({
  repository: z.object({
    pullRequest: z.object({
      reviewThreads: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.nullish(z.string()) }),
        nodes: z.array(ThreadNode),
      }),
    }),
  }),
});

const Summary = z.object({
  lastEditedAt: z.nullable(z.string()),
  reactionGroups: z.nullish(
    z.array(z.object({ content: z.string(), viewerHasReacted: z.boolean() })),
  ),
});

const WHO = "{ login __typename }";
const EDITS = `lastEditedAt author ${WHO} editor ${WHO}`;
const EDITORS = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { id ... on IssueComment { ${EDITS} } ... on PullRequestReviewComment { ${EDITS} } ... on PullRequestReview { ${EDITS} } }
}`;
const SUMMARIES = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { id ... on PullRequestReview { lastEditedAt reactionGroups { content viewerHasReacted } } }
}`;
const THREADS = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    reviewThreads(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { id isResolved comments(first: 1) { nodes { databaseId } } }
    }
  } }
}`;

/**
 * By node id: "" for its own author, and where nobody did; another login else. Of a comment that is gone by
 * now it cannot be told any more, so that it is nobody's word.
 */
export async function readEditors(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const editors = new Map<string, string>();
  for (const [id, { node, isGone }] of await readNodes(client, EDITORS, ids)) {
    const parsed = Edited.safeParse(node);
    if (parsed.success) editors.set(id, editorOf(parsed.data));
    else if (isGone) editors.set(id, GONE);
  }
  return editors;
}

interface Found {
  readonly node: unknown;
  readonly isGone: boolean;
}

/** By the ids that were asked for, as many at once as GitHub takes. */
async function readNodes(
  client: Client,
  query: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  for (let at = 0; at < ids.length; at += MOST_IDS) {
    const asked = ids.slice(at, at + MOST_IDS);
    const { data, gone } = await inPart(() => client.graphql(query, { ids: asked }));
    const { nodes } = data === undefined ? { nodes: [] } : Nodes.parse(data);
    // In the order in which they were asked for.
    for (const [index, id] of asked.entries())
      found.set(id, { node: nodes[index], isGone: gone.has(index) });
  }
  return found;
}

const Missing = z.object({ type: z.literal("NOT_FOUND"), path: z.tuple([z.string(), z.number()]) });
const Partly = z.object({ data: z.unknown(), errors: z.array(z.unknown()) });

/** The client throws what is told in part: one comment that is gone must not hide who edited the others. */
async function inPart(
  ask: () => Promise<unknown>,
): Promise<{ readonly data: unknown; readonly gone: ReadonlySet<number> }> {
  let failure: unknown;
  const data = await orNothing(() =>
    ask().catch((error) => {
      failure = error;
      throw error;
    }),
  );
  const partly = Partly.safeParse(failure).data;
  const missing = (partly?.errors ?? []).flatMap((one) => Missing.safeParse(one).data ?? []);
  return {
    data: data ?? partly?.data ?? undefined,
    gone: new Set(missing.map(({ path: [, index] }) => index)),
  };
}

const GONE = "somebody who has deleted it";

function editorOf({ author, editor, lastEditedAt }: z.infer<typeof Edited>): string {
  if (lastEditedAt == null) return "";
  if (editor == null) return "somebody whose account is gone";
  const isAuthor = editor.login === author?.login && editor.__typename === author.__typename;
  return isAuthor ? "" : editor.login;
}

/** What REST does not say of the text above a review: whether it was edited, and the bot's own reactions. */
export interface SummaryState {
  readonly edited: boolean;
  readonly reactions: Readonly<Record<Reaction, number>>;
}

/** By node id. */
export async function readSummaryStates(
  client: Client,
  ids: readonly string[],
): Promise<Map<string, SummaryState>> {
  const states = new Map<string, SummaryState>();
  for (const [id, { node }] of await readNodes(client, SUMMARIES, ids)) {
    const { data: summary } = Summary.safeParse(node);
    if (summary === undefined) continue;
    const given = (reaction: Reaction) =>
      summary.reactionGroups?.some(
        (one) => one.content === REACTIONS[reaction] && one.viewerHasReacted,
      )
        ? 1
        : 0;
    const reactions = { "+1": given("+1"), eyes: given("eyes") };
    states.set(id, { edited: summary.lastEditedAt != null, reactions });
  }
  return states;
}

const REACTIONS = { "+1": "THUMBS_UP", eyes: "EYES" } as const satisfies Record<Reaction, string>;

/** To the text above a review, for which REST has no reactions. */
export async function reactTo(client: Client, nodeId: string, reaction: Reaction): Promise<void> {
  const mutation =
    "mutation ($subjectId: ID!, $content: ReactionContent!) { addReaction(input: { subjectId: $subjectId, content: $content }) { reaction { content } } }";
  await client.graphql(mutation, { subjectId: nodeId, content: REACTIONS[reaction] });
}

/** By the id of their first comment. */
export async function readThreadStates(
  client: Client,
  { owner, repo }: Place,
  number: number,
): Promise<Map<number, ThreadState>> {
  const states = new Map<number, ThreadState>();
  for (let after: string | undefined; ; ) {
    const given = { owner, repo, number, after };
    const found = await orNothing(() => client.graphql(THREADS, given));
    if (found === undefined) return states;
    const { nodes, pageInfo } = Threads.parse(found).repository.pullRequest.reviewThreads;
    for (const [id, state] of nodes.flatMap(statesOf)) states.set(id, state);
    after = pageInfo.endCursor ?? undefined;
    if (!pageInfo.hasNextPage || after === undefined) return states;
  }
}

function statesOf(node: z.infer<typeof ThreadNode>): (readonly [number, ThreadState])[] {
  return node.comments.nodes.flatMap(({ databaseId }) =>
    databaseId == null ? [] : [[databaseId, stateOf(node)] as const],
  );
}

function stateOf({ id, isResolved }: z.infer<typeof ThreadNode>): ThreadState {
  return { nodeId: id, resolved: isResolved };
}

/** Needs `contents: write` of a workflow's own token. */
export async function setResolved(
  client: Client,
  threadId: string,
  resolved: boolean,
): Promise<void> {
  const name = resolved ? "resolveReviewThread" : "unresolveReviewThread";
  const mutation = `mutation ($threadId: ID!) { ${name}(input: { threadId: $threadId }) { thread { id isResolved } } }`;
  await client.graphql(mutation, { threadId });
}

/** How a server or a token without GraphQL answers. A query that is refused in part has a good status. */
const WITHOUT_GRAPHQL = new Set([undefined, 401, 403, 404]);

/** An outage is a failure; a server or a token without GraphQL is none. */
export async function orNothing(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    if (isRateLimit(error) || !WITHOUT_GRAPHQL.has(statusOf(error))) throw error;
    return undefined;
  }
}
