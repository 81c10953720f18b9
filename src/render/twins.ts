/** A check among those of other pull requests with the same head: a commit shows the worst of them. */

import { sha256 } from "../facts/sha256.ts";
import type { Check, Conclusion, ShownCheck } from "../reconcile/reconcile.ts";

/** Worst first. */
const WORST = [
  "failure",
  "cancelled",
  "action_required",
  "success",
] as const satisfies Conclusion[];

const WORDS: Record<Conclusion, string> = {
  failure: "is not ready to merge",
  cancelled: "is not evaluated",
  action_required: "waits for answers",
  success: "is ready to merge",
};

interface Twin {
  /** 0 of a merge group. */
  readonly number: number;
  readonly conclusion: Conclusion;
}

/** What is shown of one's own review stays, with a word on the other in front where that one is worse. */
export function amongTwins(check: Check, shown: readonly ShownCheck[]): Check {
  const twins = shown.flatMap(twinOf);
  if (twins.length === 0) return check;
  const numbers = twins.map(({ number }) => number).sort((one, other) => one - other);
  const worst = twins.toSorted((one, other) => rank(one) - rank(other))[0];
  const among = { ...check, twins: numbers };
  if (worst === undefined || rank(worst) >= WORST.indexOf(check.own))
    return { ...among, fingerprint: sha256(`${check.fingerprint} ${numbers.join()}`) };
  const who = worst.number === 0 ? "a group of the merge queue" : `#${worst.number}`;
  const because = `${who} has the same commit as its head, and ${WORDS[worst.conclusion]}`;
  return {
    ...among,
    conclusion: worst.conclusion,
    title: `Not ready to merge: ${because}`,
    summary: `**${because}.** GitHub keeps one check for a commit, so the worst review of it counts: see that pull request, or give this one a commit of its own. By itself this one ${WORDS[check.own]}.\n\n${check.summary}`,
    fingerprint: sha256(
      `${check.fingerprint} ${worst.number} ${worst.conclusion} ${numbers.join()}`,
    ),
  };
}

function twinOf({ origin }: ShownCheck): Twin[] {
  if (origin === undefined) return [];
  // What is being worked out anew is not ready until it is.
  return [
    { number: origin.number ?? 0, conclusion: origin.own === "running" ? "cancelled" : origin.own },
  ];
}

function rank({ conclusion }: Twin): number {
  return WORST.indexOf(conclusion);
}
