/** What the bot may go by in its own comments: those that somebody else has edited last remember nothing. */

import type { Circumstances, Conversation, Remark, Thread } from "../conversation/conversation.ts";

/** Comments of the bot whose memory counts. They are edited all the time, by the bot. */
export function ownMemories({ scorecard, threads }: Conversation): Remark[] {
  return [...(scorecard === undefined ? [] : [scorecard]), ...threads.map(({ root }) => root)];
}

export interface Untouched {
  readonly conversation: Conversation;
  /** Threads whose question somebody has rewritten: it is asked anew, in another one. */
  readonly touched: readonly Thread[];
}

/**
 * The conversation without what others have written into the bot's comments; itself where there is nothing
 * of the kind. To carry on with a changed memory would be to write it down once more, in the bot's own hand.
 */
export function untouched(
  conversation: Conversation,
  { editors }: Pick<Circumstances, "editors">,
): Untouched {
  // Where GitHub cannot tell, nobody but the bot is taken to have edited its own comment.
  const isTouched = ({ edited, nodeId }: Remark) => edited && (editors.get(nodeId) ?? "") !== "";
  if (!ownMemories(conversation).some(isTouched)) return { conversation, touched: [] };
  const { scorecard, threads } = conversation;
  const emptied = scorecard && { ...scorecard, body: "", edited: false };
  return {
    conversation: {
      ...conversation,
      scorecard: scorecard !== undefined && isTouched(scorecard) ? emptied : scorecard,
      threads: threads.filter(({ root }) => !isTouched(root)),
    },
    touched: threads.filter(({ root }) => isTouched(root)),
  };
}
