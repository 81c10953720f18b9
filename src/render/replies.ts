/** What the bot says to single comments: once each, where they are, mentioning nobody but whom an authorised person asks. */

import type { Ask } from "../answers/ask.ts";
import type { Considered } from "../answers/consider.ts";
import type { Voice } from "../answers/decide.ts";
import type { Request } from "../answers/heard.ts";
import type { Conversation, Remark } from "../conversation/conversation.ts";
import { loginKey } from "../conversation/conversation.ts";
import { repliedTo, replyMarker } from "../reconcile/marker.ts";
import type { DesiredReply, Receipt } from "../reconcile/talk.ts";
import { commandReply } from "./command-reply.ts";
import { escapeMarkdown } from "./escape-markdown.ts";
import { howToAnswer } from "./how-to-answer.ts";
import { withStop } from "./voice-list.ts";
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
  for (const { remark, thread, number } of answerable.considered.heard.misdirected)
    say(
      remark,
      thread,
      `There is no open question Q${number}. \`/greenlight questions\` lists those there are.`,
    );
  for (const { voice, part } of voiceReplies(answerable, checkName))
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

/** `once` names what is not said twice on one question in one run; `ever`, what is not said again later. */
interface Told {
  readonly text: string;
  readonly once: string;
  readonly ever: "hint" | "refusal" | undefined;
}

/** One hint for each question, and one refusal for each person and question. */
function voiceReplies({ considered, conversation }: Answerable, checkName: string): Spoken[] {
  return [...considered.decisions.values()].flatMap(({ question, voices }) => {
    const told = new Set<string>();
    return voices.flatMap((voice) => {
      const { source } = voice.statement;
      const part = source.from === "remark" ? partFor(voice, howToAnswer(question)) : undefined;
      if (source.from !== "remark" || part === undefined || told.has(part.once)) return [];
      told.add(part.once);
      const thread = threadOf(source.remark, conversation);
      if (wasTold(part, source.remark, thread, conversation, checkName)) return [];
      return [{ voice: { remark: source.remark, thread }, part: part.text }];
    });
  });
}

/** A hint was given in this thread before, or the same refusal to another comment of the same person. */
function wasTold(
  { text, ever }: Told,
  to: Remark,
  thread: Remark | undefined,
  { ownReplies, remarks, summaries, threads }: Conversation,
  checkName: string,
): boolean {
  const begun = threads.find(({ root }) => root.id === thread?.id);
  const before = begun?.replies ?? [...remarks, ...summaries];
  return (begun?.ownReplies ?? ownReplies).some(({ body }) => {
    const id = repliedTo(body, checkName);
    if (id === to.id || ever === undefined) return false;
    if (ever === "hint" && begun !== undefined) return body.includes(HINT);
    const toSame = before.some((one) => one.id === id && loginKey(one.by) === loginKey(to.by));
    return toSame && body.includes(text);
  });
}

const HINT = "This does not answer the question yet.";

/** What is said to a word, if anything. */
function partFor({ statement: { by }, effect, standing }: Voice, how: string): Told | undefined {
  if (standing.counts)
    return effect.is === "asks-another"
      ? {
          text: passOn(by, effect.to, effect.until),
          once: `ask ${loginKey(effect.to)}`,
          ever: undefined,
        }
      : undefined;
  const because = escapeMarkdown(withStop(standing.because), 500);
  if (effect.is === "unclear")
    return { text: `${HINT} ${because} ${how}`, once: "hint", ever: "hint" };
  const text = `${refusal(standing)} ${because}`;
  const ever = standing.why === "who" ? "refusal" : undefined;
  return { text, once: `refusal ${loginKey(by)}`, ever };
}

function refusal({ why, changed }: Exclude<Voice["standing"], { readonly counts: true }>): string {
  if (why === "who") return "Thank you, but this does not count.";
  const isOver = why === "time" || changed !== undefined;
  return isOver ? "This answer no longer counts." : "This does not count yet.";
}

/** The one person whom somebody with the right to answer wants to be asked. */
function passOn(by: string, to: string, until: string | undefined): string {
  const safe = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/.test(to) ? `@${to}` : escapeMarkdown(to, 60);
  const when = until === undefined ? "" : ` by ${escapeMarkdown(until)}`;
  return `${safe}, ${escapeMarkdown(by, 60)} asks you to answer this${when}.`;
}

function threadOf(remark: Remark, { threads }: Conversation): Remark | undefined {
  if (remark.place !== "thread") return undefined;
  return threads.find(({ replies }) => replies.some(({ id }) => id === remark.id))?.root;
}

/** Thumbs up for what counts and for commands that were carried out; eyes for what was seen and does not count. */
export function receiptsOf({ considered: { decisions, heard } }: Answerable): Receipt[] {
  const voices = [...decisions.values()].flatMap((decision) => decision.voices);
  const all: Receipt[] = [
    ...voices.flatMap(({ statement: { source }, standing }) =>
      source.from === "remark" ? [receipt(source.remark, standing.counts)] : [],
    ),
    ...heard.misdirected.map(({ remark }) => receipt(remark, false)),
    ...heard.requests.map((request) => receipt(request.remark, isCarriedOut(request))),
  ];
  // Of several in one comment the best is given.
  const sorted = all.toSorted((one, other) => rankOf(one) - rankOf(other));
  return [...new Map(sorted.map((one) => [`${one.remark.place} ${one.remark.id}`, one])).values()];
}

function receipt(remark: Remark, counts: boolean): Receipt {
  return { remark, reaction: counts ? "+1" : "eyes" };
}

function rankOf({ reaction }: Receipt): number {
  return reaction === "+1" ? 1 : 0;
}

/** Answers and waivers have got theirs by whether they count. */
function isCarriedOut({ command }: Request): boolean {
  return !["answer", "waive", "unknown"].includes(command.name);
}
