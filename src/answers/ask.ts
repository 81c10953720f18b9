/** What is asked of whom, and where: which questions have a number, which a thread, and what is remembered of each. */

import { type Conversation, loginKey, type Thread } from "../conversation/conversation.ts";
import {
  type HeardWord,
  isLater,
  keyText,
  NEVER_SHOWN,
  type QuestionKey,
  type QuestionMemory,
} from "../conversation/memory.ts";
import type { Finding } from "../evaluate/finding.ts";
import { type Asked, askedOf } from "../review/gate-checks.ts";
import { decidable, type ReviewedManifest } from "../review/review-manifest.ts";
import type { SourceFile } from "../review/source-file.ts";
import type { Considered } from "./consider.ts";
import type { Decision } from "./decide.ts";
import { isKeepKey } from "./keep.ts";
import { kindOf, textHash } from "./listen.ts";
import { isOpen, keyOf, type Question } from "./question.ts";
import { rankedQuestions } from "./rank.ts";

/** One question as the pull request is to show it. */
export interface Ask {
  readonly key: QuestionKey;
  /** As data alone say; undefined once there is no such finding any more. */
  readonly question: Question | undefined;
  /** As it counts, with what people said. */
  readonly finding: Finding | undefined;
  readonly decision: Decision | undefined;
  readonly number: number | undefined;
  /** The thread that asks it, or "new" where one is to begin. */
  readonly thread: Thread | "new" | undefined;
  /** A weighty one that was open on base already, with the same facts: it gets no thread. */
  readonly isOld: boolean;
  readonly addressee: Addressee;
  /** What its thread remembers, and what the scorecard does. */
  readonly threadMemory: QuestionMemory | undefined;
  readonly memory: QuestionMemory;
}

/** Whether nobody has been told of it yet: it is announced with this run. */
export function isNewlyAsked({ thread, memory }: Ask): boolean {
  return thread === "new" && !memory.asked;
}

/** Who is asked. Only who is named by policy, base or an authorised person is ever mentioned. */
export interface Addressee {
  readonly login: string | undefined;
  readonly role: Asked;
}

export interface AskSettings {
  /** Whether threads may be begun at all. */
  readonly threads: boolean;
  /** Whether there is, or will be, a scorecard to number them. */
  readonly scorecard: boolean;
  /** Manifests as they were where head parted from base, of those that base has changed since. */
  readonly parted: ReadonlyMap<string, SourceFile>;
}

/** More numbers than anybody reads. */
const MOST_NUMBERED = 40;

export function asksOf(
  considered: Considered,
  conversation: Conversation,
  settings: AskSettings,
): Ask[] {
  const { review, questions, heard } = considered;
  const ranked = rankedQuestions(questions);
  const keys = new Map<string, QuestionKey>();
  for (const { key } of ranked) keys.set(keyText(key), key);
  for (const { memory } of heard.threads.values())
    if (!isKeepKey(memory.key)) keys.set(keyText(memory.key), memory.key);
  for (const [text, { key, number, heard: words }] of heard.remembered)
    if (number !== undefined || words.length > 0) keys.set(text, key);
  for (const { key } of heard.statements) keys.set(keyText(key), key);

  const isOld = openBefore(settings.parted);
  const numbers = numbered([...keys.keys()], considered, settings);
  const begun = newThreads(ranked, considered, conversation, settings, isOld);
  const settled = settledFindings(review);
  const newest = newestComment(conversation);
  return [...keys].map(([text, key]) => {
    const question = questions.get(text);
    const decision = considered.decisions.get(text);
    const known = heard.threads.get(text);
    const thread = known?.thread ?? (begun.has(text) ? ("new" as const) : undefined);
    const number = numbers.get(text);
    const next = (before: QuestionMemory | undefined) =>
      nextMemory({ key, question, number, newest, words: wordsOn(key, considered) }, before);
    return {
      key,
      question,
      finding: settled.get(text),
      decision,
      number,
      thread,
      isOld: question !== undefined && isWeighty(question) && isOld(question),
      addressee: addresseeOf(question, decision, considered),
      threadMemory: thread === undefined ? undefined : next(known?.memory),
      memory: next(heard.remembered.get(text)),
    };
  });
}

function settledFindings({ manifests }: Considered["review"]): ReadonlyMap<string, Finding> {
  const findings = new Map<string, Finding>();
  for (const manifest of manifests) {
    const one = decidable(manifest);
    for (const finding of one?.findings ?? []) {
      const text = keyText(keyOf(manifest.path, finding));
      if (!findings.has(text)) findings.set(text, finding);
    }
  }
  return findings;
}

/** A number once given stays; a new question gets the next one. */
function numbered(
  keys: readonly string[],
  { heard, questions }: Considered,
  { scorecard }: AskSettings,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [text, { number }] of heard.remembered)
    if (number !== undefined) numbers.set(text, number);
  if (!scorecard) return numbers;
  let next = Math.max(0, ...numbers.values()) + 1;
  for (const text of keys) {
    const finding = questions.get(text)?.finding;
    const isAsked = finding !== undefined && isOpen(finding);
    if (!isAsked || numbers.has(text) || numbers.size >= MOST_NUMBERED) continue;
    numbers.set(text, next);
    next += 1;
  }
  return numbers;
}

