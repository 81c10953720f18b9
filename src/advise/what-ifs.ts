/** What commands ask of a changed manifest, worked out once: what was answered already is not. */

import type { Considered } from "../answers/consider.ts";
import type { Request } from "../answers/heard.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { isAnswered } from "../reconcile/talk.ts";
import { type Reviewed, type WhatIf, whatIf } from "./what-if.ts";

/** Each is a whole review: more at once would be somebody's joke. */
const MOST = 3;

/** By the request that asks. */
export function whatIfsOf(
  { heard }: Considered,
  conversation: Conversation,
  reviewed: Reviewed,
  checkName: string,
): ReadonlyMap<Request, WhatIf> {
  const found = new Map<Request, WhatIf>();
  const asked = heard.requests.filter(
    ({ command, remark }) =>
      command.name === "whatif" && !isAnswered(remark, conversation, checkName),
  );
  // Of the newest comments first; the others have their turn in the next run.
  let left = MOST;
  for (const remark of new Set(asked.map((request) => request.remark).toReversed())) {
    const own = asked.filter((request) => request.remark === remark);
    if (left < own.length && left < MOST) break;
    for (const [index, request] of own.entries())
      found.set(request, index < MOST ? answered(request, heard, reviewed) : TOO_MANY);
    left -= Math.min(own.length, MOST);
  }
  return found;
}

const TOO_MANY: WhatIf = {
  ok: false,
  faults: [`at most ${MOST} are worked out for one comment: ask this in another`],
};

/** In the thread of a question its manifest is meant, unless another is named. */
function answered(
  { command, thread }: Request,
  { threads }: Considered["heard"],
  reviewed: Reviewed,
): WhatIf {
  if (command.name !== "whatif") return { ok: false, faults: [] };
  const askedIn = [...threads.values()].find((one) => one.thread.root.id === thread?.id);
  const manifest = command.manifest ?? askedIn?.memory.key.manifest;
  return whatIf({ manifest, assignments: command.assignments }, reviewed);
}
