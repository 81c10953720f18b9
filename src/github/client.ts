/** The only way to the GitHub API: calls by their route, typed by GitHub's own description of them. */

import { Octokit } from "@octokit/core";
import { apiFetch } from "./api-fetch.ts";
import { type Clock, clockOf } from "./clock.ts";
import { Explained } from "./failure.ts";
import { patiently } from "./patience.ts";
import { whole } from "./whole-answer.ts";

export type Client = Octokit;

interface Timing {
  /** Tests and benchmarks have one by which nobody waits. */
  readonly clock?: Clock;
  /** Longest that one call may take, in milliseconds. */
  readonly longestCall?: number;
}

export function github(
  token: string,
  baseUrl: string,
  { clock = clockOf(1000), longestCall }: Timing = {},
): Client {
  if (!/^https?:/.test(baseUrl) || !URL.canParse(baseUrl))
    throw new Explained(
      "GITHUB_API_URL is no address, such as https://api.github.com. On a runner GitHub sets it.",
    );
  const silent = () => {};
  const client = new Octokit({
    auth: token,
    baseUrl,
    userAgent: "greenlight",
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: apiFetch(baseUrl, longestCall) },
  });
  const patient = patiently(clock);
  client.hook.wrap("request", (request, options) =>
    patient(async () => whole(await request(options), options), options),
  );
  return client;
}
