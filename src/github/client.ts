/** The only way to the GitHub API: calls by their route, typed by GitHub's own description of them. */

import { Octokit } from "@octokit/core";
import { apiFetch } from "./api-fetch.ts";
import { Explained } from "./failure.ts";
import { patiently } from "./patience.ts";

export type Client = Octokit;

/** `second` is how many milliseconds a second of waiting takes; tests and benchmarks take none. */
export function github(token: string, baseUrl: string, second = 1000): Client {
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
    request: { fetch: apiFetch(baseUrl) },
  });
  const patient = patiently(second);
  client.hook.wrap("request", (request, options) => patient(async () => request(options), options));
  return client;
}
