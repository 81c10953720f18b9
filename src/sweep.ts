/**
 * Open pull requests, one after the other: for what none of them started, such as a day on which an answer
 * ends, or a policy that has changed.
 */

import type { Forge } from "./forge.ts";
import { main, type Outcome, reportFailure, type Settings } from "./main.ts";
import type { Shipped } from "./review/review.ts";

/** At seven to fourteen calls each, about half of what a workflow's token may ask of GitHub in an hour. */
const MOST = 50;

export interface OpenPullRequest {
  readonly number: number;
  readonly forge: Forge;
}

export interface Swept {
  readonly number: number;
  /** Undefined where it could not be evaluated. */
  readonly outcome: Outcome | undefined;
  /** Why not, as a sentence that may quote an answer of the API. */
  readonly failure: string | undefined;
}

export interface Sweep {
  readonly reviewed: readonly Swept[];
  /** Those that this run did not come to. */
  readonly left: readonly number[];
}

export interface Sweeping {
  /** A number that grows by one with each run: which of more than fifty it takes. */
  readonly turn: number;
  /** What went wrong, in words. */
  readonly describe: (error: unknown) => string;
  /** Whether all that follows would fail in the same way, as after a rate limit. */
  readonly isLasting: (error: unknown) => boolean;
}

export async function sweep(
  open: readonly OpenPullRequest[],
  settings: Settings,
  shipped: Shipped,
  { turn, describe, isLasting }: Sweeping,
): Promise<Sweep> {
  const chosen = inTurn(open, turn);
  const reviewed: Swept[] = [];
  for (const { number, forge } of chosen) {
    try {
      const outcome = await main(forge, settings, shipped);
      reviewed.push({ number, outcome, failure: undefined });
    } catch (error) {
      const failure = describe(error);
      reviewed.push({ number, outcome: undefined, failure });
      if (isLasting(error)) break;
      await reportFailure(forge, settings, failure).catch(() => false);
    }
  }
  const seen = new Set(reviewed.map(({ number }) => number));
  return { reviewed, left: open.flatMap(({ number }) => (seen.has(number) ? [] : [number])) };
}

/** All where they are few. Of more, each run takes the next fifty, so that every one has its turn. */
function inTurn(open: readonly OpenPullRequest[], turn: number): readonly OpenPullRequest[] {
  if (open.length <= MOST) return open;
  const first = (turn * MOST) % open.length;
  return [...open.slice(first), ...open.slice(0, first)].slice(0, MOST);
}
