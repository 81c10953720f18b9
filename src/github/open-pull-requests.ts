/** The pull requests that are open, as values that a review may begin from. */

import * as z from "zod/mini";
import type { Client } from "./client.ts";
import { allPages } from "./comments.ts";
import { type PullRequest, PullRequestPayload } from "./event.ts";
import type { Place } from "./repository.ts";

/** Oldest first; of one base branch where one is named. */
export async function readOpenPullRequests(
  client: Client,
  place: Place,
  onto: string | undefined,
): Promise<PullRequest[]> {
  const all = await allPages((page) =>
    client.request("GET /repos/{owner}/{repo}/pulls", {
      ...place,
      ...(onto === undefined ? {} : { base: onto }),
      state: "open",
      sort: "created",
      direction: "asc",
      per_page: 100,
      page,
    }),
  );
  return z.array(PullRequestPayload).parse(all);
}
