/** The only way to the GitHub API: retries what is worth retrying, and writes one at a time. */

import { getOctokit } from "@actions/github";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import Bottleneck from "bottleneck/light.js";

/** How patient the client is. Tests and benchmarks set all to zero. */
export interface Pacing {
  /** Least milliseconds between two writes. */
  readonly writeSpacing: number;
  /** Least milliseconds between two writes that notify people. */
  readonly notificationSpacing: number;
  /** Milliseconds that one second of waiting takes. */
  readonly second: number;
}

/** GitHub asks for at least a second between writes, and more where people are notified. */
export const PACING: Pacing = { writeSpacing: 1000, notificationSpacing: 3000, second: 1000 };
export const NO_PACING: Pacing = { writeSpacing: 0, notificationSpacing: 0, second: 0 };

/** Longest wait that a rate limit may ask for before the run gives up, in seconds. */
const LONGEST_WAIT = 120;
const MOST_RETRIES = 3;

/** Answers that stay the same however often they are asked for. */
const FINAL = [400, 401, 403, 404, 409, 410, 422, 451];

export type Client = ReturnType<typeof github>;

export function github(token: string, baseUrl: string, pacing: Pacing) {
  const again = (retryAfter: number, _options: object, _client: object, retries: number) =>
    retryAfter <= LONGEST_WAIT && retries < MOST_RETRIES;
  const oneAtATime = (id: string, minTime: number) =>
    new Bottleneck.Group({ id, maxConcurrent: 1, minTime });
  const silent = () => {};
  return getOctokit(
    token,
    {
      baseUrl,
      log: { debug: silent, info: silent, warn: silent, error: silent },
      retry: { retries: MOST_RETRIES, retryAfterBaseValue: pacing.second, doNotRetry: FINAL },
      throttle: {
        write: oneAtATime("greenlight-write", pacing.writeSpacing),
        notifications: oneAtATime("greenlight-notifications", pacing.notificationSpacing),
        retryAfterBaseValue: pacing.second,
        onRateLimit: again,
        onSecondaryRateLimit: again,
      },
    },
    retry,
    throttling,
  );
}
