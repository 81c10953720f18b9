/** The facts of a pull request as GitHub has them now. */

import type { Client } from "./client.ts";
import { type PullRequest, PullRequestPayload } from "./event.ts";
import { Explained, statusOf } from "./failure.ts";
import type { Place } from "./repository.ts";

export async function readPullRequest(
  client: Client,
  place: Place,
  number: number,
): Promise<PullRequest> {
  try {
    const { data } = await client.request("GET /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...place,
      pull_number: number,
    });
    return PullRequestPayload.parse(data);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    throw new Explained(
      `There is no pull request ${number} in ${place.owner}/${place.repo}, or the token may not read it.`,
    );
  }
}
