/**
 * Who committed to a pull request. GitHub goes by the e-mail address in a commit, which anybody can write
 * there: a login is a claim, which can only take somebody's right to answer, and never give one.
 */

import * as z from "zod/mini";
import { loginKey } from "../conversation/conversation.ts";
import type { Client } from "./client.ts";
import { allPages } from "./comments.ts";
import type { Place } from "./repository.ts";

/** GitHub lists no more commits of a pull request than this. */
const MOST_COMMITS = 250;
/** Commits made in the browser have this committer; their author is who made them. */
const WEB_FLOW = "web-flow";
/** GitHub names the author of a suggestion so in the commit of whoever takes it. */
const BY_SUGGESTION = /^Co-authored-by: [\w-]+\[bot\] <\d+\+[\w-]+\[bot\]@users\.noreply\./im;

const Account = z.nullish(z.object({ login: z.optional(z.string()) }));
const Commit = z.object({
  sha: z.string(),
  author: Account,
  committer: Account,
  commit: z.object({
    message: z.string(),
    verification: z.nullish(z.object({ verified: z.boolean() })),
  }),
});
type Commit = z.infer<typeof Commit>;
const Commits = z.array(Commit);
const Files = z.object({ files: z.array(z.object({ filename: z.string() })) });

/** In lower case; undefined where there are more commits than GitHub lists. */
export async function readCommitters(
  client: Client,
  place: Place,
  number: number,
  manifests: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const route = "GET /repos/{owner}/{repo}/pulls/{pull_number}/commits";
  const commits = Commits.parse(
    await allPages((page) =>
      client.request(route, { ...place, pull_number: number, per_page: 100, page }),
    ),
  );
  if (commits.length >= MOST_COMMITS) return undefined;
  const logins: (string | undefined)[] = [];
  for (const commit of commits)
    if (!(await isTakenSuggestion(client, place, commit, manifests)))
      logins.push(commit.author?.login, commit.committer?.login);
  return new Set(
    logins.flatMap((login) => (login === undefined || login === WEB_FLOW ? [] : [loginKey(login)])),
  );
}

/** Who takes a suggestion of the bot with one click has not written the pull request, and may go on answering. */
async function isTakenSuggestion(
  client: Client,
  place: Place,
  { sha, committer, commit: { message, verification } }: Commit,
  manifests: readonly string[],
): Promise<boolean> {
  const byGithub = committer?.login === WEB_FLOW && verification?.verified === true;
  if (!byGithub || !BY_SUGGESTION.test(message)) return false;
  const { data } = await client.request("GET /repos/{owner}/{repo}/commits/{ref}", {
    ...place,
    ref: sha,
  });
  return Files.parse(data).files.every(({ filename }) => manifests.includes(filename));
}