/** Blocking and high ones that this pull request opened, as many as policy allows to be open at a time. */
function newThreads(
  ranked: readonly Question[],
  { review, heard, decisions }: Considered,
  { isDraft }: Conversation,
  { threads }: AskSettings,
  isOld: (question: Question) => boolean,
): ReadonlySet<string> {
  const most = review.rules?.policy.threads ?? 0;
  if (isDraft || !threads) return new Set();
  const isSettled = (text: string) => {
    const is = decisions.get(text)?.result.is ?? "open";
    return is !== "open" && is !== "contested";
  };
  const openKeys = ranked.map(({ key }) => keyText(key)).filter((text) => !isSettled(text));
  const running = openKeys.filter((text) => heard.threads.has(text)).length;
  const fresh = ranked.filter((question) => {
    const text = keyText(question.key);
    return !heard.threads.has(text) && !isSettled(text) && isWeighty(question) && !isOld(question);
  });
  return new Set(fresh.slice(0, Math.max(0, most - running)).map(({ key }) => keyText(key)));
}

function isWeighty({ finding, manifest }: Question): boolean {
  const { severity } = finding;
  return (
    severity === "blocker" || severity === "high" || manifest.gate.waitingFor.includes(finding)
  );
}

/** Open on base with the same facts, or where head parted from it: nothing that this pull request did. */
function openBefore(parted: AskSettings["parted"]): (question: Question) => boolean {
  const findingsAt = new Map<string, readonly Finding[]>();
  const whereParted = ({ path, findingsIn }: ReviewedManifest) => {
    const file = parted.get(path);
    const known = findingsAt.get(path) ?? (file === undefined ? [] : findingsIn(file));
    findingsAt.set(path, known);
    return known;
  };
  return ({ finding, key, manifest }) =>
    [manifest.findingsOnBase(), whereParted(manifest)].some((findings) => {
      const same = findings.find(
        (one) => one.check.id === key.check && one.item.key === key.item && isOpen(one),
      );
      return same !== undefined && same.hashes().facts === finding.hashes().facts;
    });
}

/** Whoever an authorised person has passed it on to; else the manifest's person for it, where that one may answer; else the policy's first. */
function addresseeOf(
  question: Question | undefined,
  decision: Decision | undefined,
  { authorityOf }: Considered,
): Addressee {
  const role = question === undefined ? "pm" : askedOf(question.finding.check);
  if (question === undefined) return { login: undefined, role };
  if (decision?.passedOn !== undefined) return { login: decision.passedOn.to, role };
  const { base, manifest } = question.manifest;
  const { users, namedBy } = authorityOf(question.manifest, question.finding);
  const onBase = namedPerson(base, role);
  // Head gives nobody a right, and may say which of those who have it is asked.
  const named = [onBase, namedPerson(manifest, role)].find((one) =>
    users.some((user) => one !== undefined && loginKey(user) === loginKey(one)),
  );
  // Owners of the policy are nobody whom a manifest names.
  return { login: named ?? users[0] ?? (namedBy === "owners" ? undefined : onBase), role };
}

function namedPerson(
  manifest: ReviewedManifest["base"],
  role: Addressee["role"],
): string | undefined {
  const { pm, tech_lead: lead } = manifest?.product ?? {};
  return (role === "pm" ? (pm ?? lead) : (lead ?? pm))?.replace(/^@/, "");
}

/** What was said of a question, wherever. */
function wordsOn(key: QuestionKey, { heard }: Considered): HeardWord[] {
  return heard.statements.flatMap((statement) => {
    const { source, by, shown, said } = statement;
    if (source.from !== "remark" || keyText(statement.key) !== keyText(key)) return [];
    const { id, at } = source.remark;
    return [{ id, by, kind: kindOf(said), at, text: textHash(source.remark), shown }];
  });
}

/** Comments of the conversation have ids that grow. */
function newestComment({ scorecard, remarks, ownReplies }: Conversation): number {
  return [scorecard, ...remarks, ...ownReplies].reduce(
    (most, one) => Math.max(most, one?.id ?? 0),
    0,
  );
}

interface Next {
  readonly key: QuestionKey;
  readonly question: Question | undefined;
  readonly number: number | undefined;
  readonly newest: number;
  readonly words: readonly HeardWord[];
}

function nextMemory(
  { key, question, number, newest, words }: Next,
  before: QuestionMemory | undefined,
): QuestionMemory {
  // A newer word that is gone from the conversation is remembered, so that no older one comes back.
  const gone = (before?.heard ?? []).filter(
    (old) => !words.some((word) => isSamePerson(word, old) && !isLater(old, word)),
  );
  const kept = words.filter((word) => !gone.some((old) => isSamePerson(word, old)));
  return {
    key,
    number,
    since: before?.number === number ? (before?.since ?? newest) : newest,
    shown: question?.shown() ?? before?.shown ?? NEVER_SHOWN,
    heard: [...gone, ...kept],
    asked: before?.asked ?? false,
    reopened: before?.reopened ?? false,
  };
}

function isSamePerson(one: HeardWord, other: HeardWord): boolean {
  return loginKey(one.by) === loginKey(other.by) && one.kind === other.kind;
}
