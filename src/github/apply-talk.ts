/** Changes of threads, replies and receipts to calls of the API. */

import * as z from "zod/mini";
import type { NewThread, TalkChange } from "../reconcile/talk.ts";
import type { Client } from "./client.ts";
import { allPages, readRemarks, readThreadRemarks } from "./comments.ts";
import { isRateLimit, statusOf } from "./failure.ts";
import type { ForgeSettings } from "./forge.ts";
import { reactTo, setResolved } from "./graphql.ts";
import { postOnce, unlessGone } from "./post-once.ts";
import type { Place } from "./repository.ts";

export async function applyTalk(
  client: Client,
  { place, target }: ForgeSettings,
  change: TalkChange,
): Promise<void> {
  if (target.kind === "commit") throw new Error("a commit has no conversation to speak in");
  const { number } = target;
  const at = { ...place, pull_number: number };
  switch (change.do) {
    case "ask":
      return ask(client, at, change);
    case "askOnFile":
      return askOnFile(client, at, change);
    case "editThread": {
      const route = "PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}";
      await client.request(route, { ...place, comment_id: change.id, body: change.body });
      return;
    }
    case "deleteThread": {
      const route = "DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}";
      return unlessGone(client.request(route, { ...place, comment_id: change.id }));
    }
    case "reply":
      return reply(client, at, change);
    case "react":
      return react(client, place, change);
    case "resolveThread":
    case "reopenThread":
      return setResolved(client, change.nodeId, change.do === "resolveThread");
    default:
      change satisfies never;
  }
}

interface At extends Place {
  readonly pull_number: number;
}

type Change<Do extends TalkChange["do"]> = Extract<TalkChange, { readonly do: Do }>;

/** One review for all. When GitHub does not take a line, as after a push in between, each question goes to its file. */
async function ask(client: Client, at: At, change: Change<"ask">): Promise<void> {
  const { body, threads, headSha } = change;
  if (threads.length === 0) return announce(client, at, change);
  try {
    await postOnce(
      () => postReview(client, at, change),
      () => isAsked(client, at, threads),
    );
  } catch (error) {
    if (statusOf(error) !== 422 || isRateLimit(error)) throw error;
    // First, for who has a thread already is not told any more.
    if (body !== "") await announce(client, at, change);
    for (const { path, body: text } of threads)
      await askOnFile(client, at, { do: "askOnFile", path, body: text, headSha });
  }
}

function postReview(client: Client, at: At, { body, threads, headSha }: Change<"ask">) {
  return client.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
    ...at,
    commit_id: headSha,
    event: "COMMENT",
    body: body === "" ? "Questions about the architecture, asked again." : body,
    comments: threads.map(({ path, line, body: text }) => ({
      path,
      line,
      side: "RIGHT",
      body: text,
    })),
    request: { retries: 0 },
  });
}

const Reviews = z.array(
  z.object({ body: z.nullish(z.string()), commit_id: z.nullish(z.string()) }),
);

/** Without threads of its own, nothing but its text tells whether a run that was cancelled has posted it. */
async function announce(client: Client, at: At, change: Change<"ask">): Promise<void> {
  const isAnnounced = async () => {
    const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
    const all = await allPages((page) => client.request(route, { ...at, per_page: 100, page }));
    return Reviews.parse(all).some(
      (one) => one.body === change.body && one.commit_id === change.headSha,
    );
  };
  if (await isAnnounced()) return;
  await postOnce(() => postReview(client, at, { ...change, threads: [] }), isAnnounced);
}

async function isAsked(client: Client, at: At, threads: readonly NewThread[]): Promise<boolean> {
  const all = await readThreadRemarks(client, at, at.pull_number);
  return threads.every(({ body }) => all.some((one) => one.body === body));
}

async function askOnFile(
  client: Client,
  at: At,
  { path, body, headSha }: Change<"askOnFile">,
): Promise<void> {
  await postOnce(
    () =>
      client.request("POST /repos/{owner}/{repo}/pulls/{pull_number}/comments", {
        ...at,
        commit_id: headSha,
        path,
        body,
        subject_type: "file",
        request: { retries: 0 },
      }),
    async () =>
      (await readThreadRemarks(client, at, at.pull_number)).some((one) => one.body === body),
  );
}

async function reply(client: Client, at: At, { thread, body }: Change<"reply">): Promise<void> {
  const { pull_number: number, ...place } = at;
  const post = () =>
    thread === undefined
      ? client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
          ...place,
          issue_number: number,
          body,
          request: { retries: 0 },
        })
      : client.request(
          "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies",
          { ...at, comment_id: thread, body, request: { retries: 0 } },
        );
  const read = thread === undefined ? readRemarks : readThreadRemarks;
  await postOnce(post, async () =>
    (await read(client, place, number)).some((one) => one.body === body),
  );
}

/** To give the same reaction again changes nothing. Whose comment is gone needs none. */
async function react(
  client: Client,
  place: Place,
  { to: { place: where, id, nodeId }, reaction: content }: Change<"react">,
): Promise<void> {
  if (where === "review") return reactTo(client, nodeId, content);
  const route =
    where === "conversation"
      ? "POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"
      : "POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions";
  return unlessGone(client.request(route, { ...place, comment_id: id, content }));
}
