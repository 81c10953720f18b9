/** Everything that was said on a pull request, sorted by whose it is: the bot's own, and people's. */

import type { Remark, Thread } from "../conversation/conversation.ts";
import {
  MARK_START,
  questionMarker,
  replyMarkerStart,
  scorecardMarker,
} from "../reconcile/marker.ts";
import type { Client } from "./client.ts";
import { readRemarks, readSummaries, readThreadRemarks, type ThreadRemark } from "./comments.ts";
import type { ForgeSettings } from "./forge.ts";
import { ownLoginAmong } from "./own-login.ts";
import { together } from "./together.ts";

export interface Said {
  /** The bot's own scorecards, oldest first. */
  readonly scorecards: readonly Remark[];
  readonly ownReplies: readonly Remark[];
  readonly remarks: readonly Remark[];
  readonly summaries: readonly Remark[];
  readonly threads: readonly Thread[];
  /** Of all comments of the conversation, whoever wrote them, and of all of its threads. */
  readonly ids: readonly number[];
  readonly threadIds: readonly number[];
}

export const NOTHING_SAID: Said = {
  scorecards: [],
  ownReplies: [],
  remarks: [],
  summaries: [],
  threads: [],
  ids: [],
  threadIds: [],
};

interface Asked {
  readonly number: number;
  readonly threadComments: number | undefined;
}

/**
 * Marker and author both have to be right: anyone can paste a marker. And the marker has to come first:
 * another workflow of the same bot may quote what somebody has pasted.
 */
export async function readSaid(
  client: Client,
  { place, checkName, token, workflowToken }: ForgeSettings,
  { number, threadComments }: Asked,
): Promise<Said> {
  // Where no thread was begun, reviews are not read either: a call less in most runs.
  const hasThreads = threadComments !== 0;
  const [inConversation, inThreads, aboveReviews] = await together([
    readRemarks(client, place, number),
    hasThreads ? readThreadRemarks(client, place, number) : [],
    hasThreads ? readSummaries(client, place, number) : [],
  ]);
  const marks = {
    scorecard: scorecardMarker(checkName),
    question: questionMarker(checkName),
    reply: replyMarkerStart(checkName),
  };
  const marked = [...inConversation, ...inThreads].filter(({ body }) =>
    Object.values(marks).some((mark) => body.startsWith(mark)),
  );
  const isWorkflows = token === workflowToken;
  const login = await ownLoginAmong(client, { token, isWorkflows }, marked);
  const isOwn = ({ by, body }: Remark, mark: string) => by === login && body.startsWith(mark);
  // A second set-up in the repository has other marks, and is no person either.
  const isPersons = (one: Remark) => !one.isBot && !isOwn(one, MARK_START);
  const oldestFirst = (one: Remark, other: Remark) => one.id - other.id;
  return {
    scorecards: inConversation.filter((one) => isOwn(one, marks.scorecard)).sort(oldestFirst),
    ownReplies: inConversation.filter((one) => isOwn(one, marks.reply)),
    remarks: inConversation.filter(isPersons),
    summaries: aboveReviews.filter(({ isBot, by }) => !isBot && by !== login),
    threads: inThreads
      .filter((one) => one.inReplyTo === undefined && isOwn(one, marks.question))
      .sort(oldestFirst)
      .map((root) => threadFrom(root, inThreads, isPersons, (one) => isOwn(one, marks.reply))),
    ids: inConversation.map(({ id }) => id),
    threadIds: inThreads.map(({ id }) => id),
  };
}

function threadFrom(
  root: ThreadRemark,
  all: readonly ThreadRemark[],
  isPersons: (one: Remark) => boolean,
  isOwnReply: (one: Remark) => boolean,
): Thread {
  const below = all.filter(({ inReplyTo }) => inReplyTo === root.id);
  return {
    root,
    replies: below.filter(isPersons),
    ownReplies: below.filter(isOwnReply),
    path: root.path,
    line: root.line,
  };
}
