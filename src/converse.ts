/** The two steps of a run that ask the outside world about a conversation: hearing what counts, and preparing to speak. */

import { whatIfsOf } from "./advise/what-ifs.ts";
import { type Ask, asksOf } from "./answers/ask.ts";
import { type Considered, consider, type Hearing } from "./answers/consider.ts";
import { HEARD_NOTHING, type Heard } from "./answers/heard.ts";
import { inquiryOf, isEmptyInquiry } from "./answers/inquiry.ts";
import { ledgerNotice, ledgerStatements } from "./answers/ledger.ts";
import { listen } from "./answers/listen.ts";
import { type Questions, questionsOf } from "./answers/question.ts";
import { untouched } from "./answers/untouched.ts";
import {
  type Circumstances,
  type Conversation,
  NOTHING_KNOWN,
  type Thread,
} from "./conversation/conversation.ts";
import type { Forge, Reading } from "./forge.ts";
import { keepPaths } from "./render/keep-thread.ts";
import { mayPost } from "./render/pull-request.ts";
import type { Talk } from "./render/talk.ts";
import { type Review, type ReviewInput, review, type Shipped } from "./review/review.ts";
import type { ManifestPair, SourceFile } from "./review/source-file.ts";

/** What people said, once what decides whether it counts is known. */
export async function hear(
  forge: Forge,
  byData: Review,
  { conversation }: Reading,
): Promise<Understood> {
  const questions = questionsOf(byData);
  const keepsLedger = byData.rules?.policy.ledger === "branch";
  const ledger = keepsLedger ? await forge.readLedger() : undefined;
  const found =
    conversation === undefined
      ? { heard: HEARD_NOTHING, circumstances: NOTHING_KNOWN, touched: [] }
      : await hearConversation(forge, byData, questions, conversation);
  const notices = [...byData.notices, ...ledgerNotice(ledger)];
  const author = conversation?.author ?? "";
  const hearing = { ...found, author, ledger: ledgerStatements(ledger) };
  const considered = consider({ ...byData, notices }, hearing);
  return { ...found, considered, ledger, hearing };
}

interface Found {
  readonly heard: Heard;
  readonly circumstances: Circumstances;
  readonly touched: readonly Thread[];
}

export interface Understood extends Found {
  readonly considered: Considered;
  readonly ledger: string | undefined;
  readonly hearing: Hearing;
}

/** Once more, without what others have written into the bot's comments, where they have. */
async function hearConversation(
  forge: Forge,
  byData: Review,
  questions: Questions,
  conversation: Conversation,
): Promise<Found> {
  const heard = listen(conversation, questions);
  const inquiry = inquiryOf(heard, questions, byData, conversation);
  const circumstances = isEmptyInquiry(inquiry) ? NOTHING_KNOWN : await forge.lookUp(inquiry);
  const { conversation: trusted, touched } = untouched(conversation, circumstances);
  if (trusted === conversation) return { heard, circumstances, touched };
  const again = await hearConversation(forge, byData, questions, trusted);
  return { ...again, touched: [...touched, ...again.touched] };
}

/** How the bot may speak. */
export interface Speaking {
  readonly comment: "always" | "on-change" | "never";
  /** Whether questions are asked in threads. */
  readonly threads: boolean;
  /** Whether threads are resolved once their question is answered. */
  readonly resolve: boolean;
  /** By which the bot knows its own comments. */
  readonly checkName: string;
}

/** What a review was made of, so that it can be made of other manifests. */
export interface Judged {
  readonly input: ReviewInput;
  readonly shipped: Shipped;
}

/** What is to be asked and told, where there is a conversation to do it in. */
export async function prepareTalk(
  forge: Forge,
  { considered, circumstances, touched, hearing }: Understood,
  { conversation, speaks, manifests, policy }: Reading,
  { threads, resolve, comment, checkName }: Speaking,
  { input, shipped }: Judged,
): Promise<Talk | undefined> {
  if (!speaks || conversation?.state !== "open") return undefined;
  const posts = comment !== "never" && mayPost(considered.review, { manifests, policy }, comment);
  const hasScorecard = conversation.scorecard !== undefined || posts;
  const asksKnowing = (parted: ReadonlyMap<string, SourceFile>) =>
    asksOf(considered, conversation, { threads, scorecard: hasScorecard, parted });
  const asks = await withoutOlder(asksKnowing(new Map()), asksKnowing, forge);
  const fresh = pathsOfNew(asks);
  const begin = new Set([...fresh, ...(threads ? keepPaths({ considered, asks }) : [])]);
  const diff = begin.size === 0 ? new Map() : await forge.readDiff([...begin]);
  // What people said counts of other manifests as it does of these.
  const again = (others: readonly ManifestPair[]) =>
    consider(review({ ...input, manifests: others }, shipped), hearing).review;
  const reviewed = { review: considered.review, manifests, again, shipped };
  const whatIfs = whatIfsOf(considered, conversation, reviewed, checkName);
  const asked = { considered, asks, conversation, circumstances, touched, diff };
  return { ...asked, whatIfs, hasScorecard, resolve };
}

/** What base has answered since head parted from it was open before: nobody is asked in this pull request's name. */
async function withoutOlder(
  first: Ask[],
  asksKnowing: (parted: ReadonlyMap<string, SourceFile>) => Ask[],
  forge: Forge,
): Promise<Ask[]> {
  const parted = new Map<string, SourceFile>();
  const compared = new Set<string>();
  // Places that become free are taken by questions of other manifests, which are compared in turn.
  for (let asks = first; ; asks = asksKnowing(parted)) {
    const changed = asks.filter(({ question }) => question?.manifest.isNew === false);
    const fresh = pathsOfNew(changed).filter((path) => !compared.has(path));
    if (fresh.length === 0) return asks;
    for (const path of fresh) compared.add(path);
    for (const [path, file] of await forge.readParted(fresh)) parted.set(path, file);
  }
}

function pathsOfNew(asks: readonly Ask[]): string[] {
  const fresh = asks.filter(({ thread }) => thread === "new").map(({ key }) => key.manifest);
  return [...new Set(fresh)];
}
