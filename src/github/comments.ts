/** What is said on a pull request to remarks: in the conversation, in review threads, above reviews. */

import * as z from "zod/mini";
import type { Remark } from "../conversation/conversation.ts";
import type { Client } from "./client.ts";
import { readSummaryStates, type SummaryState } from "./graphql.ts";
import type { Place } from "./repository.ts";

/** The parts of GitHub's answers that are read. A cut answer does not have them: nothing shown is taken for nothing there. */
const Comment = z.object({
  id: z.number(),
  node_id: z.optional(z.string()),
  body: z.nullish(z.string()),
  user: z.nullish(z.object({ login: z.string(), type: z.optional(z.string()) })),
  created_at: z.string(),
  updated_at: z.string(),
  html_url: z.string(),
  reactions: z.optional(z.object({ "+1": z.optional(z.number()), eyes: z.optional(z.number()) })),
});
const ThreadComment = z.extend(Comment, {
  path: z.string(),
  line: z.nullish(z.number()),
  in_reply_to_id: z.nullish(z.number()),
});
const Review = z.object({
  ...z.pick(Comment, { id: true, node_id: true, body: true, user: true, html_url: true }).shape,
  state: z.string(),
  submitted_at: z.nullish(z.string()),
});
const Comments = z.array(Comment);
const Reviews = z.array(Review);
const ThreadComments = z.array(ThreadComment);

/** Oldest first. */
export async function readRemarks(client: Client, place: Place, number: number): Promise<Remark[]> {
  const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
  const all = await allPages((page) =>
    client.request(route, { ...place, issue_number: number, per_page: 100, page }),
  );
  return Comments.parse(all).map((one) => remarkOf(one, "conversation"));
}

/** A comment of a review thread, and where it belongs. */
export interface ThreadRemark extends Remark {
  /** Of the first comment of its thread; undefined for the first one itself. */
  readonly inReplyTo: number | undefined;
  readonly path: string;
  readonly line: number | undefined;
}

/** Of all threads, whoever began them, oldest first. */
export async function readThreadRemarks(
  client: Client,
  place: Place,
  number: number,
): Promise<ThreadRemark[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/comments";
  const all = await allPages((page) =>
    client.request(route, { ...place, pull_number: number, per_page: 100, page }),
  );
  return ThreadComments.parse(all).map((one) => ({
    ...remarkOf(one, "thread"),
    inReplyTo: one.in_reply_to_id ?? undefined,
    path: one.path,
    line: one.line ?? undefined,
  }));
}

/** Far beyond the ids that GitHub gives, and still a safe integer. */
const REVIEW_IDS = 2 ** 50;

/** Of people, and not empty, oldest first. What was dismissed, or is not submitted yet, is nobody's word. */
export async function readSummaries(
  client: Client,
  place: Place,
  number: number,
): Promise<Remark[]> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  const all = await allPages((page) =>
    client.request(route, { ...place, pull_number: number, per_page: 100, page }),
  );
  const submitted = Reviews.parse(all).flatMap((one) => {
    const { id, body, state, submitted_at: at } = one;
    if (at == null || body == null || body === "" || state === "DISMISSED") return [];
    const comment = { ...one, id: REVIEW_IDS + id, created_at: at, updated_at: at };
    return [remarkOf(comment, "review")];
  });
  const people = submitted.filter(({ isBot }) => !isBot);
  const states = await readSummaryStates(
    client,
    people.map(({ nodeId }) => nodeId),
  );
  return people.map((one) => ({ ...one, ...(states.get(one.nodeId) ?? NOT_TOLD) }));
}

/** It may have been edited by somebody else, and a reaction that cannot be seen is not given again and again. */
const NOT_TOLD: SummaryState = { edited: true, reactions: { "+1": 1, eyes: 1 } };

function remarkOf(one: z.infer<typeof Comment>, place: Remark["place"]): Remark {
  const { id, node_id: nodeId = "", body, user, reactions } = one;
  return {
    id,
    nodeId,
    place,
    by: user?.login ?? "",
    isBot: user?.type === "Bot",
    body: body ?? "",
    at: one.created_at,
    // GitHub touches some comments once more while it posts them: whether that was an edit, GraphQL tells.
    edited: one.updated_at !== one.created_at,
    url: one.html_url,
    reactions: { "+1": reactions?.["+1"] ?? 0, eyes: reactions?.eyes ?? 0 },
  };
}

interface Page {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

/** Page by page, as long as GitHub says that there is one more. */
export async function allPages(
  read: (page: number) => Promise<Page>,
  most = Number.POSITIVE_INFINITY,
): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const { data, headers } = await read(page);
    all.push(...z.array(z.unknown()).parse(data));
    if (!/\brel="next"/.test(headers.link ?? "") || page >= most) return all;
  }
}
