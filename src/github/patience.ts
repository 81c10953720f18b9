/** When a call is made again, and after how long: the manners that GitHub asks for. */

import { setTimeout as sleep } from "node:timers/promises";
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

/** GitHub asks for a second between writes where they are many; a review has one to three. */
const FREE_WRITES = 3;

/**
 * Makes calls, and makes them again where that may help. `second` is how many milliseconds a second
 * of waiting takes. Octokit's plugins do the same upon a job queue that costs 20 ms a call.
 */
export function patiently(second: number) {
  let writes = 0;
  return async <T>(make: () => Promise<T>, call: Call): Promise<T> => {
    if (isWrite(call)) writes += 1;
    if (isWrite(call) && writes > FREE_WRITES) await sleep(second);
    return repeat(make, call, second);
  };
}

async function repeat<T>(make: () => Promise<T>, call: Call, second: number): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await make();
    } catch (error) {
      const wait = tries > MOST_RETRIES ? undefined : waitFor(error, tries, call);
      if (wait === undefined) throw error;
      await sleep(wait * second);
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
