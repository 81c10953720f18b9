/** When a call is made again, and after how long: the manners that GitHub asks for. */

import type { Clock } from "./clock.ts";
import { causeOf, Explained, headersOf, isRateLimit, statusOf } from "./failure.ts";

/** The part of a call that decides how patient one is with it. */
interface Call {
  readonly method: string;
  readonly url: string;
  /** `retries: 0`: when nobody knows whether it took effect, it is not for the client to repeat. */
  readonly request: Readonly<Record<string, unknown>>;
}

const MOST_RETRIES = 3;

/** Longest wait that a rate limit may ask for before the run gives up, in seconds. */
const LONGEST_WAIT = 120;
/** What GitHub asks for where its answer names no time, in seconds. */
const USUAL_WAIT = 60;
/**
 * How many seconds after its start a run makes no call again. The documented job is ended after 300 s,
 * and what is ended cannot say why: this leaves time for it, should GitHub be silent then as well.
 */
const LAST_RETRY = 150;

/** GitHub asks for a second between writes where they are many; a review has one to three. */
const FREE_WRITES = 3;

/**
 * Makes calls, and makes them again where that may help. Octokit's plugins do the same upon a job queue
 * that costs 20 ms a call.
 */
export function patiently(clock: Clock) {
  let writes = 0;
  return async <T>(make: () => Promise<T>, call: Call): Promise<T> => {
    if (isWrite(call)) writes += 1;
    if (isWrite(call) && writes > FREE_WRITES) await clock.wait(1);
    return repeat(make, call, clock);
  };
}

async function repeat<T>(make: () => Promise<T>, call: Call, clock: Clock): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await make();
    } catch (error) {
      const wait = tries > MOST_RETRIES ? undefined : waitFor(error, tries, call);
      if (wait === undefined || clock.now() + wait > LAST_RETRY) throw error;
      await clock.wait(wait);
    }
  }
}
/** A GraphQL query is a POST that only reads. */
function isWrite({ method, url }: Call): boolean {
  return method !== "GET" && !url.endsWith("/graphql");
}

/** In seconds; undefined when the next answer would be the same. */
function waitFor(error: unknown, tries: number, { request }: Call): number | undefined {
  if (isRateLimit(error)) {
    // What a limit held up has not taken effect.
    const wait = waitOfLimit(headersOf(error));
    return wait <= LONGEST_WAIT ? wait : undefined;
  }
  const passing = (statusOf(error) ?? 0) >= 500 && !(causeOf(error) instanceof Explained);
  return passing && request["retries"] !== 0 ? tries ** 2 : undefined;
}

function waitOfLimit(headers: Readonly<Record<string, unknown>>): number {
  const {
    "retry-after": after,
    "x-ratelimit-remaining": left,
    "x-ratelimit-reset": reset,
  } = headers;
  if (after !== undefined) return Math.max(0, Number(after)) || USUAL_WAIT;
  // A second more, for the limit ends with the second that is named.
  if (left === "0") return Math.max(0, Math.ceil(Number(reset) - Date.now() / 1000) + 1);
  return USUAL_WAIT;
}
