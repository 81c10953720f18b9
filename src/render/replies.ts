/** What the bot says to single comments: once each, where they are, mentioning nobody but whom an authorised person asks. */

import type { Considered } from "../answers/consider.ts";
import type { Voice } from "../answers/decide.ts";
import type { Request } from "../answers/listen.ts";
import type { Conversation, Remark } from "../conversation/conversation.ts";
import { loginKey } from "../conversation/conversation.ts";
import { replyMarker } from "../reconcile/marker.ts";
import type { DesiredReply, Receipt } from "../reconcile/talk.ts";
import type { Ask } from "../answers/ask.ts";
import { commandReply } from "./command-reply.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { howToAnswer } from "./how-to-answer.ts";
import type { WhatIfs } from "./what-if.ts";

export interface Answerable {
  readonly considered: Considered;
  readonly asks: readonly Ask[];
  readonly conversation: Conversation;
  readonly whatIfs: WhatIfs;
}

/** Parts of one reply, and where it goes. */
interface Draft {
  readonly remark: Remark;
  readonly thread: Remark | undefined;
  readonly parts: string[];
}

export function repliesOf(answerable: Answerable, checkName: string): DesiredReply[] {
  const drafts = new Map<string, Draft>();
  const say = (remark: Remark, thread: Remark | undefined, part: string | undefined) => {
    if (part === undefined) return;
    const key = `${remark.place} ${remark.id}`;
    const draft = drafts.get(key) ?? { remark, thread, parts: [] };
    drafts.set(key, draft);
    if (!draft.parts.includes(part)) draft.parts.push(part);
  };
  for (const request of answerable.considered.heard.requests)
    say(request.remark, request.thread, commandReply(request, answerable));
  for (const { remark, number } of answerable.considered.heard.misdirected)
    say(remark, undefined, `There is no open question Q${number}. \`/greenlight questions\` lists those there are.`);
  for (const { voice, part } of voiceReplies(answerable))
    say(voice.remark, voice.thread, part);
  return [...drafts.values()].map(({ remark, thread, parts }) => ({
    to: remark,
    thread,
    body: `${replyMarker(checkName, remark.id)}\n${parts.join("\n\n")}`,
  }));
}

interface Spoken {
  readonly voice: { readonly remark: Remark; readonly thread: Remark | undefined };
  readonly part: string;
}

/** One hint for each question, and one refusal for each person and question. */
function voiceReplies({ considered, conversation }: Answerable): Spoken[] {
  const spoken: Spoken[] = [];
  for (const { question, voices } of considered.decisions.values()) {
    let hinted = false;
    const refused = new Set<string>();
    for (const voice of voices) {
      const { source, by } = voice.statement;
      if (source.from !== "remark") continue;
      const { remark } = source;
      const at = { remark, thread: threadOf(remark, conversation) };
      const part = partFor(voice, howToAnswer(question), hinted || refused.has(loginKey(by)));
      if (part === undefined) continue;
      if (voice.effect.is === "unclear") hinted = true;
      else refused.add(loginKey(by));
      spoken.push({ voice: at, part });
    }
  }
  return spoken;
}

function partFor({ statement, effect, standing }: Voice, how: string, said: boolean): string | undefined {
  if (standing.counts)
    return effect.is === "asks-another" ? passOn(statement.by, effect.to, effect.until) : undefined;
  if (said) return undefined;
  const because = escapeMarkdown(standing.because, 500);
  if (standing.why === "form" && effect.is === "unclear")
    return `This does not answer the question yet. ${because} ${how}`;
  return `Noted, and it does not count. ${because}.`;
}

/** The one person whom somebody with the right to answer wants to be asked. */
function passOn(by: string, to: string, until: string | undefined): string {
  const safe = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/.test(to) ? `@${to}` : escapeMarkdown(to, 60);
  const when = until === undefined ? "" : ` by ${escapeMarkdown(until)}`;
  return `${safe}, ${escapeMarkdown(by, 60)} asks you to answer this${when}.`;
}

export function threadOf(remark: Remark, { threads }: Conversation): Remark | undefined {
  if (remark.place === "conversation") return undefined;
  return threads.find(({ replies }) => replies.some(({ id }) => id === remark.id))?.root;
}

/** Thumbs up for what counts and for commands that were carried out; eyes for what was seen and does not count. */
export function receiptsOf({ considered }: Answerable): Receipt[] {
  const byRemark = new Map<string, Receipt>();
  const give = (remark: Remark, reaction: Receipt["reaction"]) => {
    const key = `${remark.place} ${remark.id}`;
    if (byRemark.get(key)?.reaction !== "+1") byRemark.set(key, { remark, reaction });
  };
  for (const { voices } of considered.decisions.values())
    for (const { statement, standing } of voices)
      if (statement.source.from === "remark")
        give(statement.source.remark, standing.counts ? "+1" : "eyes");
  for (const { remark } of considered.heard.misdirected) give(remark, "eyes");
  for (const request of considered.heard.requests)
    give(request.remark, isCarriedOut(request) ? "+1" : "eyes");
  return [...byRemark.values()];
}

/** Answers and waivers have got theirs by whether they count. */
function isCarriedOut({ command }: Request): boolean {
  return !["answer", "waive", "unknown"].includes(command.name);
}
