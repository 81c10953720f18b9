/** What commands ask of a changed manifest, worked out once: what was answered already is not. */

import type { Conversation } from "../conversation/conversation.ts";
import { isAnswered } from "../reconcile/talk.ts";
import { comparable, type Shipped } from "../review/review.ts";
import type { ReviewedManifest } from "../review/review-manifest.ts";
import type { ManifestPair } from "../review/source-file.ts";
import { type WhatIf, whatIf } from "../review/what-if.ts";
import type { Considered } from "./consider.ts";

/** Each is a whole review: more at once would be somebody's joke. */
const MOST = 3;

/** By the id of the comment that asks. */
export function whatIfsOf(
  { heard, review }: Considered,
  conversation: Conversation,
  pairs: readonly ManifestPair[],
  today: string,
  shipped: Shipped,
  checkName: string,
): ReadonlyMap<number, WhatIf> {
  const found = new Map<number, WhatIf>();
  const { rules } = review;
  // Of several manifests the first is meant, which the reply says.
  const before = review.manifests.find((one): one is ReviewedManifest => one.state === "reviewed");
  if (rules === undefined || before === undefined) return found;
  const asked = heard.requests.filter(
    ({ command, remark }) =>
      command.name === "whatif" && !isAnswered(remark, conversation, checkName),
  );
  for (const { command, remark } of asked.slice(-MOST)) {
    const pair = pairs.find(({ head }) => head.path === before.path);
    if (command.name !== "whatif" || pair === undefined) continue;
    const judged = comparable(pair, { ignoresBase: review.policy.ignoresBase ?? false });
    found.set(remark.id, whatIf(before, command.assignments, judged, rules, today, shipped));
  }
  return found;
}
